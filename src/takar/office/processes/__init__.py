"""The processes that make up a running Takar, and their supervisor."""
