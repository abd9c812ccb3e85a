"""Drawing a map in the background."""

from __future__ import annotations

from django.urls import reverse

from takar.jobs.public import Progress, handler
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.talent.actions.draw_map import draw_map
from takar.talent.models import TalentMap


@handler("talent.draw")
def draw(payload: dict[str, Json], progress: Progress) -> dict[str, Json] | Refusal:
    wanted = TalentMap.objects.get(pk=int(str(payload["map"])))
    refusal = draw_map(wanted, progress)
    return refusal or {"next": reverse("talent:map_of", args=[wanted.pk]), "label": "Buka peta talenta"}
