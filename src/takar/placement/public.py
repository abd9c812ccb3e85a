"""The door of `placement`."""
