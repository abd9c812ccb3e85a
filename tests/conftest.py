"""Where the tests keep their data, and which databases they use.

TAKAR_TEST_DATABASE=postgresql runs them on a throw-away PostgreSQL cluster instead of SQLite files.
Django is configured here and not in pyproject.toml, because its settings must see these variables.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.emptying import empty_tables
from tests.postgres import Cluster, start_cluster

DATA = Path(tempfile.mkdtemp(prefix="takar-test-"))
(DATA / "static").mkdir()
os.environ["TAKAR_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "takar.office.settings"
for _name in ("TAKAR_OFFICE_DB", "TAKAR_EXAM_DB"):
    os.environ.pop(_name, None)

CLUSTER = pytest.StashKey[Cluster]()


def pytest_configure(config: pytest.Config) -> None:
    delegates = getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput")
    if os.environ.get("TAKAR_TEST_DATABASE") == "postgresql" and not delegates:
        cluster = start_cluster()
        config.stash[CLUSTER] = cluster
        os.environ["TAKAR_OFFICE_DB"] = cluster.url("takar")
        os.environ["TAKAR_EXAM_DB"] = cluster.url("postgres")
    import django

    django.setup()
    if delegates:
        # A worker that inherits the name sets Django up before it has its own cluster, and then tests on SQLite.
        os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    _let_tests_empty_frozen_tables()
    _hash_passwords_quickly()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A pass over one kind of tests (-m "database and …") imports only the modules that hold some: seconds per process."""
    kind = re.match(r"[a-z]+", config.option.markexpr)
    if kind is None or kind[0] == "not" or not collection_path.name.startswith("test_"):
        return None
    return f"mark.{kind[0]}" not in collection_path.read_text(encoding="utf-8") or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_unconfigure(config: pytest.Config) -> None:
    cluster = config.stash.get(CLUSTER, None)
    if cluster is not None:
        cluster.stop()
    shutil.rmtree(DATA, ignore_errors=True)


def _let_tests_empty_frozen_tables() -> None:
    """Tests with real transactions must leave a clean database: only tables with rows are emptied, frozen ones too.

    Django's own flush empties all two hundred tables and makes content types and permissions anew, every time.
    """
    from django.core.management.commands.flush import Command
    from django.db import connections

    def handle(self: Command, **options: Any) -> None:
        empty_tables(connections[options["database"]])

    Command.handle = handle  # type: ignore[method-assign]


def _hash_passwords_quickly() -> None:
    """The same argon2id, with little memory: tests sign in hundreds of times."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    Argon2PasswordHasher.memory_cost = 1024
    Argon2PasswordHasher.time_cost = 1


@pytest.fixture
def journal_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of an empty exam store of this test's own, on the database under test."""
    cluster = request.config.stash.get(CLUSTER, None)
    if cluster is None:
        yield f"sqlite:///{tmp_path / 'exam.db'}"
        return
    name = cluster.create_database()
    yield cluster.url(name)
    cluster.drop_database(name)
