from __future__ import annotations


class BrokenFile(Exception):
    """The file turned out to be unreadable half way; the message is for the log."""
