"""Is a port free? Asked before anything is started, so that the answer can be a sentence."""

from __future__ import annotations

import socket

from takar.kernel.refusals import Refusal


def refuse_taken(host: str, port: int, option: str) -> Refusal | None:
    """A refusal when something already listens on the port; `option` is the flag that chooses another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            return _taken(host, port, option, fault)
    return None


def _taken(host: str, port: int, option: str, fault: OSError) -> Refusal:
    return Refusal(
        "PORT_TAKEN",
        f"Port {port} di {host} tidak dapat dipakai ({fault.strerror}). Hentikan proses yang memakainya, atau "
        f"pilih port lain dengan {option}.",
        f"Port {port} on {host} cannot be used ({fault.strerror}). Stop the process that uses it, or choose "
        f"another port with {option}.",
        {"host": host, "port": port},
    )
