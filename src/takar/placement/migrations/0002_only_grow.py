from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

TABLES = ("scenarioevent", "scenarioresult", "scenarioreading")
# A leaf is noted with its place before it is in the log; from then on it stays.
ONCE = "OLD.logged"


def forbid(apps, schema_editor):
    for name in TABLES:
        forbid_changes(schema_editor.connection, f"placement_{name}")
    forbid_changes(schema_editor.connection, "placement_scenarioleaf", once=ONCE)


def allow(apps, schema_editor):
    for name in (*TABLES, "scenarioleaf"):
        allow_changes(schema_editor.connection, f"placement_{name}")


class Migration(migrations.Migration):
    dependencies = [("placement", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
