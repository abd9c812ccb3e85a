"""Frame-of-reference training: written cases with experts' values, attempts, and a licence that runs out."""
