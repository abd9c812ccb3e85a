"""The assessor meeting as pure rules: what its events say, what may be done, and the overall figure per competency."""
