# SPDX-License-Identifier: Apache-2.0
"""The sources of `ledger/verifier.html`, the verifier for people without Python. `python -m takar.ledger.verifier_html`
puts them together; the sources are never shipped apart from it."""
