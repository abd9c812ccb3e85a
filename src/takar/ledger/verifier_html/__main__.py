# SPDX-License-Identifier: Apache-2.0
"""Write `ledger/verifier.html` from the sources in this folder."""

from takar.ledger.verifier_html.build import SHIPPED, build

SHIPPED.write_text(build(), encoding="utf-8")
