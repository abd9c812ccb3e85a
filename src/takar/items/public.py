"""The door of `items`."""

from takar.items.actions.add_items import Added, add_items
from takar.items.actions.load_shipped_bank import load_shipped_bank
from takar.items.actions.retire_item import retire_item
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.scales import SCALES, WRITTEN, Family, ItemType, Status, scale_name
from takar.items.domain.task import Letter, Part, Source, Task
from takar.items.pages.faces import Face, face
from takar.items.pages.labels import FAMILY_LABELS, TYPE_LABELS, scale_choices, scale_label
from takar.items.queries import (
    Stock,
    entries_at,
    entries_of_exercise,
    newest_entries,
    reviewed_entries,
    stock,
)

__all__ = [
    "FAMILY_LABELS",
    "SCALES",
    "TYPE_LABELS",
    "WRITTEN",
    "Added",
    "Entry",
    "Face",
    "Family",
    "Item",
    "ItemType",
    "Key",
    "Letter",
    "Option",
    "Part",
    "Source",
    "Status",
    "Stock",
    "Task",
    "add_items",
    "entries_at",
    "entries_of_exercise",
    "face",
    "load_shipped_bank",
    "newest_entries",
    "retire_item",
    "reviewed_entries",
    "scale_choices",
    "scale_label",
    "scale_name",
    "stock",
]
