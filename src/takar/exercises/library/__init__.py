"""Exercises that an agency keeps: its own, and one invented example of each kind to start from [bank simulasi]."""
