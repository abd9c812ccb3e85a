"""The door of `attendance`."""
