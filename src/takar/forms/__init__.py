"""Blueprints, forms and sealed packages [kisi-kisi, naskah]. Content travels without keys."""
