"""The assessor meeting [rapat asesor]: evidence side by side, then values, then one figure per competency, signed by two."""
