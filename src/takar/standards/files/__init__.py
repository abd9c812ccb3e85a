"""Standards as files: TOML, JSON and Excel in, JSON and Excel out."""
