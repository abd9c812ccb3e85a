"""The door of `forms`.

Keys leave only through `keys_of`, for scoring and audit.
"""

from takar.forms.actions.draft_form import draft_form, make_form_from_blueprint
from takar.forms.actions.load_shipped_blueprints import load_shipped_blueprints
from takar.forms.actions.seal_form import seal_form
from takar.forms.domain.blueprint import Blueprint, Order, Pick, Section
from takar.forms.domain.package import SaltedKey, key_root
from takar.forms.queries import (
    SealedForm,
    form_by_digest,
    keys_of,
    package_json,
    scales_of,
    sealed_form,
    sealed_forms,
)

__all__ = [
    "Blueprint",
    "Order",
    "Pick",
    "SaltedKey",
    "SealedForm",
    "Section",
    "draft_form",
    "form_by_digest",
    "key_root",
    "keys_of",
    "load_shipped_blueprints",
    "make_form_from_blueprint",
    "package_json",
    "scales_of",
    "seal_form",
    "sealed_form",
    "sealed_forms",
]
