from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("items_itemversion", "items_review")


def freeze(apps, schema_editor):
    for table in TABLES:
        forbid_changes(schema_editor.connection, table)


def thaw(apps, schema_editor):
    for table in TABLES:
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("items", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
