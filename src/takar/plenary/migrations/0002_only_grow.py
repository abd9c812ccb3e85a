from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("plenary", "plenaryevent", "reading", "objection", "loggedleaf")


def forbid(apps, schema_editor):
    for name in TABLES:
        forbid_changes(schema_editor.connection, f"plenary_{name}")


def allow(apps, schema_editor):
    for name in TABLES:
        allow_changes(schema_editor.connection, f"plenary_{name}")


class Migration(migrations.Migration):
    dependencies = [("plenary", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
