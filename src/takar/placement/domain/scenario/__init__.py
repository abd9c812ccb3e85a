"""A scenario: what is asked of the rotation, what it answered, and what people decided. Pure.

Rules: docs/rules/scenarios.md. Job fit matches people and posts; it never ends in a removal, so no decision can say so.
"""
