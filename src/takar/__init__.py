"""Takar: competency assessment of civil servants whose every score can be checked."""
