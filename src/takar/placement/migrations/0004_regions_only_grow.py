from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("regionrun", "regionresult", "regionplace")


def forbid(apps, schema_editor):
    for name in TABLES:
        forbid_changes(schema_editor.connection, f"placement_{name}")


def allow(apps, schema_editor):
    for name in TABLES:
        allow_changes(schema_editor.connection, f"placement_{name}")


class Migration(migrations.Migration):
    dependencies = [("placement", "0003_regions")]
    operations = [migrations.RunPython(forbid, allow)]
