from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.refusals import Refusal
from takar.people.actions.upload_import import forget_file
from takar.people.models import Import, ImportState

NOT_OPEN = Refusal(
    "IMPORT_NOT_OPEN",
    "Impor ini sudah diterapkan atau dibatalkan. Unggah berkasnya lagi untuk memulai impor baru.",
    "This import was already applied or discarded. Upload the file again to start a new import.",
)
_OPEN = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)


def discard_import(source: Import, *, actor: str) -> Refusal | None:
    """Forget the file and its preview; nothing in the data of people changes."""
    with transaction.atomic():
        if not Import.objects.filter(pk=source.pk, state__in=_OPEN).update(state=ImportState.DISCARDED):
            return NOT_OPEN
        source.rows.all().delete()
        record_change(actor, "people.import.discard", f"import:{source.pk}", reason=source.file_name)
    forget_file(source)
    return None
