from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes


def forbid(apps, schema_editor):
    forbid_changes(schema_editor.connection, "attendance_entry")


def allow(apps, schema_editor):
    allow_changes(schema_editor.connection, "attendance_entry")


class Migration(migrations.Migration):
    dependencies = [("attendance", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
