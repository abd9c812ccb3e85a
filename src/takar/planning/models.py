"""Tables of the plan. Programmes, nominees and people of other contexts are named by id or NIP, never joined."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class CalendarDay(models.Model):
    """A day on which the agency departs from the shipped calendar: a local holiday, or work on a holiday."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday"
        JOINT_LEAVE = "joint_leave"
        WORKING_DAY = "working_day"

    day = models.DateField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=120)


class Room(models.Model):
    """A room with its seats and what can be held in it (activity kinds: cat, simulation, interview, paper)."""

    name = models.CharField(max_length=80)
    location = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField()
    kinds = models.JSONField(default=list)
    equipment = models.JSONField(default=list)
    accessible = models.BooleanField(default=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("location", "name")
        constraints = [
            models.UniqueConstraint(fields=["location", "name"], name="room_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="room_has_a_seat"),
        ]


class Lodging(models.Model):
    """Beds that participants may use [akomodasi]."""

    name = models.CharField(max_length=120, unique=True)
    beds = models.PositiveSmallIntegerField()
    active = models.BooleanField(default=True)


class Tool(models.Model):
    """A method of a programme's matrix [alat ukur]: what it takes, and which competencies it shows."""

    programme = models.CharField(max_length=24)
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    minutes = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField(default=1)
    order = models.PositiveSmallIntegerField(default=1)
    # "all" at once, a "group" at a time, or "one" person at a time
    together = models.CharField(max_length=5, default="all")
    competencies = models.JSONField(default=list)

    class Meta:
        ordering = ("programme", "day", "order", "code")
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="tool_once")]


class Assessor(models.Model):
    """Someone who may rate [asesor]; an outside one has no NIP here."""

    nip = models.CharField(max_length=18, blank=True)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=600, blank=True)
    grade = models.CharField(max_length=80, blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["nip"], condition=~Q(nip=""), name="assessor_nip_once"),
        ]


class Absence(models.Model):
    """Days on which somebody cannot come: an assessor, or a participant named by NIP."""

    assessor = models.ForeignKey(Assessor, models.CASCADE, null=True, related_name="absences")
    nip = models.CharField(max_length=18, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ("first_day", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(assessor__isnull=False) ^ ~Q(nip=""), name="absence_of_somebody"
            ),
        ]


class Relation(models.Model):
    """Why an assessor may not rate a person: superior, former superior, relative, or declared."""

    class Kind(models.TextChoices):
        SUPERIOR = "superior"
        FORMER_SUPERIOR = "former_superior"
        RELATIVE = "relative"
        DECLARED = "declared"

    assessor = models.ForeignKey(Assessor, models.CASCADE, related_name="relations")
    nip = models.CharField(max_length=18)
    kind = models.CharField(max_length=15, choices=Kind)
    note = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessor", "nip", "kind"], name="relation_once")]


class Deputy(models.Model):
    """A head and his deputy, who are never away together."""

    head = models.CharField(max_length=18)
    deputy = models.CharField(max_length=18)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["head", "deputy"], name="deputy_once"),
            models.CheckConstraint(condition=~Q(head=F("deputy")), name="deputy_is_another"),
        ]


class Plan(models.Model):
    """One proposal for a phase of a programme, with its batches. Adopted, it is what happens; the others stay as history."""

    class Status(models.TextChoices):
        SOLVING = "solving"
        PROPOSED = "proposed"
        IMPOSSIBLE = "impossible"
        ADOPTED = "adopted"
        DISCARDED = "discarded"

    programme = models.CharField(max_length=24)
    phase = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.SOLVING)
    job = models.BigIntegerField(null=True)
    # what was asked (phases, dates, limits) and what came out (bounds, gaps, unmet wishes, explanation)
    asked = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=150, blank=True)
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("programme", "-number")
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="plan_number_once"),
            models.UniqueConstraint(
                fields=["programme", "phase"], condition=Q(status="adopted"), name="plan_one_adopted"
            ),
        ]


class Batch(models.Model):
    """People who are assessed together on the same days [gelombang]. `assessment`: its event once made."""

    class Status(models.TextChoices):
        PLANNED = "planned"
        ANNOUNCED = "announced"
        DONE = "done"
        CANCELLED = "cancelled"

    id = models.CharField(primary_key=True, max_length=24)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="batches")
    programme = models.CharField(max_length=24, db_index=True)
    phase = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    job_class = models.CharField(max_length=13)
    capacity = models.PositiveSmallIntegerField()
    reserve = models.PositiveSmallIntegerField(default=0)
    funding = models.CharField(max_length=200, blank=True)
    # which of the halls that work side by side; 1 is the first
    hall = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=Status, default=Status.PLANNED)
    assessment = models.CharField(max_length=24, blank=True)
    locked = models.BooleanField(default=False)

    class Meta:
        ordering = ("programme", "number", "id")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="batch_number_once"),
            models.CheckConstraint(condition=Q(capacity__gt=F("reserve")), name="batch_has_a_seat"),
        ]


class BatchDay(models.Model):
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="days")
    ordinal = models.PositiveSmallIntegerField()
    day = models.DateField(db_index=True)

    class Meta:
        ordering = ("batch", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["batch", "ordinal"], name="batch_day_once"),
            models.UniqueConstraint(fields=["batch", "day"], name="batch_date_once"),
        ]


class Place(models.Model):
    """A person's place in a batch [tempat]; freed places stay as history, with the reason."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="places")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=600, blank=True)
    post = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=8, blank=True)
    group = models.PositiveSmallIntegerField(default=0)
    locked = models.BooleanField(default=False)
    # the place that this one makes up for, after an absence
    repeats = models.OneToOneField("self", models.PROTECT, null=True, related_name="repeated_by")
    freed_at = models.DateTimeField(null=True)
    freed_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("batch", "number", "name", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "nip"], condition=Q(freed_at__isnull=True), name="place_once_per_batch"
            ),
            models.CheckConstraint(
                condition=Q(freed_at__isnull=True) | ~Q(freed_reason=""), name="place_freed_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["nip"], name="places_by_nip")]


class Activity(models.Model):
    """What happens on a day of a batch, where and when; for one group, one person, or all (group 0, nip "")."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="activities")
    day = models.PositiveSmallIntegerField()
    tool = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="activities")
    starts = models.TimeField()
    ends = models.TimeField()
    group = models.PositiveSmallIntegerField(default=0)
    nip = models.CharField(max_length=18, blank=True)

    class Meta:
        ordering = ("batch", "day", "starts", "group", "id")
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="activity_ends_after_it_starts"),
        ]


class Duty(models.Model):
    """An assessor's duty in a batch [penugasan]."""

    class Role(models.TextChoices):
        LEAD = "lead"
        ASSESSOR = "assessor"
        STANDBY = "standby"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="duties")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="duties")
    role = models.CharField(max_length=8, choices=Role, default=Role.ASSESSOR)
    locked = models.BooleanField(default=False)

    class Meta:
        ordering = ("batch", "assessor")
        constraints = [models.UniqueConstraint(fields=["batch", "assessor"], name="duty_once")]


class Pairing(models.Model):
    """Who rates whom: one row per rater of a place."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="pairings")
    assessor = models.ForeignKey(Assessor, models.PROTECT, related_name="pairings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["place", "assessor"], name="pairing_once")]


class Rearrangement(models.Model):
    """The rest solved again around what is locked: moves that are shown first and made only when accepted."""

    class Status(models.TextChoices):
        SOLVING = "solving"
        PROPOSED = "proposed"
        IMPOSSIBLE = "impossible"
        ACCEPTED = "accepted"
        DISCARDED = "discarded"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="rearrangements")
    status = models.CharField(max_length=10, choices=Status, default=Status.SOLVING)
    job = models.BigIntegerField(null=True)
    # digest of the plan it was made for; a plan that changed since is not overwritten
    made_for = models.CharField(max_length=64)
    moves = models.JSONField(default=list)
    outcome = models.JSONField(default=dict)
    reason = models.CharField(max_length=300)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)


class AssessorFile(models.Model):
    """An uploaded list of assessors, read and shown before it is applied."""

    file_name = models.CharField(max_length=200)
    # read rows with their verdicts: added, changed, unchanged, refused
    rows = models.JSONField(default=list)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
