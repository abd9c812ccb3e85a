"""Plants an agency with a talent map into the data folder of TAKAR_DATA: `python -m tests.talent.plant 60`."""

from __future__ import annotations

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "takar.office.settings")
    import django

    django.setup()
    from tests.talent.world import agency, drawn

    agency(int(sys.argv[1]))
    print(drawn().pk)


if __name__ == "__main__":
    main()
