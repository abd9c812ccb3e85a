"""The door of `selection`."""
