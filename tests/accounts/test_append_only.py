"""The trail can be added to and read; nothing in it can be changed."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from takar.accounts.models import Change
from takar.accounts.public import record_change

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def line() -> Change:
    record_change("ratna", "extend", "session:1", reason="listrik padam", after={"minutes": 10})
    return Change.objects.get()


def test_a_line_cannot_be_updated(line: Change) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Change.objects.filter(pk=line.pk).update(reason="lain")
    line.refresh_from_db()
    assert line.reason == "listrik padam"


def test_a_line_cannot_be_deleted(line: Change) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Change.objects.all().delete()
    assert Change.objects.count() == 1


def test_plain_sql_cannot_change_it_either(line: Change) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE accounts_change SET actor = 'orang lain'")


@pytest.mark.django_db(transaction=True)
def test_tests_with_real_transactions_leave_a_clean_trail(line: Change) -> None:
    assert Change.objects.count() == 1
