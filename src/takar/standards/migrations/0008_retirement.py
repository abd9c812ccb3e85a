from django.db import migrations, models

from takar.accounts.append_only import forbid_changes

KINDS = ["dictionary", "job_standard", "ruleset", "conduct", "selection", "talent", "placement", "raters",
         "retirement"]


def forbid(apps, schema_editor):
    # SQLite rebuilds a table to change its constraint, and its triggers go with the old one.
    forbid_changes(schema_editor.connection, "standards_standardversion")


class Migration(migrations.Migration):

    dependencies = [
        ("standards", "0007_raters"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="standardversion", name="standard_kind_known"),
        migrations.AlterField(
            model_name="standardversion",
            name="kind",
            field=models.CharField(choices=[(kind, kind) for kind in KINDS], max_length=20),
        ),
        migrations.AddConstraint(
            model_name="standardversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="standard_kind_known"
            ),
        ),
        migrations.RunPython(forbid, migrations.RunPython.noop),
    ]
