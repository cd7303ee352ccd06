"""Publishing a folder whole: one run at a time, built beside its target, seen by all at one rename.

A run holds a lock that the system itself takes back when the process ends, however it ends. What a killed
run leaves behind is never at the target's own name and is swept away by the next run.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from esep.errors import Busy, WrongSettings
from esep.messages import messages_of

_, _n = messages_of("esep.registers")


@contextmanager
def building(target: Path) -> Iterator[Path]:
    """An empty folder to build in; removed at the end unless :func:`publish` has moved it.

    Busy when another run builds for the same target.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target):
        for remains in target.parent.glob(f".{target.name}.building-*"):
            shutil.rmtree(remains, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{target.name}.building-", dir=target.parent))
        folder.chmod(0o750)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def continuing(target: Path) -> Iterator[Path]:
    """A folder to build in that stays when the run is stopped, so that the next run goes on with it.

    Whoever builds in it writes each file under another name first and renames it: a file that is there is
    whole. Busy when another run builds for the same target.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _lock(target):
        folder = target.parent / f".{target.name}.unfinished"
        folder.mkdir(mode=0o750, exist_ok=True)
        yield folder


def publish(folder: Path, target: Path) -> None:
    """Make the built folder appear at ``target`` at once, after its bytes have reached the disk."""
    for file in sorted(folder.rglob("*")):
        _flush(file)
    _flush(folder)
    if target.exists():
        raise WrongSettings(
            _("{folder} exists already and is never overwritten. Choose another folder.", folder=target)
        )
    folder.rename(target)
    _flush(target.parent)


@contextmanager
def _lock(target: Path) -> Iterator[None]:
    path = target.parent / f".{target.name}.lock"
    handle = _locked(path)
    if handle is None:
        raise Busy(_("Another run is writing {folder}. Wait until it has ended.", folder=target))
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)


def _locked(path: Path) -> int | None:
    """The handle of the locked file; None when another process holds it.

    The file is removed before it is unlocked, so a handle may turn out to hold a file that is no longer
    there; then one more try is made.
    """
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino == os.fstat(handle).st_ino:
                return handle
        except BlockingIOError:
            os.close(handle)
            return None
        except FileNotFoundError:
            pass
        os.close(handle)


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
