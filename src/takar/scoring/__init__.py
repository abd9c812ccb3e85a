"""Recorded answers and committed keys to ratings, JPM and category, sealed in the log [penilaian].

A score is a pure function of committed rules and recorded answers. Never decides about a person.
"""
