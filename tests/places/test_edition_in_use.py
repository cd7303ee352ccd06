"""An office may put another edition of the classifier in use without touching the program."""

import os
import subprocess
import sys
from pathlib import Path

CODE = """
from esep.places import places
print(len(places()), places().edition.title, places().get("990000000").names.ru)
"""


def test_the_edition_that_the_environment_names_is_used(tmp_path: Path) -> None:
    (tmp_path / "kato.csv").write_text(
        "code,sign,name_kk,name_ru\n990000000,0,Сынақ облысы,Пробная область\n", encoding="utf-8"
    )
    (tmp_path / "edition.yaml").write_text(
        "{title: Trial, date: 2030-01-01, act: not found, source: made up, licence: none}", encoding="utf-8"
    )
    environment = {**os.environ, "ESEP_PLACES": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", CODE], env=environment, capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == "1 Trial Пробная область", run.stderr
