from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

GROWING = ("talent_mapperson", "talent_pooldecision")


def forbid(apps, schema_editor):
    for table in GROWING:
        forbid_changes(schema_editor.connection, table)
    # A map waits for its job; once it is made it never changes.
    forbid_changes(schema_editor.connection, "talent_talentmap", once="OLD.state = 'made'")


def allow(apps, schema_editor):
    for table in (*GROWING, "talent_talentmap"):
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):

    dependencies = [
        ("talent", "0001_initial"),
    ]

    operations = [migrations.RunPython(forbid, allow)]
