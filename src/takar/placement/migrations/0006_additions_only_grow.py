from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLE = "placement_scenarioaddition"


def forbid(apps, schema_editor):
    forbid_changes(schema_editor.connection, TABLE)


def allow(apps, schema_editor):
    allow_changes(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("placement", "0005_additions")]
    operations = [migrations.RunPython(forbid, allow)]
