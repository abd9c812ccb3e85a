"""Items and their keys, checks, generators and the comparison of an import. Pure."""
