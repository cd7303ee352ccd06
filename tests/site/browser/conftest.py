"""Chromium, and a site as it runs in service with a made-up region, once for all tests of this folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from page_judges import chromium
from playwright.sync_api import Browser, BrowserContext

from esep_site import embedded

from ..conftest import FOLDER

PROGRAM = Path(__file__).with_name("run_site.py")
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
LANGUAGES = ("kk", "ru")


@pytest.fixture(scope="package")
def site() -> Iterator[dict[str, Any]]:
    """What ``run_site.py`` tells; the site runs on a database of its own, in a folder of its own."""
    url = embedded.database_url(FOLDER.joinpath("postgresql"))
    name = "esep_browser"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    folder = Path(tempfile.mkdtemp(prefix="esep-browser-"))
    folder.chmod(0o755)
    parts = urlsplit(url)
    environment = {
        **os.environ,
        "DATABASE_URL": parts._replace(path=f"/{name}").geturl(),
        "ESEP_SITE_FOLDER": str(folder),
        "ESEP_SECOND_FACTOR": "1",
        "ESEP_LOG_LEVEL": "WARNING",
        "PYTHONWARNINGS": "default",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, str(PROGRAM)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        assert process.stdout is not None
        lines = iter(process.stdout.readline, b"")
        told = next((line for line in lines if line.startswith(b"{")), b"")
        if not told:
            process.wait()
            pytest.fail((folder / "log").read_text()[-3000:])
        yield {**json.loads(told), "log": folder / "log", "environment": environment}
        process.communicate(timeout=60)
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def context_of(browser: Browser, site: dict[str, Any], who: str, **options: Any) -> BrowserContext:
    """A window of somebody who has signed in, or of nobody."""
    context = browser.new_context(base_url=site["address"], **options)
    context.set_default_timeout(15_000)
    if who:
        context.add_cookies([{"name": "sessionid", "value": site["sessions"][who], "url": site["address"]}])
    return context
