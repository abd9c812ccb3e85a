"""The door of `items`."""

from takar.items.actions.add_items import Added, add_items
from takar.items.actions.load_shipped_bank import load_shipped_bank
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.scales import SCALES, Family, ItemType, Status, scale_name
from takar.items.queries import Stock, entries_at, newest_entries, reviewed_entries, stock

__all__ = [
    "SCALES",
    "Added",
    "Entry",
    "Family",
    "Item",
    "ItemType",
    "Key",
    "Option",
    "Status",
    "Stock",
    "add_items",
    "entries_at",
    "load_shipped_bank",
    "newest_entries",
    "reviewed_entries",
    "scale_name",
    "stock",
]
