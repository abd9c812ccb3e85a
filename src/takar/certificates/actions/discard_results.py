from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.actions.upload_results import forget_file
from takar.certificates.models import CertificateImport, ImportState
from takar.certificates.refusals import NOT_OPEN
from takar.kernel.refusals import Refusal

_OPEN = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)


def discard_results(source: CertificateImport, *, actor: str) -> Refusal | None:
    """Forget the file and its preview; the register does not change."""
    with transaction.atomic():
        open_ones = CertificateImport.objects.filter(pk=source.pk, state__in=_OPEN)
        if not open_ones.update(state=ImportState.DISCARDED):
            return NOT_OPEN
        source.rows.all().delete()
        record_change(
            actor, "certificates.import.discard", f"certificates-import:{source.pk}", reason=source.file_name
        )
    forget_file(source)
    return None
