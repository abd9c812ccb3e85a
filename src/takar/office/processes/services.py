"""What runs when Takar runs: office, gateway, worker."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass

from takar.kernel.refusals import Refusal
from takar.office.processes.ports import refuse_taken
from takar.office.processes.supervisor import Service


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where office and gateway listen."""

    host: str = "127.0.0.1"
    office_port: int = 8001
    gateway_port: int = 8000

    @property
    def office(self) -> str:
        return f"http://{self.reachable}:{self.office_port}"

    @property
    def gateway(self) -> str:
        return f"http://{self.reachable}:{self.gateway_port}"

    @property
    def reachable(self) -> str:
        """A host that this machine itself can call."""
        plain = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"[{plain}]" if ":" in plain and not plain.startswith("[") else plain


def services(addresses: Addresses) -> tuple[Service, ...]:
    """`TAKAR_EXAM_URL` of the operator wins over the port chosen here."""
    host = addresses.host
    exam = {"TAKAR_EXAM_URL": os.environ.get("TAKAR_EXAM_URL", f":{addresses.gateway_port}")}
    return (
        Service("gateway", _takar("gateway", host, addresses.gateway_port), f"{addresses.gateway}/health"),
        Service("office", _takar("office", host, addresses.office_port), f"{addresses.office}/health", exam),
        Service("worker", (sys.executable, "-m", "takar", "worker")),
    )


def refuse_addresses(addresses: Addresses) -> Refusal | None:
    return refuse_taken(addresses.host, addresses.gateway_port, "--gateway-port") or refuse_taken(
        addresses.host, addresses.office_port, "--office-port"
    )


def _takar(name: str, host: str, port: int) -> tuple[str, ...]:
    return (sys.executable, "-m", "takar", name, "--host", host, "--port", str(port))
