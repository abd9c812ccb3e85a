"""What office and worker do to the exam store while people sit: follow the journal, write outcomes and orders.

`python -m tests.faults.office_side URL` runs until it is killed.
"""

from __future__ import annotations

import json
import sys
import time

from takar.delivery.public import StorageUnavailable, final_record, open_journal, read_sitting, release_login
from tests.gateway.sample import SESSION


def follow(url: str) -> None:
    journal = open_journal(url)
    last = 0
    while True:
        try:
            for row in journal.events_since(last):
                last = row.id
                if row.kind == "submitted":
                    record = final_record(read_sitting(journal, row.sitting))
                    outcome = json.dumps({"status": "held", "answered": len(record.responses)})
                    journal.put_outcome(row.sitting, outcome, record.submitted_ms)
            release_login(journal, SESSION, "duduk-001", "uji", "pengawas", int(time.time() * 1000))
        except StorageUnavailable as fault:
            print(fault, file=sys.stderr, flush=True)
        time.sleep(0.1)


if __name__ == "__main__":
    follow(sys.argv[1])
