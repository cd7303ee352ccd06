"""The processes of a running site: server, worker and, in a trial, the embedded database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError
from urllib.request import urlopen

from esep.errors import WrongSettings
from esep.messages import messages_of
from esep_site import embedded
from esep_site.folder import folder
from esep_site.logins import can_come, of_pages

_, _n = messages_of(__package__)

Processes = list[subprocess.Popen[bytes]]


@contextmanager
def own_database() -> Iterator[None]:
    """The embedded database, where there is one, stops with the block unless it ran before."""
    data = folder().database
    ours = not os.environ.get("DATABASE_URL") and not embedded.is_running(data)
    try:
        yield
    finally:
        if ours and embedded.is_running(data):
            embedded.stop(data)


def started(host: str, port: int, processes: int, worker: bool) -> Processes:
    """The server and the worker, begun; WrongSettings where the pages may not come to the database."""
    check_login_of_pages()
    commands = [
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
            *("--workers", str(processes), "--blocking-threads", "4", "--respawn-failed-workers"),
            *("--blocking-threads-idle-timeout", "600"),  # each holds a connection to the database
            *("--no-ws", "esep_site.serving:application"),
        ]
    ]
    if worker:
        commands.append([sys.executable, "-m", "esep_site", "procrastinate", "worker"])
    return [subprocess.Popen(command) for command in commands]


def check_login_of_pages() -> None:
    """Try the login with which the server comes to the database, before it is started."""
    if not can_come():
        raise WrongSettings(
            _(
                "The pages cannot come to the database as {login}. Make this login as the administrator of "
                "the database, and name it in ESEP_PAGES_DATABASE_URL: how, says "
                "docs/how-to/run-the-site.md.",
                login=of_pages()["USER"],
            )
        )


def until_stopped(running: Processes) -> int:
    """Wait for the end of all; a signal to stop is handed on. The greatest exit code."""

    def stop(*_signal: object) -> None:
        for each in running:
            each.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    return max(each.wait() for each in running)


def asked(host: str, paths: tuple[str, ...]) -> Iterator[tuple[str, int]]:
    """Start the site on a free port, give address and status of each path, and stop it."""
    with socket.socket() as free:
        free.bind((host, 0))
        port = free.getsockname()[1]
    running = started(host, port, processes=1, worker=True)
    try:
        for path in paths:
            url = f"http://{host}:{port}{path}"
            yield url, _answer(url)
    finally:
        for each in running:
            each.terminate()
        for each in running:
            each.wait()


def _answer(url: str, seconds: float = 60) -> int:
    """The status of an address, once somebody answers there."""
    until = time.monotonic() + seconds
    while True:
        try:
            with urlopen(url) as answer:
                return int(answer.status)
        except URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
