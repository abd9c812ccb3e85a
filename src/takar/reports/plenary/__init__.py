"""Papers of a plenary: minutes, table, and the letter to each candidate. Every download carries its reader's name and code."""
