"""Blueprints, their assembly into a form, and the two sealed halves of it: content and keys. Pure."""
