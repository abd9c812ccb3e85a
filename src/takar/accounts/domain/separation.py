"""Which roles one person may not hold together, and why: data that an auditor can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from takar.accounts.domain.roles import Role
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Separation:
    """`role` may not be combined with any of `others`."""

    role: Role
    others: frozenset[Role]
    id: str
    en: str

    def parts(self, pair: frozenset[Role]) -> bool:
        return self.role in pair and bool((pair - {self.role}) & self.others)


_R = Role
READS_RESULTS = frozenset({_R.ASSESSMENT_ADMIN, _R.READER, _R.APPOINTER, _R.PANEL_SECRETARY, _R.TALENT_TEAM})
RATERS = frozenset({_R.ASSESSOR, _R.LEAD_ASSESSOR, _R.PANELIST})
SEPARATIONS = (
    Separation(
        _R.ITEM_AUTHOR,
        frozenset(
            {
                _R.ASSESSMENT_ADMIN,
                _R.PROCTOR,
                _R.TECHNICAL_HELPER,
                _R.READER,
                _R.PANEL_SECRETARY,
                _R.APPOINTER,
                _R.TALENT_TEAM,
            }
        )
        | RATERS,
        "penulis soal mengetahui kunci jawaban dan bahan simulasi, sehingga tidak boleh menetapkan peserta, berada di "
        "ruang ujian, menilai, atau membaca hasil",
        "an item author knows the keys and the exercises and so may not decide who sits, be in the exam room, rate, or "
        "read results",
    ),
    Separation(
        _R.PROCTOR,
        READS_RESULTS | RATERS,
        "pengawas mendampingi peserta, sehingga tidak boleh melihat hasilnya",
        "a proctor stands beside the participants and so may not see their results",
    ),
    Separation(
        _R.TECHNICAL_HELPER,
        READS_RESULTS | RATERS,
        "pembantu teknis menyentuh komputer peserta, sehingga tidak boleh melihat jawaban atau hasil",
        "a technical helper touches the participants' computers and so may not see answers or results",
    ),
    Separation(
        _R.PANEL_SECRETARY,
        RATERS | {_R.APPOINTER, _R.RESOURCE_PERSON},
        "sekretaris menjalankan pleno dan menyusun berita acaranya, sehingga tidak boleh ikut menilai atau memutuskan",
        "the secretary runs the plenary and writes its minutes and so may neither rate nor decide",
    ),
    Separation(
        _R.APPOINTER,
        RATERS | {_R.ASSESSMENT_ADMIN, _R.RESOURCE_PERSON},
        "pejabat pembina kepegawaian memilih dari hasil, sehingga tidak boleh ikut menilai",
        "the appointing authority chooses from the outcome and so may not rate",
    ),
    Separation(
        _R.TALENT_TEAM,
        RATERS | {_R.APPOINTER, _R.ASSESSMENT_ADMIN},
        "tim talenta menyusun rekomendasi, sehingga tidak boleh menilai, mencatat riwayat yang dipakainya, atau memutuskan",
        "the talent team recommends and so may neither rate, record the careers it uses, nor decide",
    ),
    Separation(
        _R.RESOURCE_PERSON,
        frozenset(Role) - {_R.RESOURCE_PERSON, _R.READER},
        "narasumber hanya mendampingi wawancara, tidak memberi nilai, dan tidak memegang tugas lain dalam penilaian",
        "a resource person only attends interviews, gives no ratings, and holds no other task in the assessment",
    ),
    Separation(
        _R.READER,
        RATERS,
        "pembaca hasil sudah melihat nilai, sehingga tidak boleh ikut menilai",
        "a reader of results has seen scores and so may not rate",
    ),
    Separation(
        _R.ASSESSMENT_ADMIN,
        RATERS | {_R.PANEL_SECRETARY},
        "pengelola menetapkan siapa menilai siapa, sehingga tidak boleh ikut menilai atau menjalankan pleno",
        "the administrator decides who rates whom and so may neither rate nor run the plenary",
    ),
    Separation(
        _R.AUDITOR,
        frozenset(Role) - {_R.AUDITOR, _R.READER},
        "auditor tidak boleh memeriksa pekerjaannya sendiri",
        "an auditor may not audit his own work",
    ),
    Separation(
        _R.SYSTEM_ADMIN,
        frozenset(Role) - {_R.SYSTEM_ADMIN},
        "pengelola sistem memberi peran kepada orang lain, sehingga tidak boleh memakai peran itu sendiri",
        "a system administrator grants roles to others and so may not use them himself",
    ),
)


def forbidden_together(roles: Iterable[Role]) -> tuple[tuple[Role, Role, Separation], ...]:
    """Every pair among `roles` that one person may not hold, with the rule that says so."""
    return tuple(
        (first, second, rule)
        for first, second in combinations(sorted(set(roles)), 2)
        for rule in SEPARATIONS
        if rule.parts(frozenset({first, second}))
    )


def refuse_combination(roles: Iterable[str]) -> Refusal | None:
    """Checks a wanted set of roles; the refusal carries the first forbidden pair."""
    known = {role.value for role in Role}
    unknown = [role for role in roles if role not in known]
    if unknown:
        return Refusal(
            "ROLE_UNKNOWN",
            f"Peran “{unknown[0]}” tidak dikenal. Pilih salah satu dari: {', '.join(Role)}.",
            f"There is no role “{unknown[0]}”. Choose one of: {', '.join(Role)}.",
        )
    found = forbidden_together(Role(role) for role in roles)
    if not found:
        return None
    first, second, rule = found[0]
    return Refusal(
        "ROLES_FORBIDDEN_TOGETHER",
        f"Kedua peran ini tidak boleh dirangkap satu orang: {rule.id}. Berikan salah satunya kepada orang lain.",
        f"One person may not hold both roles: {rule.en}. Give one of them to someone else.",
        {"roles": [first.value, second.value]},
    )
