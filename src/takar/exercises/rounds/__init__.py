"""Rounds: opening them in the log, and everything the log is to hold of them, once each and in order."""
