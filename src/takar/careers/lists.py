"""Every list that can be imported into careers, by its code."""

from __future__ import annotations

from takar.careers.domain.kinds import FACT_KINDS
from takar.careers.domain.recap import RECAP
from takar.careers.domain.values import FactKind
from takar.careers.storing import FactStore, ProfileStore
from takar.people.public import TableList

CAREER_LISTS: dict[str, TableList] = {
    RECAP.code: TableList(RECAP, ProfileStore()),
    **{kind.code: TableList(kind, FactStore(FactKind(kind.code.partition(".")[2]))) for kind in FACT_KINDS},
}
