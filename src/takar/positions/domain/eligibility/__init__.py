"""Who meets what a position asks: one judging for everybody who asks [persyaratan jabatan], pure and by columns.

Facts of people become a table, a requirement is judged for all of its rows at once: met, not met, or not known. It excludes
nobody and recommends nobody; that is for those who ask.
"""
