"""`make bench`: runs every `bench_*.py` of this folder and prints what each returns."""

from __future__ import annotations

import importlib
import platform
from pathlib import Path


def main() -> None:
    print(
        f"Python {platform.python_version()}, {platform.machine()}; figures depend on the machine, ratios less so"
    )
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        module = importlib.import_module(f"tests.load.{path.stem}")
        print("", *module.run(), sep="\n")


if __name__ == "__main__":
    main()
