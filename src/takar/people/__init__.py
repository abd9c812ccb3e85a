"""Agencies, units, posts and civil servants, and their import [ASN, OPD, jabatan].

Stores only what an assessment needs.
"""
