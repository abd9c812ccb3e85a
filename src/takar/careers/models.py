"""Tables of careers. A correction never overwrites: the old row keeps standing as replaced, with who, when and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from takar.careers.domain.values import FactKind

# Columns of levels and of their errors, in the order of the dictionary's codes.
LEVELS = ("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "sk01")
ERRORS = tuple(f"e_{name}" for name in LEVELS)
LIVE = Q(replaced_at__isnull=True)


class FactRecord(models.Model):
    """One dated fact of one person. `values`: the fields of its kind as text; `key`: what makes it the same fact."""

    nip = models.CharField(max_length=18)
    kind = models.CharField(max_length=10, choices=[(one.value, one.value) for one in FactKind])
    key = models.CharField(max_length=700)
    # from which day it counts
    day = models.DateField()
    values = models.JSONField()
    source_file = models.CharField(max_length=200, blank=True)
    source_row = models.PositiveIntegerField(null=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.CharField(max_length=150, blank=True)
    replaced_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nip", "kind", "key"], condition=LIVE, name="career_fact_once"),
            models.CheckConstraint(condition=Exact(Length("nip"), 18), name="career_fact_nip_has_18_digits"),
            models.CheckConstraint(condition=Q(kind__in=list(FactKind)), name="career_fact_kind_known"),
            models.CheckConstraint(condition=~Q(key=""), name="career_fact_has_key"),
            models.CheckConstraint(
                condition=LIVE | ~Q(replaced_by="") & ~Q(replaced_reason=""),
                name="career_fact_replaced_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "nip"], condition=LIVE, name="career_facts_by_kind"),
            models.Index(fields=["nip", "-recorded_at"], name="career_facts_of"),
        ]


class ProfileRecord(models.Model):
    """One competency profile. Levels and errors are thousandths of a level, so that they are exact and small."""

    nip = models.CharField(max_length=18)
    # `assessment:<id>`, `meeting:<owner>`, or `import:<day>:<organiser>`
    identity = models.CharField(max_length=240)
    source = models.CharField(max_length=200)
    assessed_on = models.DateField()
    valid_until = models.DateField(null=True)
    m01, m02, m03, m04, m05, m06, m07, m08, sk01 = (models.SmallIntegerField(null=True) for _ in LEVELS)
    e_m01, e_m02, e_m03, e_m04, e_m05, e_m06, e_m07, e_m08, e_sk01 = (
        models.SmallIntegerField(null=True) for _ in LEVELS
    )
    # {code: [thousandths, error in thousandths or null]}
    technical = models.JSONField(default=dict)
    potential = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    potential_error = models.DecimalField(max_digits=6, decimal_places=3, null=True)
    jpm = models.DecimalField(max_digits=6, decimal_places=2, null=True)
    source_file = models.CharField(max_length=200, blank=True)
    source_row = models.PositiveIntegerField(null=True)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.CharField(max_length=150, blank=True)
    replaced_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nip", "identity"], condition=LIVE, name="career_profile_once"),
            models.CheckConstraint(
                condition=Exact(Length("nip"), 18), name="career_profile_nip_has_18_digits"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (0, 5000)}),
                    name=f"career_profile_{name}_is_level",
                )
                for name in LEVELS
            ),
            models.CheckConstraint(
                condition=Q(potential__isnull=True) | Q(potential__range=(0, 100)),
                name="career_profile_potential_0_to_100",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=models.F("assessed_on")),
                name="career_profile_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=LIVE | ~Q(replaced_by="") & ~Q(replaced_reason=""),
                name="career_profile_replaced_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["nip", "-assessed_on", "-id"], condition=LIVE, name="career_profiles_newest_of"
            ),
        ]
