"""The door of `talent`."""
