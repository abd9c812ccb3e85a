"""The read API: lists that contexts offer, for other systems of the agency, with a key that says what it may read.

Nothing can be written through it. Every use is on record.
"""
