"""The door of `careers`."""
