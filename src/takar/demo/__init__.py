"""Kota Contoh: an invented agency and scripted participants that walk the whole path.

Every part it walks through is the real one.
"""
