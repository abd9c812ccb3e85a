"""Positions of the organisation [peta jabatan]: one chair each, with standard, requirements and holder.

PermenPANRB 38/2017 (job standard). Says nothing about who should sit there.
"""
