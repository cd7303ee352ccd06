"""Pictures of every page of the site for the documentation: ``python docs/site_pictures.py`` (some minutes).

A made-up region is loaded for them; each page of tests/site/browser/pages.py is pictured in Kazakh on a desk
and in Russian on a phone, with ``--all`` in both on both. Needs Chromium.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures" / "site"
RUN = ROOT / "tests" / "site" / "browser" / "run_site.py"
SIZES = {"desktop": (1280, 900, 1250), "phone": (390, 844, 1100)}
"""Width and height of the window, and what is kept of a long page, in pixels."""
QUALITY = 55
PAIRS = (("kk", "desktop"), ("ru", "phone"))
ALL = tuple((language, size) for language in ("kk", "ru") for size in SIZES)


@contextmanager
def running() -> Iterator[dict[str, Any]]:
    """The prepared site, in a folder that goes when the pictures are taken."""
    with tempfile.TemporaryDirectory(prefix="esep-pictures-") as folder:
        Path(folder).chmod(0o755)
        own = {"ESEP_SITE_FOLDER": folder, "ESEP_LOG_LEVEL": "ERROR", "ESEP_SECOND_FACTOR": "1"}
        environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"} | own
        process = subprocess.Popen(
            [sys.executable, str(RUN)], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert process.stdout is not None
        line = next(line for line in iter(process.stdout.readline, b"") if line.startswith(b"{"))
        try:
            yield json.loads(line)
        finally:
            process.communicate(timeout=60)


def written(picture: bytes, path: Path, height: int) -> int:
    """The upper part of a picture as WebP; its bytes."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.crop((0, 0, image.width, min(image.height, height))).save(path, "WEBP", quality=QUALITY, method=6)
    return path.stat().st_size


def take(site: dict[str, Any], into: Path, pairs: tuple[tuple[str, str], ...], only: str) -> int:
    """Take the pictures; how many bytes they are."""
    from playwright.sync_api import sync_playwright

    sys.path.insert(0, str(RUN.parent))
    from pages import PAGES

    into.mkdir(parents=True, exist_ok=True)
    total = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for each in PAGES:
            for language, size in pairs if only in each.id else ():
                width, height, kept = SIZES[size]
                context = browser.new_context(
                    base_url=site["address"], viewport={"width": width, "height": height}
                )
                if each.who:
                    session = site["sessions"][each.who]
                    context.add_cookies([{"name": "sessionid", "value": session, "url": site["address"]}])
                page = context.new_page()
                page.goto(each.path(language, site))
                if each.way:
                    each.way(page)
                    page.wait_for_load_state()
                path = into / f"{each.id}.{language}.{size}.webp"
                total += written(page.screenshot(full_page=True), path, kept)
                context.close()
        browser.close()
    return total


def main() -> None:
    """Read the options and take the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", action="store_true", help="both languages on both sizes")
    options.add_argument("--into", type=Path, default=PICTURES, help="the folder of the pictures")
    options.add_argument("--only", default="", help="a part of the names of the pages")
    given = options.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "esep_site.settings")
    with running() as site, tempfile.TemporaryDirectory() as folder:
        os.environ |= {"ESEP_SITE_FOLDER": folder, "DATABASE_URL": "postgresql:///none"}  # for addresses only
        import django

        django.setup()
        total = take(site, given.into, ALL if given.all else PAIRS, given.only)
    print(f"{total / 1_000_000:.1f} MB in {given.into}")


if __name__ == "__main__":
    main()
