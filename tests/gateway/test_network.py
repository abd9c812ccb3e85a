"""What only a real connection shows: granian, its door, and requests that no browser of ours would send."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from takar.delivery.public import open_journal, start_session
from tests.gateway.processes import GatewayProcess, free_port
from tests.gateway.sample import SESSION, prepare

pytestmark = pytest.mark.database
_IMPATIENT = """
import sys
from pathlib import Path
from takar.gateway import bodies, serve
bodies.Patience.__init__.__defaults__ = (0.5, 0.1)
serve.serve(sys.argv[1], Path(sys.argv[2]), "127.0.0.1", int(sys.argv[3]))
"""
_LOGIN = b'{"identity":"001","pin":"123456","device":"mesin-00001"}'


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("jaringan")
    url, keys = f"sqlite:///{folder}/exam.db", Path(folder) / "keys"
    journal = open_journal(url)
    prepare(journal, keys)
    start_session(journal, SESSION, "pengawas", int(time.time() * 1000))
    journal.close()
    gateway = GatewayProcess(url, keys, free_port(), _IMPATIENT)
    gateway.start()
    yield gateway.port
    gateway.stop()


def said(port: int, head: str, body: bytes = b"") -> bytes:
    """Everything the server says until it hangs up; `Connection: close` is asked for."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(f"{head}\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1") + body)
        answer = b""
        while part := line.recv(65_536):
            answer += part
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_a_body_of_known_length_and_one_in_chunks(port: int) -> None:
    plain = said(port, f"POST /api/login HTTP/1.1\r\nContent-Length: {len(_LOGIN)}", _LOGIN)
    chunks = b"%x\r\n%b\r\n0\r\n\r\n" % (len(_LOGIN), _LOGIN)
    chunked = said(port, "POST /api/login HTTP/1.1\r\nTransfer-Encoding: chunked", chunks)
    assert (status(plain), status(chunked)) == (200, 200)
    assert b"set-cookie: takar_sitting=duduk-001.1.mesin-00001." in plain


def test_too_large_is_told_at_once_and_never_read(port: int) -> None:
    assert status(said(port, "POST /api/save HTTP/1.1\r\nContent-Length: 999999999", b"abc")) == 413
    flood = (b"10000\r\n" + b"x" * 65_536 + b"\r\n") * 5
    assert status(said(port, "POST /api/save HTTP/1.1\r\nTransfer-Encoding: chunked", flood)) == 413


def test_a_body_that_does_not_come_is_given_up(port: int) -> None:
    assert status(said(port, "POST /api/save HTTP/1.1\r\nContent-Length: 10", b"abc")) == 408
    assert status(said(port, "POST /api/save HTTP/1.1\r\nTransfer-Encoding: chunked", b"3\r\nabc\r\n")) == 408


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("GET /health?x=1 HTTP/1.1", 200),
        ("GET /api/state HTTP/1.1\r\nCookie: takar_sitting=\xff\xfe.1.a.b", 401),
        ("GET /client/%2e%2e/app.py HTTP/1.1", 404),
        ("GET /client/%ff%00.js HTTP/1.1", 404),
        ("POST /api/save HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4", 400),
        ("DELETE /api/save HTTP/1.1", 405),
    ],
)
def test_strange_requests_get_a_plain_answer(port: int, head: str, expected: int) -> None:
    assert status(said(port, head, b"abcd")) == expected


def test_files_are_named_by_etag_and_head_sends_none(port: int) -> None:
    first = said(port, "GET /sw.js HTTP/1.1")
    etag = first.partition(b"etag: ")[2].partition(b"\r\n")[0].decode()
    again = said(port, f"GET /sw.js HTTP/1.1\r\nIf-None-Match: {etag}")
    head = said(port, "HEAD /sw.js HTTP/1.1")
    assert (status(first), status(again), status(head)) == (200, 304, 200)
    assert again.endswith(b"\r\n\r\n")
    assert head.endswith(b"\r\n\r\n")
    assert not first.endswith(b"\r\n\r\n")
