from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes


def forbid(apps, schema_editor):
    forbid_changes(schema_editor.connection, "exercises_sheetevent")
    # A seal gets its index in the log and the moment it was opened again; what was signed never changes.
    forbid_changes(
        schema_editor.connection,
        "exercises_seal",
        columns=("sheet_id", "number", "digest", "envelope", "disclosures", "at"),
    )


def allow(apps, schema_editor):
    for table in ("exercises_sheetevent", "exercises_seal"):
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("exercises", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
