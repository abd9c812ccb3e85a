"""How long it takes to find the holes of 449,000 civil servants, from the file to the stored result, and the memory.

Three shapes of the same list: .xlsx with shared strings (Excel, SIASN), .xlsx with the texts in the cells (programs that
write in constant memory), .csv. About a third of the people have holes. TAKAR_BENCH_PEOPLE sets another number,
TAKAR_BENCH_FOLDER keeps the files for the next time.
"""

from __future__ import annotations

import csv
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
from xml.sax.saxutils import escape

from tests.load.bench_people_import import _frame, _letters, rows

PEOPLE = int(os.environ.get("TAKAR_BENCH_PEOPLE", "449000"))
LIMIT_S = 15.0
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def run() -> list[str]:
    """Lines to print."""
    with tempfile.TemporaryDirectory(prefix="takar-bench-") as temporary:
        folder = Path(os.environ.get("TAKAR_BENCH_FOLDER", temporary))
        lists = {
            ".xlsx, shared strings": _made(folder / f"shared-{PEOPLE}.xlsx", write_shared),
            ".xlsx, inline strings": _made(folder / f"inline-{PEOPLE}.xlsx", write_inline),
            ".csv": _made(folder / f"list-{PEOPLE}.csv", write_csv),
        }
        return [
            _line(name, path, _measure(path, Path(temporary) / f"{path.name}.data"))
            for name, path in lists.items()
        ]


def holed_rows(people: int) -> Iterator[list[str]]:
    """The invented people of the import's bench, most of them complete."""
    listed = rows(people)
    titles = next(listed)
    yield titles
    place = {title: column for column, title in enumerate(titles)}
    for number, row in enumerate(listed):
        for title, value in _HEALED.items():
            row[place[title]] = value
        row[place["TMT PNS"]] = row[place["TMT CPNS"]].replace("01-03", "01-04")
        for every, title, value in _HOLES:
            if number % every == every - 1:
                row[place[title]] = value
        yield row


_HEALED = {
    "STATUS CPNS PNS": "PNS", "MK TAHUN": "12", "MK BULAN": "3", "LOKASI KERJA NAMA": "Kota Contoh",
    "TMT GOLONGAN": "01-10-2025", "TMT JABATAN": "01-11-2025",
}  # fmt: skip
_HOLES = (
    (7, "TINGKAT PENDIDIKAN NAMA", ""),
    (11, "PENDIDIKAN NAMA", "-"),
    (13, "TMT JABATAN", "1900-01-01"),
    (17, "GOL AKHIR NAMA", "III/x"),
    (19, "TMT CPNS", "01-01-1999"),
    (23, "JENIS KELAMIN", ""),
    (101, "UNOR NAMA", ""),
    (103, "TANGGAL LAHIR", "01-01-1960"),
    (1009, "NIP BARU", "1.97E+17"),
)


def write_csv(path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(holed_rows(PEOPLE))


def write_shared(path: Path) -> None:
    _write(path, shared=True)


def write_inline(path: Path) -> None:
    _write(path, shared=False)


def _write(path: Path, *, shared: bool) -> None:
    strings: dict[str, int] = {}

    def cell(letters: str, number: int, value: str) -> str:
        if shared:
            return (
                f'<c r="{letters}{number}" s="1" t="s"><v>{strings.setdefault(value, len(strings))}</v></c>'
            )
        return f'<c r="{letters}{number}" s="1" t="inlineStr"><is><t>{escape(value)}</t></is></c>'

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, text in _frame().items():
            archive.writestr(name, text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{_NAMESPACE}"><sheetData>'.encode())
            for number, row in enumerate(holed_rows(PEOPLE), start=1):
                cells = "".join(
                    cell(_letters(column), number, value) for column, value in enumerate(row) if value
                )
                sheet.write(f'<row r="{number}">{cells}</row>'.encode())
            sheet.write(b"</sheetData></worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as table:
            table.write(f'<sst xmlns="{_NAMESPACE}">'.encode())
            for value in strings:
                table.write(f"<si><t>{escape(value)}</t></si>".encode())
            table.write(b"</sst>")


def _made(path: Path, write: Any) -> Path:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".tmp")
        write(unfinished)
        unfinished.rename(path)
    return path


def _measure(path: Path, data: Path) -> dict[str, Any]:
    """In a process of its own, so that its peak of memory is the check's."""
    data.mkdir()
    environment = os.environ | {"TAKAR_DATA": str(data)}
    command = [sys.executable, "-m", "tests.load.bench_readiness", str(path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _line(name: str, path: Path, m: dict[str, Any]) -> str:
    verdict = "within" if m["seconds"] <= LIMIT_S else "OVER"
    return (
        f"readiness of {m['people']:,} people ({path.stat().st_size / 2**20:.0f} MB {name}): {m['seconds']:.1f} s "
        f"({m['cpu']:.1f} s CPU; {verdict} {LIMIT_S:.0f} s), peak memory {m['peak_mb']} MB; {m['fields']} fields, "
        f"{m['holed']:,} people with holes; database {m['database_mb']:.0f} MB; "
        f"page {1000 * m['page']:.0f} ms, one unit's workbook {m['workbook']:.1f} s"
    )


def _check(path: Path) -> dict[str, Any]:
    os.environ["DJANGO_SETTINGS_MODULE"] = "takar.office.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    from takar.readiness.public import run_check, upload_check
    from takar.readiness.queries import figures_of

    with path.open("rb") as file:
        check = upload_check(
            path.name, iter(lambda: file.read(1 << 20), b""), actor="bench", as_of=date(2026, 1, 5)
        )
    started, cpu = time.perf_counter(), time.process_time()
    refusal = run_check(check)  # type: ignore[arg-type]
    measured = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu}
    assert refusal is None, refusal
    measured["peak_mb"] = _peak()
    started = time.perf_counter()
    figures = figures_of(check)  # type: ignore[arg-type]
    measured["page"] = time.perf_counter() - started
    measured |= {"people": figures.people, "holed": figures.open_people, "fields": len(figures.open_fields)}
    measured["workbook"] = _workbook(check)
    measured["database_mb"] = (Path(os.environ["TAKAR_DATA"]) / "office.db").stat().st_size / 2**20
    return measured


def _workbook(check: Any) -> float:
    from takar.readiness.writing.handback import unit_workbook

    started = time.perf_counter()
    assert len(unit_workbook(check, 1, "id")) > 1000
    return time.perf_counter() - started


def _peak() -> int:
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(_check(Path(sys.argv[1]))))
    else:
        print("\n".join(run()))
