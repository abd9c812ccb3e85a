"""Tables of exercises and rating sheets. What a rater wrote is encrypted; only `exercises.storage` reads it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

# Django finds tables through this module; they live beside what uses them.
from takar.exercises.appointing import models as appointing_tables  # noqa: F401
from takar.exercises.audit import models as audit_tables  # noqa: F401
from takar.exercises.meeting import models as meeting_tables  # noqa: F401
from takar.exercises.paper import models as paper_tables  # noqa: F401
from takar.exercises.quality import models as quality_tables  # noqa: F401
from takar.exercises.training import models as training_tables  # noqa: F401


class Exercise(models.Model):
    """One version of a simulation or interview, with its materials. A version in use is never edited."""

    class Kind(models.TextChoices):
        IN_BASKET = "in_basket"
        CASE_ANALYSIS = "case_analysis"
        PRESENTATION = "presentation"
        GROUP_DISCUSSION = "group_discussion"
        ROLE_PLAY = "role_play"
        FACT_FINDING = "fact_finding"
        PAPER = "paper"
        INTERVIEW = "interview"
        QUESTIONNAIRE = "questionnaire"

    code = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=16, choices=Kind)
    title = models.CharField(max_length=160)
    # Minutes to read and prepare, and minutes of the exercise itself.
    preparation = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField()
    for_participant = models.TextField()
    for_assessor = models.TextField()
    # [{"title", "text"}] or letters of an in-basket [{"id", "from", "subject", "day", "text"}]
    materials = models.JSONField(default=list)
    competencies = models.JSONField(default=list)
    on_screen = models.BooleanField(default=False)
    frozen_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("kind", "title", "-version")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="exercise_version_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="exercise_takes_time"),
        ]


class Round(models.Model):
    """One assessment's or selection's judging by people [putaran penilaian]: an event of its own in the log.

    `rules` (instruments, weights, scales, keys of the raters) is what its event.commit commits to, before anybody rates.
    """

    owner = models.CharField(primary_key=True, max_length=24)
    event = models.CharField(max_length=18, unique=True)
    title = models.CharField(max_length=200)
    rules = models.JSONField()
    leaf = models.TextField(blank=True)
    index = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField()


class Subject(models.Model):
    """Who is judged in a round; `pseudonym` is what the log knows of him."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="subjects")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=8, blank=True)
    pseudonym = models.CharField(max_length=24, unique=True)
    salt = models.CharField(max_length=32)
    # label of the job standard in the rules' "standards"; empty: that of the instruments
    standard = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ("number", "nip")
        constraints = [models.UniqueConstraint(fields=["round", "nip"], name="subject_once_per_round")]


class ListedRater(models.Model):
    """A key that may sign ratings of a round [penilai yang ditetapkan]. `index`: the leaf that names it, once there."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="raters")
    username = models.CharField(max_length=150)
    public = models.CharField(max_length=64)
    salt = models.CharField(max_length=32)
    index = models.PositiveBigIntegerField(null=True)
    # How he came in after the commitment: who asked, who approved, why. Empty for those of the commitment.
    added_by = models.JSONField(default=list)
    added_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["round", "public"], name="rater_key_once_per_round")]


class RoundLeaf(models.Model):
    """A leaf of a round, noted with its index before the log has it; `logged` turns true once it is there.

    `key` says what it is about (commit:…, rating:…), so that nothing is written twice.
    """

    key = models.CharField(max_length=120, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="leaves")
    p = models.CharField(max_length=24, blank=True)
    index = models.PositiveBigIntegerField(unique=True)
    leaf = models.TextField()
    # what the leaf commits to, encrypted under the person's key
    disclosures = models.BinaryField(default=b"")
    logged = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        ordering = ("index",)
        indexes = [models.Index(fields=["round", "p", "index"], name="round_leaf_of_person")]


class Sheet(models.Model):
    """One rater's sheet about one person in one instrument; `pseudonym` is the person's name in the round's event."""

    id = models.CharField(primary_key=True, max_length=24)
    round = models.ForeignKey(Round, models.PROTECT, related_name="sheets")
    pseudonym = models.CharField(max_length=24)
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=8, blank=True)
    instrument = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    rater = models.CharField(max_length=150, db_index=True)
    # {"scale": {"least", "most", "decimals"}, "dimensions": [{"code", "name", "standard", "indicators": […], "anchors": {…}}], …}
    form = models.JSONField()
    room = models.CharField(max_length=80, blank=True)
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    # Withdrawn sheets (a recusal, another rater) stay, and open for nobody.
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("starts", "instrument", "number", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "nip", "instrument", "rater"],
                condition=Q(withdrawn_at__isnull=True),
                name="sheet_once_per_rater",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""),
                name="sheet_withdrawn_has_reason",
            ),
        ]


class SheetEvent(models.Model):
    """One entry, append-only. `body` is encrypted under the person's key; `chain` binds it to all before it."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField()
    device = models.CharField(max_length=40, blank=True)
    seq = models.PositiveIntegerField(default=0)
    body = models.BinaryField()
    at_ms = models.BigIntegerField()
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ("sheet", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["sheet", "ordinal"], name="sheet_event_once"),
            models.UniqueConstraint(
                fields=["sheet", "device", "seq"], condition=~Q(device=""), name="sheet_entry_once"
            ),
        ]


class Seal(models.Model):
    """A locked sheet: salted digest of what it says, the rater's signature, and where the log holds it.

    A sheet that was opened again is sealed anew; both seals stay.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)
    envelope = models.JSONField()
    # the committed values' disclosures, encrypted like the entries
    disclosures = models.BinaryField()
    leaf = models.TextField(blank=True)
    index = models.PositiveBigIntegerField(null=True)
    at = models.DateTimeField()
    # set when the sheet is opened again, or its rater withdrawn, by two people
    reopened_at = models.DateTimeField(null=True)
    reopened_why = models.CharField(max_length=10, blank=True)
    reopened_by = models.JSONField(default=list)
    reopened_reason = models.CharField(max_length=300, blank=True)
    reopened_index = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(index=None) | Q(reopened_at__isnull=False, reopened_index=None),
                name="seal_not_in_the_log",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reopened_why=""), name="seal_reopened_says_why"
            ),
            models.UniqueConstraint(fields=["sheet", "number"], name="sheet_sealed_once_each_time"),
        ]
