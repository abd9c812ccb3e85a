"""Reads spreadsheet files row by row, in bounded memory. No Django here."""
