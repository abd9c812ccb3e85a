"""Filling a post by open or closed selection [seleksi terbuka, panitia seleksi].

Posts, requirements, panel, conflicts, components and interviews, up to the table that the plenary reads. Never decides who is
chosen.
"""
