"""The office as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
application = get_wsgi_application()
# A fault in an address or a view ends the process at its start, not at the first reader's click.
get_resolver().url_patterns  # noqa: B018
