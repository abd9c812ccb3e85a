"""What an organiser prepares before a round, and the job standard of each person of a round."""

from django.db import migrations, models

from takar.accounts.append_only import allow_changes, forbid_changes


def unfreeze(apps, schema_editor):
    allow_changes(schema_editor.connection, "exercises_subject")


def freeze(apps, schema_editor):
    forbid_changes(schema_editor.connection, "exercises_subject")


class Migration(migrations.Migration):
    dependencies = [("exercises", "0005_paper_forms")]

    operations = [
        migrations.RunPython(unfreeze, freeze),
        migrations.AddField(
            model_name="subject",
            name="standard",
            field=models.CharField(blank=True, default="", max_length=80),
            preserve_default=False,
        ),
        # SQLite makes the table anew, without its triggers.
        migrations.RunPython(freeze, unfreeze),
        migrations.CreateModel(
            name="ChosenExercise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assessment", models.CharField(max_length=24)),
                ("code", models.CharField(max_length=40)),
                ("version", models.PositiveSmallIntegerField()),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                ("tool", models.CharField(blank=True, max_length=30)),
                ("position", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ("assessment", "position"),
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "code"), name="exercise_chosen_once"),
                    models.CheckConstraint(condition=models.Q(("weight__gte", 1)), name="chosen_exercise_counts"),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreparedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assessment", models.CharField(max_length=24)),
                ("nip", models.CharField(max_length=18)),
                ("instrument", models.CharField(max_length=40)),
                ("rater", models.CharField(max_length=150)),
            ],
            options={
                "ordering": ("assessment", "nip", "instrument", "rater"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "nip", "instrument", "rater"), name="sheet_prepared_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundAudit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by", models.CharField(max_length=150)),
                ("at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("checked", models.PositiveIntegerField()),
                ("findings", models.BinaryField()),
                ("found", models.PositiveIntegerField()),
                ("log_size", models.PositiveBigIntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="audits", to="exercises.round"
                    ),
                ),
            ],
            options={"ordering": ("-at", "-pk")},
        ),
        migrations.CreateModel(
            name="AssessorAccount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assessor", models.PositiveBigIntegerField(unique=True)),
                ("username", models.CharField(max_length=150, unique=True)),
            ],
        ),
    ]
