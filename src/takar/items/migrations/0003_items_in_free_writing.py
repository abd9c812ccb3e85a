from django.db import migrations, models

from takar.items.domain.scales import SCALE_CODES

CHOICE = ["single_choice", "sjt", "likert"]
WRITTEN = ["essay", "inbox"]


class Migration(migrations.Migration):
    dependencies = [("items", "0002_versions_are_frozen")]
    operations = [
        migrations.RemoveConstraint("item", "items_item_type_known"),
        migrations.RemoveConstraint("item", "items_item_scale_known"),
        migrations.AddConstraint(
            "item",
            models.CheckConstraint(
                condition=models.Q(type__in=[*CHOICE, *WRITTEN]), name="items_item_type_known"
            ),
        ),
        migrations.AddConstraint(
            "item",
            models.CheckConstraint(
                condition=models.Q(scale__in=sorted(SCALE_CODES))
                | models.Q(scale="", type__in=WRITTEN),
                name="items_item_scale_known",
            ),
        ),
    ]
