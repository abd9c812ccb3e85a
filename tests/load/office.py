"""Importing this makes Django ready with the office's settings, for measurements of code behind a context's door."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
django.setup()
