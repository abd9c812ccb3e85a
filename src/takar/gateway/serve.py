"""Starts the exam server: one process, one event loop, one writer thread."""

from __future__ import annotations

import asyncio
import logging
import signal
from pathlib import Path

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.server.embed import Server

from takar.delivery.public import open_journal
from takar.gateway.app import Gateway
from takar.gateway.rsgi import Door
from takar.gateway.service import Service

# Connections that may wait for a place; a room of 400 with two tabs each fits many times over.
_BACKLOG = 4_096
# Also how long a connection may rest between two requests: longer than the client's heartbeat.
_HEADER_MS = 60_000


def serve(exam_db: str, keys: Path, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT. Raises StorageUnavailable when the exam store cannot be opened."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    asyncio.run(_serve(exam_db, keys, host, port))


async def _serve(exam_db: str, keys: Path, host: str, port: int) -> None:
    journal = open_journal(exam_db)
    gateway = Gateway(Service(journal, keys))
    await gateway.start()
    server = Server(
        Door(gateway),
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        backlog=_BACKLOG,
        backpressure=_BACKLOG,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_MS),
        log_access=False,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    try:
        await server.serve()
    finally:
        await gateway.stop()
        journal.close()
