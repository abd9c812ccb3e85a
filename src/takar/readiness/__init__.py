"""What is missing in personnel data, for whom, and what that blocks [kesiapan data].

Reads a SIASN export, lists the holes per person and per unit, hands them back as Excel and closes them by re-import. Never
changes personnel data.
"""
