"""Finds or makes the agencies, units and posts that imported people belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from takar.people.models import Agency, Post, Unit

UNNAMED_AGENCY = "Instansi belum disebut"
Values = Mapping[str, str]
_UnitKey = tuple[str, str]
_PostKey = tuple[str, str, str, str]


class Places:
    """Remembers what it found: an import asks for the same thousand units again and again.

    Call `prepare` with a batch of people before asking for their units and posts.
    """

    def __init__(self, default_agency: str) -> None:
        self._default = default_agency or UNNAMED_AGENCY
        self._agencies: dict[str, int] = dict(Agency.objects.values_list("name", "id"))
        units = Unit.objects.values_list("agency__name", "path", "id")
        self._units: dict[_UnitKey, int] = {(agency, path): key for agency, path, key in units.iterator()}
        posts = Post.objects.values_list("title", "job_class", "level", "eselon", "id")
        self._posts: dict[_PostKey, int] = {
            (title, job_class, level, eselon): key
            for title, job_class, level, eselon, key in posts.iterator()
        }

    def prepare(self, people: Iterable[Values]) -> None:
        """Make what is missing, level by level from the roots."""
        people = list(people)
        units = {key for values in people if (key := self._unit_key(values))}
        self._make_agencies({agency for agency, _ in units})
        self._make_units({(agency, part) for agency, path in units for part in _lineage(path)})
        self._make_posts({post for values in people if (post := _post_key(values))})

    def unit_id(self, values: Values) -> int | None:
        key = self._unit_key(values)
        return self._units[key] if key else None

    def post_id(self, values: Values) -> int | None:
        key = _post_key(values)
        return self._posts[key] if key else None

    def _unit_key(self, values: Values) -> _UnitKey | None:
        """An agency without a unit stands for itself."""
        agency, path = values["agency"], values["unit"]
        if not agency and not path:
            return None
        return agency or self._default, path or agency.replace("/", "-")

    def _make_agencies(self, names: set[str]) -> None:
        made = Agency.objects.bulk_create(Agency(name=name) for name in sorted(names - self._agencies.keys()))
        self._agencies.update((agency.name, agency.pk) for agency in made)

    def _make_units(self, keys: set[_UnitKey]) -> None:
        missing = sorted(keys - self._units.keys(), key=lambda key: (key[1].count("/"), key))
        depths = sorted({path.count("/") for _, path in missing})
        for depth in depths:
            level = [key for key in missing if key[1].count("/") == depth]
            made = Unit.objects.bulk_create(self._new_unit(*key) for key in level)
            self._units.update(zip(level, (unit.pk for unit in made), strict=True))

    def _new_unit(self, agency: str, path: str) -> Unit:
        above, _, name = path.rpartition("/")
        parent = self._units[agency, above] if above else None
        return Unit(agency_id=self._agencies[agency], path=path, name=name, parent_id=parent)

    def _make_posts(self, keys: set[_PostKey]) -> None:
        missing = sorted(keys - self._posts.keys())
        made = Post.objects.bulk_create(
            Post(title=title, job_class=job_class, level=level, eselon=eselon)
            for title, job_class, level, eselon in missing
        )
        self._posts.update(zip(missing, (post.pk for post in made), strict=True))


def _post_key(values: Values) -> _PostKey | None:
    if not values["post"]:
        return None
    return values["post"], values["job_class"], values["level"], values["eselon"]


def _lineage(path: str) -> list[str]:
    """ "A/B/C" -> ["A", "A/B", "A/B/C"]."""
    parts = path.split("/")
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]
