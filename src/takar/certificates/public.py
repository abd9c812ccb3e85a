"""The door of `certificates`."""
