from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes


def freeze(apps, schema_editor):
    forbid_changes(schema_editor.connection, "assessments_opening")
    # Noted before it is appended; final once it has its index in the log.
    forbid_changes(schema_editor.connection, "assessments_logentry", once='OLD."index" IS NOT NULL')


def thaw(apps, schema_editor):
    for table in ("assessments_opening", "assessments_logentry"):
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("assessments", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
