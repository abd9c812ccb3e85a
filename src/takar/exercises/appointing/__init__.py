"""Who rates whom with what in an assessment: prepared here, then committed to the log as a round."""
