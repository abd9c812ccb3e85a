"""Tables of the plenary. All of them only grow."""

from __future__ import annotations

from django.db import models


class Plenary(models.Model):
    """One plenary of a selection, as it was opened; a later one `replaces` it. Never changed.

    `table`: {"posts": [...], "rows": [...]} as sealed then, each row with its salt; `rules`: members, quorum, names;
    `terms`: selection's event in the log, index of its commitment, pseudonyms, members' public keys.
    """

    id = models.CharField(primary_key=True, max_length=24)
    selection = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    table = models.JSONField()
    rules = models.JSONField()
    terms = models.JSONField()
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ("-opened_at",)
        constraints = [
            models.UniqueConstraint(fields=["selection", "number"], name="plenary_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="plenary_number_from_one"),
        ]


class PlenaryEvent(models.Model):
    """One event. `request`: the click that caused it, so that a click sent twice is one event; `chain`: see domain.codec."""

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="events")
    ordinal = models.PositiveIntegerField()
    request = models.CharField(max_length=36)
    actor = models.CharField(max_length=150)
    at_ms = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    body = models.JSONField()
    chain = models.CharField(max_length=64)

    class Meta:
        ordering = ("plenary", "ordinal")
        constraints = [
            models.UniqueConstraint(fields=["plenary", "ordinal"], name="plenary_event_once"),
            models.UniqueConstraint(fields=["plenary", "request"], name="plenary_request_once"),
            models.CheckConstraint(
                condition=models.Q(ordinal__gte=1) & ~models.Q(request=""),
                name="plenary_event_has_its_request",
            ),
        ]


class Reading(models.Model):
    """Who read what of an outcome, and when [catatan pembaca]. `code`: stands in the watermark of a download."""

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="readings")
    reader = models.CharField(max_length=150)
    what = models.CharField(max_length=80)
    code = models.CharField(max_length=16, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")


class Objection(models.Model):
    """What a candidate handed in, word by word. `digest`: SHA-256 of text and document, as its event names it."""

    id = models.CharField(primary_key=True, max_length=24)
    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="objections")
    nip = models.CharField(max_length=18)
    post = models.CharField(max_length=120)
    text = models.TextField()
    document_name = models.CharField(max_length=200, blank=True)
    document = models.BinaryField(default=b"")
    digest = models.CharField(max_length=64)
    received_by = models.CharField(max_length=150)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ("received_at",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="objection_says_something"),
        ]


class LoggedLeaf(models.Model):
    """A leaf of a plenary that the log holds. `key`: what it is about (pleno, decision:12, …)."""

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="leaves")
    key = models.CharField(max_length=60)
    index = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("index",)
        constraints = [models.UniqueConstraint(fields=["plenary", "key"], name="plenary_leaf_once")]
