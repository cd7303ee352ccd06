"""Exports in the forms of the standards, by hand and by the standards' own reviewers."""

from __future__ import annotations

import datetime
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from esep_site.delivery.bulk import write_entries
from esep_site.delivery.entries import JobsLine, MilestoneLine, MoneyLine, PartnerLine
from esep_site.delivery.models import Inspection, Record
from esep_site.delivery.standards_contracts import release_package
from esep_site.delivery.standards_ledger import published
from esep_site.delivery.standards_places import feature_collection
from esep_site.delivery.standards_projects import package, project_kinds
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount
from .conftest import ROAD, road

D = datetime.date
ROOT = Path(__file__).resolve().parents[3]
JUDGES = ROOT / ".venv-judges" / "bin"
SCHEMAS = ROOT.parent / "shared" / "judges"
OC4IDS = """
import functools, http.server, json, sys, threading
from libcoveoc4ids.config import LibCoveOC4IDSConfig
from libcoveoc4ids.api import oc4ids_json_output
class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *told): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 8977), functools.partial(Quiet, directory=sys.argv[2]))
threading.Thread(target=server.serve_forever, daemon=True).start()
host = "http://127.0.0.1:8977/"
schema = host + "infrastructure/schema/0__9__5/"
config = LibCoveOC4IDSConfig({
    "schema_host": schema,
    "schema_version_choices": {"0.9.5": ("0.9.5", schema)},
    "schema_codelists": {"0.9": host + "codelists/"},
})
for file in sys.argv[4:]:
    told = oc4ids_json_output(sys.argv[3], json_data=json.load(open(file)), lib_cove_oc4ids_config=config)
    print(json.dumps(told, default=str))
"""
"""The schema files name this port, so that nothing is asked of the web."""


@pytest.fixture
def works(ledger: dict[str, Record], recording: list[Any]) -> list[Any]:
    """Three roads, one of them with everything that a road can have, published."""
    entry = road(
        "road-9",
        stage="planned",
        parent="road-1",
        programme="nurly-zhol",
        fields={**ROAD, "latitude": "42.9", "longitude": "71.367"},
        money=[MoneyLine(2026, "regional", 900, 800, 300), MoneyLine(2026, "republican", 100)],
        partners=[
            PartnerLine("contractor", "zholshy", "Ш-12/26", D(2026, 3, 2), 800),
            PartnerLine("customer", "transport"),
        ],
        milestones=[
            MilestoneLine("Жобалау", "Проект", D(2026, 5, 1), fact=D(2026, 5, 3)),
            MilestoneLine("Төсем", "Покрытие", D(2026, 9, 1)),
        ],
        jobs=[JobsLine(D(2026, 5, 1), "planned", "temporary", 40)],
    )
    assert not write_entries(by=None, entries=[entry]).faults
    record = Record.objects.get(code="road-9")
    Inspection.objects.create(
        record=record, place=record.place, day=D(2026, 6, 1), result="failed", notes="x"
    )
    return list(published(Record.objects.filter(kind__in=project_kinds()).order_by("pk")))


def projects(works: list[Any]) -> dict[str, Any]:
    return package(works, "https://esep.example/p.json", "Жамбыл", "kk", timezone.now())


def contracts(works: list[Any]) -> dict[str, Any]:
    return release_package(works, "https://esep.example/c.json", "Жамбыл", "kk", timezone.now())


def test_a_road_as_a_project(works: list[Any]) -> None:
    told = next(each for each in projects(works)["projects"] if each["id"].endswith("-road-9"))
    assert (told["status"], told["type"], told["sector"]) == (
        "identification",
        "rehabilitation",
        ["transport.road"],
    )
    assert told["budget"]["amount"] == {"amount": 1000, "currency": "KZT"}
    assert [each["status"] for each in told["milestones"]] == ["met", "scheduled", "notMet"]
    assert told["publicAuthority"]["id"] == "transport"
    (process,) = told["contractingProcesses"]
    assert process["summary"]["contractValue"]["amount"] == 800
    (jobs, money) = told["forecasts"]
    assert (jobs["id"], jobs["observations"][0]["measure"]) == ("jobs", 40)
    assert [each["value"]["amount"] for each in money["observations"]] == [900, 100]
    assert told["locations"][0]["gazetteer"]["identifiers"] == [DISTRICT]


def test_a_contract_as_a_release_of_the_same_process(works: list[Any]) -> None:
    (release,) = [each for each in contracts(works)["releases"] if "road-9" in each["ocid"]]
    project = next(each for each in projects(works)["projects"] if each["id"].endswith("-road-9"))
    assert release["ocid"] == project["contractingProcesses"][0]["id"]
    assert release["planning"]["budget"]["projectID"] == project["id"]
    assert release["buyer"]["id"] == "transport"
    assert release["contracts"][0]["awardID"] == release["awards"][0]["id"]
    assert release["contracts"][0]["dateSigned"] == "2026-03-02T00:00:00Z"


def test_records_on_a_map(works: list[Any]) -> None:
    told = feature_collection(works, "ru")["features"]
    points = {each["properties"]["code"]: each["geometry"] for each in told}
    assert points["road-9"] == {"type": "Point", "coordinates": [71.367, 42.9]}
    assert points["road-1"] is None


def test_the_files_are_for_those_who_see_the_records(
    works: list[Any], make_account: MakeAccount, client: Any
) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER, REGION))
    for name, keys in (
        ("oc4ids.json", "projects"),
        ("ocds.json", "releases"),
        ("records.geojson", "features"),
    ):
        answer = client.get(f"/kk/delivery/exports/{REGION}/{name}")
        assert len(json.loads(answer.content)[keys]) >= 1
    lines = (
        client.get(f"/kk/delivery/exports/{DISTRICT}/records.csv").content.decode("utf-8-sig").splitlines()
    )
    assert {line.split(",")[0] for line in lines[1:]} == {"road-1", "road-9"}


def judged(*words: str) -> list[dict[str, Any]]:
    """What a reviewer prints, a line for each file."""
    done = subprocess.run([str(JUDGES / words[0]), *words[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.standards
def test_the_reviewer_of_oc4ids_finds_no_error(works: list[Any], tmp_path: Path) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip(f"the schemas of the standards are not here ({SCHEMAS}); this judge did not run")
    sound, broken, out = tmp_path / "projects.json", tmp_path / "broken.json", tmp_path / "out"
    out.mkdir()
    told = projects(works)
    sound.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    del told["projects"][0]["id"]
    broken.write_text(json.dumps(told), encoding="utf-8")
    of_sound, of_broken = judged(
        "python", "-c", OC4IDS, "", str(SCHEMAS / "oc4ids"), str(out), str(sound), str(broken)
    )
    assert of_sound["validation_errors"] == []
    assert of_sound["additional_closed_codelist_values"] == {}
    assert of_broken["validation_errors"], "the reviewer judges nothing"


@pytest.mark.standards
def test_the_reviewer_of_ocds_finds_no_error(works: list[Any], tmp_path: Path) -> None:
    schema = SCHEMAS / "ocds" / "ocds-1.1.5-schema.zip"
    if not schema.is_file():
        pytest.skip(f"the schema of OCDS is not here ({schema}); this judge did not run")
    told = contracts(works)
    for name, wrong in (("sound.json", 0), ("broken.json", 1)):
        file = tmp_path / name
        if wrong:
            del told["releases"][0]["ocid"]
        file.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
        done = subprocess.run(
            [str(JUDGES / "libcoveocds"), "--standard-zip", str(schema), str(file)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = json.loads(done.stdout[done.stdout.index("{") :])
        assert bool(found["validation_errors"]) == bool(wrong)
        assert found["additional_closed_codelist_values"] == {}
