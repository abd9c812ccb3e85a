"""How long an import of 449,000 civil servants takes and how much memory it needs.

The large file has a table of shared strings, as Excel itself writes, which is the harder case for memory; the
small one has inline strings, as XlsxWriter writes in constant memory. TAKAR_BENCH_PEOPLE sets another number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.people.lists import SIASN

PEOPLE = int(os.environ.get("TAKAR_BENCH_PEOPLE", "449000"))
_SMALL = 955
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run() -> list[str]:
    """Lines to print."""
    lines = []
    with tempfile.TemporaryDirectory(prefix="takar-bench-") as folder:
        folder_path = Path(folder)
        small = write_inline(folder_path / "kecil.xlsx", _SMALL)
        lines.append(_line("inline strings", _SMALL, _measure(small, folder_path / "kecil")))
        large = write_shared(folder_path / "besar.xlsx", PEOPLE)
        lines.append(_line("shared strings", PEOPLE, _measure(large, folder_path / "besar")))
    return lines


def rows(people: int) -> Iterator[list[str]]:
    """Header and invented people with all columns of a SIASN export filled."""
    yield list(SIASN)
    for number in range(people):
        yield list(_person(number).values())


def _person(number: int) -> dict[str, str]:
    year, month, day = 1966 + number % 35, number // 35 % 12 + 1, number // 420 % 28 + 1
    sex, serial = number // 11760 % 2 + 1, number // 23520 + 1
    person = dict.fromkeys(SIASN, "-")
    person |= {
        "PNS ID": f"{number:032X}",
        "NIP BARU": f"{year}{month:02d}{day:02d}{year + 24}03{sex}{serial:03d}",
        "NIP LAMA": f"{number:09d}",
        "NAMA": f"PEGAWAI CONTOH {number}",
        "GELAR BELAKANG": "S.E.",
        "TEMPAT LAHIR NAMA": "Kota Contoh",
        "TANGGAL LAHIR": f"{day:02d}-{month:02d}-{year}",
        "JENIS KELAMIN": "MF"[sex - 1],
        "NIK": f"31{number:014d}",
        "NOMOR HP": f"08{number:010d}",
        "EMAIL": f"pegawai{number}@contoh.example",
        "EMAIL GOV": f"pegawai{number}@gov.example",
        "JENIS PEGAWAI NAMA": "PNS Daerah",
        "KEDUDUKAN HUKUM NAMA": "Aktif",
        "TMT CPNS": f"01-03-{year + 24}",
        "GOL AKHIR NAMA": ("II/c", "III/a", "III/b", "III/d", "IV/a")[number % 5],
        "TMT GOLONGAN": "01-04-2022",
        "JENIS JABATAN NAMA": "Jabatan Pelaksana",
        "JABATAN NAMA": f"Pengelola Data {number % 300}",
        "TMT JABATAN": "01-04-2023",
        "ESELON NAMA": "Non Eselon",
        "TINGKAT PENDIDIKAN NAMA": "S-1/Sarjana",
        "PENDIDIKAN NAMA": "S-1 EKONOMI",
        "UNOR NAMA": f"Dinas Contoh {number % 180}/Bidang {number // 180 % 6}/Seksi {number // 1080 % 12}",
        "INSTANSI KERJA NAMA": "Pemerintah Provinsi Contoh",
    }
    return person


def write_inline(path: Path, people: int) -> Path:
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet("SIASN")
    for position, row in enumerate(rows(people)):
        for column, value in enumerate(row):
            sheet.write_string(position, column, value)
    book.close()
    return path


def write_shared(path: Path, people: int) -> Path:
    """By hand, because XlsxWriter keeps 16 million cells in memory to write shared strings."""
    strings: dict[str, int] = {}
    letters = [_letters(column) for column in range(len(SIASN))]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in _frame().items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_NAMESPACE}"><sheetData>'.encode())
            for number, row in enumerate(rows(people), start=1):
                cells = (
                    f'<c r="{letter}{number}" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
                    for letter, value in zip(letters, row, strict=True)
                )
                sheet.write(f'<row r="{number}">{"".join(cells)}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as table:
            table.write(f'<sst xmlns="{_NAMESPACE}">'.encode())
            for value in strings:
                table.write(f"<si><t>{value}</t></si>".encode())
            table.write(b"</sst>")
    return path


def _frame() -> dict[str, str]:
    package = "http://schemas.openxmlformats.org/package/2006"
    relation = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    relations = f'<Relationships xmlns="{package}/relationships">{{}}</Relationships>'
    inside = relation.format("r1", _OFFICE, "worksheet", "worksheets/sheet1.xml") + relation.format(
        "r2", _OFFICE, "sharedStrings", "sharedStrings.xml"
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
        "_rels/.rels": relations.format(relation.format("r1", _OFFICE, "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relations.format(inside),
        "xl/workbook.xml": f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="SIASN" sheetId="1" r:id="r1"/></sheets></workbook>',
    }


def _letters(column: int) -> str:
    return chr(65 + column) if column < 26 else f"A{chr(65 + column - 26)}"


def _measure(path: Path, data: Path) -> dict[str, Any]:
    """In a process of its own, so that its peak of memory is the import's."""
    data.mkdir()
    environment = os.environ | {"TAKAR_DATA": str(data)}
    command = [sys.executable, "-m", "tests.load.bench_people_import", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _line(name: str, people: int, m: dict[str, Any]) -> str:
    return (
        f"import of {people:,} people ({m['megabytes']:.1f} MB .xlsx, {name}): "
        f"preview {_took(m['preview'])}, confirm {_took(m['confirm'])}, same file again {_took(m['again'])}, "
        f"peak memory {m['peak_mb']} MB (preview {m['preview_mb']} MB), database {m['database_mb']:.0f} MB; "
        f"search by name {1000 * m['search'][0]:.0f} ms"
    )


def _took(seconds: list[float]) -> str:
    """Wall clock and CPU: on a busy machine only the second compares."""
    return f"{seconds[0]:.1f} s ({seconds[1]:.1f} s CPU)"


def _import(path: Path) -> dict[str, Any]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "takar.office.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from takar.people.public import PeopleFilter, apply_import, preview_import, search_people, upload_import

    def fresh() -> Any:
        with path.open("rb") as file:
            return upload_import(path.name, iter(lambda: file.read(1 << 20), b""), actor="bench")

    measured: dict[str, Any] = {"megabytes": path.stat().st_size / 2**20}
    source, today = fresh(), date(2026, 1, 5)
    measured["preview"] = _seconds(lambda: preview_import(source, today))
    measured["preview_mb"] = _peak()
    measured["confirm"] = _seconds(lambda: apply_import(source, actor="bench"))
    again = fresh()
    measured["again"] = _seconds(lambda: preview_import(again, today))
    measured["search"] = _seconds(lambda: search_people(PeopleFilter(text="contoh 4321")))
    assert again.unchanged == source.added > 0, (source.added, source.refused, again.unchanged)
    measured["peak_mb"] = _peak()
    measured["database_mb"] = (Path(os.environ["TAKAR_DATA"]) / "office.db").stat().st_size / 2**20
    return measured


def _seconds(work: Any) -> list[float]:
    start, cpu = time.perf_counter(), time.process_time()
    refusal = work()
    assert not hasattr(refusal, "code"), refusal
    return [time.perf_counter() - start, time.process_time() - cpu]


def _peak() -> int:
    """MB of resident memory at the highest; getrusage would count what the parent had before it started us."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_import(Path(sys.argv[1]))))
    else:
        print("\n".join(run()))
