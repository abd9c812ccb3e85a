"""The door of `items`."""

from takar.items.actions.add_items import Added, add_items
from takar.items.actions.load_shipped_bank import load_shipped_bank
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.scales import SCALES, Family, ItemType, Status, scale_name
from takar.items.pages.faces import Face, face
from takar.items.pages.labels import FAMILY_LABELS, TYPE_LABELS, scale_choices, scale_label
from takar.items.queries import Stock, entries_at, newest_entries, reviewed_entries, stock

__all__ = [
    "FAMILY_LABELS",
    "SCALES",
    "TYPE_LABELS",
    "Added",
    "Entry",
    "Face",
    "Family",
    "Item",
    "ItemType",
    "Key",
    "Option",
    "Status",
    "Stock",
    "add_items",
    "entries_at",
    "face",
    "load_shipped_bank",
    "newest_entries",
    "reviewed_entries",
    "scale_choices",
    "scale_label",
    "scale_name",
    "stock",
]
