"""Talent map [peta talenta]: performance x potential by a dated ruleset, nine boxes with their probability, pool, succession.

Who was not assessed has a place of his own and is never in box 1. Decides nothing.
"""
