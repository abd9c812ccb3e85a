"""The door of `positions`."""
