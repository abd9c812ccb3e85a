"""Competency dictionary, job standards and rulesets [kamus kompetensi, SKJ].

Frozen, dated data with their sources; a new version never changes an old one.
"""
