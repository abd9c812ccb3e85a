"""Items that come with the system: files, and generators with their recorded seed."""
