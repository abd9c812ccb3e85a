"""Every command, in the order of the process."""

# ruff: noqa: I001, F401
from takar.office.cli import setup
from takar.office.cli import create_user
from takar.office.cli import import_people
from takar.office.cli import serve
from takar.office.cli import gateway
from takar.office.cli import office
from takar.office.cli import worker
from takar.office.cli import warm
from takar.office.cli import verify
from takar.office.cli import check_log
from takar.office.cli import accept_log
from takar.office.cli import audit
from takar.office.cli import demo
