"""Makes everything a running Takar needs: databases, keys, shipped data, static files. Idempotent."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.management import call_command

from takar.delivery.public import open_journal
from takar.exercises.public import load_shipped_exercises
from takar.forms.public import load_shipped_blueprints
from takar.items.public import load_shipped_bank
from takar.kernel.refusals import Refusal
from takar.ledger.public import OfficeSigner, log_key
from takar.standards.public import load_shipped_standards

ACTOR = "sistem"


def set_up(say: Callable[[str], None]) -> Refusal | None:
    """Run every step; each says what it did. A refusal stops it and may be tried again."""
    migrate()
    say("basis data siap / databases ready")
    make_keys()
    say(f"kunci siap / keys ready: {settings.TAKAR.keys}")
    standards = load_shipped_standards()
    say(f"standar: {standards} versi baru / new versions")
    added = load_shipped_bank(ACTOR)
    if isinstance(added, Refusal):
        return added
    say(f"bank soal: {len(added.added)} soal baru / new items")
    blueprints = load_shipped_blueprints(ACTOR)
    say(f"kisi-kisi: {len(blueprints)} baru / new blueprints")
    exercises = load_shipped_exercises(ACTOR)
    if isinstance(exercises, Refusal):
        return exercises
    say(f"simulasi: {len(exercises)} baru / new exercises")
    collect_static()
    say("berkas tampilan siap / static files ready")
    return None


def migrate() -> None:
    """Office tables and the exam store."""
    settings.TAKAR.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", interactive=False, verbosity=0)
    open_journal(settings.TAKAR.exam_db).close()


def make_keys() -> None:
    OfficeSigner.load(settings.TAKAR.keys)
    log_key(settings.TAKAR.keys, settings.TAKAR.origin)


def collect_static() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
