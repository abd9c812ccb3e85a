"""Tables of selections. What happened to a candidate and what members declared are append-only (migration 0002)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from takar.selection.domain.words import ConflictKind, Importance, RequirementKind


class Selection(models.Model):
    """A selection of people for posts [seleksi terbuka]. Its terms are fixed once `committed_at` is set."""

    id = models.CharField(primary_key=True, max_length=24)
    title = models.CharField(max_length=200, unique=True)
    legal_basis = models.CharField(max_length=400)
    organiser = models.CharField(max_length=200)
    location = models.CharField(max_length=200)
    zone = models.CharField(max_length=4, default="WIB")
    rules_code = models.CharField(max_length=60)
    rules_version = models.CharField(max_length=60)
    conduct_code = models.CharField(max_length=60)
    conduct_version = models.CharField(max_length=60)
    secretary = models.CharField(max_length=150)
    # Announced in advance: when results are published.
    releases_at = models.DateTimeField(null=True)
    # {"track_record": "sheets" | "entered", "paper": …}
    methods = models.JSONField(default=dict)
    # ["2026-09-08", …] and minutes of one interview
    interview_days = models.JSONField(default=list)
    interview_minutes = models.PositiveSmallIntegerField(default=40)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="selection_titled"),
            models.CheckConstraint(
                condition=Q(interview_minutes__gte=10, interview_minutes__lte=240),
                name="selection_interview_minutes",
            ),
        ]


class Stage(models.Model):
    """A stage with its announced days."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="stages")
    code = models.CharField(max_length=20)
    first = models.DateField()
    last = models.DateField()

    class Meta:
        ordering = ("first", "last", "id")
        constraints = [
            models.UniqueConstraint(fields=["selection", "code"], name="selection_stage_once"),
            models.CheckConstraint(condition=Q(first__lte=models.F("last")), name="selection_stage_ordered"),
        ]


class Post(models.Model):
    """A vacant post [jabatan lowong]."""

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="posts")
    code = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    unit = models.CharField(max_length=300)
    job_class = models.CharField(max_length=13)
    standard_code = models.CharField(max_length=60)
    standard_version = models.CharField(max_length=60)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["selection", "code"], name="selection_post_once")]


class Requirement(models.Model):
    """A requirement of a post [persyaratan jabatan] with the document that proves it."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="requirements")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=[(one.value, one.value) for one in RequirementKind])
    text = models.CharField(max_length=400)
    importance = models.CharField(max_length=7, choices=[(one.value, one.value) for one in Importance])
    document = models.CharField(max_length=200)
    # What data can be compared with; see domain/hints.py
    condition = models.JSONField(default=dict)

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="requirement_number_once"),
            models.CheckConstraint(
                condition=Q(importance__in=list(Importance)), name="requirement_importance_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(RequirementKind)), name="requirement_kind_known"
            ),
            models.CheckConstraint(condition=~Q(text="") & ~Q(document=""), name="requirement_says_what"),
        ]


class Member(models.Model):
    """A member of the panel [anggota panitia seleksi]. Whoever leaves stays on record."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="members")
    user = models.CharField(max_length=150)
    name = models.CharField(max_length=200)
    nip = models.CharField(max_length=18, blank=True)
    # Unit for members who are not among the people on record.
    unit = models.CharField(max_length=300, blank=True)
    internal = models.BooleanField()
    head = models.BooleanField(default=False)
    rooms = models.JSONField(default=list)
    left_at = models.DateTimeField(null=True)
    left_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-head", "name", "id")
        constraints = [
            models.UniqueConstraint(fields=["selection", "user"], name="selection_member_once"),
            models.UniqueConstraint(
                fields=["selection"], condition=Q(head=True, left_at=None), name="selection_one_head"
            ),
        ]


class Service(models.Model):
    """Where a member served before or serves now; `led`: at the head of the unit."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="services")
    unit = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    first = models.DateField()
    last = models.DateField(null=True)
    led = models.BooleanField(default=True)

    class Meta:
        ordering = ("first", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(first__lte=models.F("last")), name="selection_service_ordered"
            )
        ]


class ResourcePerson(models.Model):
    """Somebody who attends and asks [narasumber]: no sheet, no vote."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="resource_people")
    user = models.CharField(max_length=150, blank=True)
    name = models.CharField(max_length=200)
    field = models.CharField(max_length=200)

    class Meta:
        ordering = ("name",)


class Candidate(models.Model):
    """A person who applies for one post. His state is the fold of his events."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="candidates")
    post = models.ForeignKey(Post, models.PROTECT, related_name="candidates")
    nip = models.CharField(max_length=18)
    name = models.CharField(max_length=200)
    number = models.CharField(max_length=8)

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["post", "nip"], name="candidate_once_per_post"),
            models.UniqueConstraint(fields=["selection", "post", "number"], name="candidate_number_once"),
            models.CheckConstraint(condition=Exact(Length("nip"), 18), name="candidate_nip_has_18_digits"),
        ]


class CandidateEvent(models.Model):
    """One step of an application, append-only."""

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="events")
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    body = models.JSONField()
    by = models.CharField(max_length=150)
    at_ms = models.BigIntegerField()

    class Meta:
        ordering = ("candidate", "ordinal")
        constraints = [models.UniqueConstraint(fields=["candidate", "ordinal"], name="candidate_event_once")]


class Document(models.Model):
    """A candidate's file, kept out of reach of the web server."""

    name = models.CharField(primary_key=True, max_length=40)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="documents")
    title = models.CharField(max_length=200)
    original = models.CharField(max_length=200)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    kept_by = models.CharField(max_length=150)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("kept_at",)


class Declaration(models.Model):
    """What a member declares about a candidate, append-only; the last one counts. NONE is a declaration too."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="declarations")
    nip = models.CharField(max_length=18)
    kind = models.CharField(max_length=15, choices=[(one.value, one.value) for one in ConflictKind])
    text = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(ConflictKind)), name="declaration_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=ConflictKind.NONE) | ~Q(text=""), name="declaration_says_what"
            ),
        ]


class Recusal(models.Model):
    """A member does not judge a candidate [mundur dari penilaian]: no access, no sheet, no vote. Never lifted."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="recusals")
    nip = models.CharField(max_length=18)
    kind = models.CharField(max_length=15)
    reason = models.CharField(max_length=400)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["member", "nip"], name="recusal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="recusal_has_reason"),
        ]


class Dismissal(models.Model):
    """A conflict seen from data that two people judged to be none."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="dismissals")
    nip = models.CharField(max_length=18)
    kind = models.CharField(max_length=15)
    reason = models.CharField(max_length=400)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "nip", "kind"], name="dismissal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="dismissal_has_reason"),
        ]


class QuestionSet(models.Model):
    """Standard questions of a room (or a component judged on sheets) for a post; a new text is a new version."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="question_sets")
    room = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    questions = models.JSONField()
    anchors = models.JSONField()
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()
    reviewed_by = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("post", "room", "-version")
        constraints = [
            models.UniqueConstraint(fields=["post", "room", "version"], name="question_set_once"),
            models.CheckConstraint(
                condition=~Q(reviewed_by=models.F("written_by")), name="questions_reviewed_by_another"
            ),
        ]


class ComponentEntry(models.Model):
    """A component's value that does not come from sheets, with its evidence; the last one of a component counts.

    `source`: entered | certificate | outcome. Entered values count once a second person confirmed them.
    """

    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="entries")
    component = models.CharField(max_length=20)
    value = models.DecimalField(max_digits=7, decimal_places=4)
    # rubric: [{"name", "value", "evidence"}], or what the certificate says
    detail = models.JSONField(default=dict)
    source = models.CharField(max_length=12)
    reference = models.CharField(max_length=200, blank=True)
    measured_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("candidate", "component", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by="") | ~Q(confirmed_by=models.F("by")),
                name="component_confirmed_by_another",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="component_value_positive"),
        ]


class TimetableRun(models.Model):
    """A timetable that was asked for. `outcome`: {"slots", "stay", "bound", "seconds"}, or why it cannot be."""

    class State(models.TextChoices):
        WAITING = "waiting"
        MADE = "made"
        IMPOSSIBLE = "impossible"
        REFUSED = "refused"
        CANCELLED = "cancelled"

    selection = models.ForeignKey(Selection, models.CASCADE, related_name="timetable_runs")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    job = models.PositiveBigIntegerField(null=True)
    outcome = models.JSONField(default=dict)
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "made", "impossible", "refused", "cancelled"]),
                name="timetable_run_state_known",
            ),
            models.UniqueConstraint(
                fields=["selection"], condition=Q(state="waiting"), name="timetable_run_one_waiting"
            ),
        ]


class Slot(models.Model):
    """One interview: a candidate in a room at a time. Moved slots keep their place in the trail."""

    selection = models.ForeignKey(Selection, models.PROTECT, related_name="slots")
    nip = models.CharField(max_length=18)
    room = models.CharField(max_length=40)
    starts = models.DateTimeField()
    ends = models.DateTimeField()

    class Meta:
        ordering = ("starts", "room")
        constraints = [
            models.UniqueConstraint(fields=["selection", "nip", "room"], name="slot_once"),
            models.UniqueConstraint(fields=["selection", "room", "starts"], name="slot_room_free"),
            models.CheckConstraint(condition=Q(starts__lt=models.F("ends")), name="slot_takes_time"),
        ]
