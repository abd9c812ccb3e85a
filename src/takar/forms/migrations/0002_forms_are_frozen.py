from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("forms_form", "forms_formpackage", "forms_keyset")


def freeze(apps, schema_editor):
    for table in TABLES:
        forbid_changes(schema_editor.connection, table)


def thaw(apps, schema_editor):
    for table in TABLES:
        allow_changes(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("forms", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
