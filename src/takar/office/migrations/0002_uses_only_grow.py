from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes


def forbid(apps, schema_editor):
    forbid_changes(schema_editor.connection, "office_apiuse")


def allow(apps, schema_editor):
    allow_changes(schema_editor.connection, "office_apiuse")


class Migration(migrations.Migration):
    dependencies = [("office", "0001_keys_of_the_api"), ("accounts", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
