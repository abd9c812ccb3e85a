from django.db import migrations, models

from takar.accounts.append_only import allow_changes, forbid_changes

TABLE = "scoring_meetingresult"


def freeze(apps, schema_editor):
    # Only that it has reached the screen is noted later.
    forbid_changes(schema_editor.connection, TABLE, once="OLD.shown_at IS NOT NULL")


def thaw(apps, schema_editor):
    allow_changes(schema_editor.connection, TABLE)


class Migration(migrations.Migration):
    dependencies = [("scoring", "0002_evidence_is_frozen")]
    operations = [
        migrations.CreateModel(
            name="MeetingResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("sitting", models.CharField(max_length=24, unique=True)),
                ("assessment", models.CharField(db_index=True, max_length=24)),
                ("index", models.PositiveBigIntegerField(unique=True)),
                ("body", models.JSONField()),
                ("receipt", models.TextField()),
                ("receipt_name", models.CharField(max_length=80)),
                ("code", models.CharField(max_length=16)),
                ("signed_at", models.DateTimeField()),
                ("at", models.DateTimeField()),
                ("shown_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RunPython(freeze, thaw),
    ]
