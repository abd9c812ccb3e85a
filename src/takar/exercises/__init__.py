"""Simulations and interviews: what assessors saw, how they rated it, what their meeting made of it [simulasi, wawancara].

Raters note, tag evidence, rate and lock alone; only then may they read one another. Never changes a locked rating and never
decides about a person.
"""
