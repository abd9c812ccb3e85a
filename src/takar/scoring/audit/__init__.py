"""The audit: everything that stands behind every score, recomputed and compared. Changes nothing."""
