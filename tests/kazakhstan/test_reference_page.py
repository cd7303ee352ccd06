import subprocess
import sys
from pathlib import Path

from esep.kazakhstan import all_measures, law
from esep.kazakhstan.reference import reference_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "law.md"


def test_the_reference_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == reference_page(), (
        "python -m esep.kazakhstan > docs/reference/law.md"
    )


def test_the_page_names_every_provision_parameter_and_measure():
    page = PAGE.read_text(encoding="utf-8")
    for name in [*law().names, *law().parameters, *(measure.id for measure in all_measures())]:
        assert f"`{name}`" in page


def test_the_command_prints_the_page():
    done = subprocess.run([sys.executable, "-m", "esep.kazakhstan"], capture_output=True, check=True)
    assert done.stdout.decode("utf-8").startswith("# The law and the measures")
