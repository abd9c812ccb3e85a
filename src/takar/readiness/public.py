"""The door of `readiness`."""
