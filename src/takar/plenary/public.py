"""The door of `plenary`."""
