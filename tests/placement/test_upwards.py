"""No plan sends anybody to a lower class; one's own post stays open whatever its class on record."""

from __future__ import annotations

import pytest

from takar.placement.assembling import assemble
from takar.placement.case import Case
from takar.positions.models import PositionRecord
from takar.standards.public import placement_rules_in_force
from tests.placement.world import DAY, city

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def test_a_lower_post_is_closed_but_to_its_holder() -> None:
    asked = city(officials=3, vacant=2, pool=0)
    PositionRecord.objects.filter(code__in=["JPT-00", "JPT-03"]).update(job_class="administrator")
    case = assemble(asked, placement_rules_in_force(DAY)[0])
    assert isinstance(case, Case)
    codes, table = list(asked.posts), case.table
    own = next(at for at, one in enumerate(case.people) if one.current == "JPT-00")
    assert table.eligible[:, codes.index("JPT-04")].all()
    assert not table.eligible[:, codes.index("JPT-03")].any()
    assert table.eligible[:, codes.index("JPT-00")].tolist() == [at == own for at in range(3)]
