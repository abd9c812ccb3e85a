"""Recorded answers and committed keys to ratings, JPM and category, sealed in the log [penilaian]."""
