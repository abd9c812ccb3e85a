"""Pure numerics of measurement. Today: how far raters agree, how severe each is, and how sure a rating can be.

Numbers in, numbers with intervals out. Where the data are too few the answer is a refusal that says so, never a number;
nothing here corrects a rating or judges a person. Uses NumPy and SciPy only: no database, no clock, no hidden randomness.
"""
