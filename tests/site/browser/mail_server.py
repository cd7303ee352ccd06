"""A mail server of its own for the site under test: every message that it takes is a file in a folder."""

from __future__ import annotations

import socketserver
import threading
from pathlib import Path

ANSWERS = {b"DATA": b"354 go on", b"QUIT": b"221 bye"}
ENDS = b".\r\n"


class _Talk(socketserver.StreamRequestHandler):
    """One connection: everything is agreed to (RFC 5321)."""

    def handle(self) -> None:
        self._say(b"220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper().strip()
            self._say(ANSWERS.get(word, b"250 well"))
            if word == b"DATA":
                self._keep()
                self._say(b"250 taken")
            if word == b"QUIT":
                return

    def _say(self, answer: bytes) -> None:
        self.wfile.write(answer + b"\r\n")

    def _keep(self) -> None:
        lines = iter(self.rfile.readline, ENDS)
        message = b"".join(line[1:] if line.startswith(b".") else line for line in lines)
        assert isinstance(self.server, MailServer)
        self.server.keep(message)


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port from the beginning."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.folder, self.number, self.lock = folder, 0, threading.Lock()
        folder.mkdir()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def keep(self, message: bytes) -> None:
        """Written under another name first, so that nobody reads half of it."""
        with self.lock:
            self.number += 1
            begun = self.folder / f"{self.number:04}.begun"
            begun.write_bytes(message)
            begun.rename(begun.with_suffix(".eml"))
