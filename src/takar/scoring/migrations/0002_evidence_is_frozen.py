from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("scoring_beat", "scoring_audit", "scoring_loggedleaf", "scoring_sealedrecord")


def freeze(apps, schema_editor):
    connection = schema_editor.connection
    forbid_changes(connection, "scoring_beat")
    forbid_changes(connection, "scoring_audit")
    # Both are noted before the log has them, and dropped again when a crash kept them out of it.
    forbid_changes(connection, "scoring_loggedleaf", once="OLD.logged")
    forbid_changes(connection, "scoring_sealedrecord", once="OLD.published_at IS NOT NULL")


def thaw(apps, schema_editor):
    for table in TABLES:
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
