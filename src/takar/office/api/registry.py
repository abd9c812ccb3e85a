"""Everything that may be read outside, by name; contexts offer it as `READERS` of their public."""

from __future__ import annotations

from takar.careers.public import READERS as CAREER_READERS
from takar.kernel.readers import Reader
from takar.placement.public import READERS as PLACEMENT_READERS
from takar.positions.public import READERS as POSITION_READERS
from takar.talent.public import READERS as TALENT_READERS

READERS: dict[str, Reader] = {
    one.name: one for one in (*POSITION_READERS, *CAREER_READERS, *TALENT_READERS, *PLACEMENT_READERS)
}
SCOPES: tuple[str, ...] = tuple(sorted({one.scope for one in READERS.values()}))
