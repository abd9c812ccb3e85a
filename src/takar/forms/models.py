"""Tables of blueprints and forms. Packages and key sets are only ever inserted; keys stand apart, encrypted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Blueprint(models.Model):
    """The recipe of a form, as its author last left it."""

    code = models.CharField(primary_key=True, max_length=40)
    title = models.CharField(max_length=200)
    body = models.JSONField()
    author = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("code",)


class Form(models.Model):
    """One form: the blueprint and the exact item versions it was made of. Nothing in it changes after drafting."""

    id = models.CharField(primary_key=True, max_length=60)
    title = models.CharField(max_length=200)
    blueprint = models.CharField(max_length=40)
    recipe = models.JSONField()
    seed = models.CharField(max_length=80)
    content = models.JSONField()
    items = (
        models.JSONField()
    )  # [[item id, version], …] in form order: the keys are read from the bank when sealing
    author = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")


class FormPackage(models.Model):
    """The sealed content: digest, the office's signature, and the root over its keys."""

    form = models.OneToOneField(Form, on_delete=models.PROTECT, primary_key=True, related_name="package")
    digest = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=100)
    key_root = models.CharField(max_length=64)
    sealed_by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(signature=""), name="forms_package_signed"),
        ]


class KeySet(models.Model):
    """Salted keys of a sealed form, AES-256-GCM under the key file of the office; no foreign key to the content."""

    form_id = models.CharField(primary_key=True, max_length=60)
    nonce = models.BinaryField(max_length=12)
    sealed = models.BinaryField()
    at = models.DateTimeField()
