"""The exam store: an append-only journal of events, and what office and gateway hand to each other."""
