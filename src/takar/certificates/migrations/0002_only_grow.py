from django.db import migrations

from takar.accounts.append_only import allow_changes, forbid_changes

# A certificate is what the paper says; only its withdrawal is written later.
_PAPER = (
    "nip", "name", "organiser", "organiser_name", "accreditation", "number", "job_class", "level", "target_job",
    "assessed_on", "stated_until", "jpm", "category", "source_file", "source_row", "assessment", "recorded_by",
    "recorded_at",
)


def forbid(apps, schema_editor):
    forbid_changes(schema_editor.connection, "certificates_certificate", columns=_PAPER)
    forbid_changes(schema_editor.connection, "certificates_adoptedrule")


def allow(apps, schema_editor):
    allow_changes(schema_editor.connection, "certificates_certificate")
    allow_changes(schema_editor.connection, "certificates_adoptedrule")


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
