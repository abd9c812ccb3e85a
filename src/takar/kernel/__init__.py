"""Words everyone uses: refusals, ids, clock, canonical bytes, Indonesian dates and numbers. Pure."""
