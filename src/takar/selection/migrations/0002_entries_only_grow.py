from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("selection_candidateevent", "selection_declaration", "selection_recusal", "selection_dismissal")


def forbid(apps, schema_editor):
    for table in TABLES:
        forbid_changes(schema_editor.connection, table)


def allow(apps, schema_editor):
    for table in TABLES:
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):

    dependencies = [("selection", "0001_initial")]

    operations = [migrations.RunPython(forbid, allow)]
