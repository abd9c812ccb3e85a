"""The paper of a placement file: recommendation, decisions, list of decrees."""
