"""Exports in the forms of the standards, by hand and by the standards' own reviewers."""

from __future__ import annotations

import datetime
import json
import subprocess
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from esep_site.delivery.bulk import write_entries
from esep_site.delivery.catalogue import Category, kinds
from esep_site.delivery.entries import JobsLine, MilestoneLine, MoneyLine, PartnerLine
from esep_site.delivery.models import Inspection, Record
from esep_site.delivery.standards_contracts import release_package
from esep_site.delivery.standards_ledger import published
from esep_site.delivery.standards_places import feature_collection
from esep_site.delivery.standards_projects import package, project_kinds
from esep_site.entering import enter_folder
from esep_site.people import audit
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount
from . import every_kind
from .conftest import ROAD, road

D = datetime.date
Served = Callable[[str], list[Path]]
"""The name of a file of the standards → that file of every region."""
ROOT = Path(__file__).resolve().parents[3]
JUDGES = ROOT / ".venv-judges" / "bin"
LEDGER = ROOT / "examples" / "ledger"
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


@pytest.fixture
def served(bodies: dict[str, Any], make_account: MakeAccount, client: Any, tmp_path: Path) -> Served:
    """The files of the standards as the site gives them, of the ledger of the texts and of every kind at each
    of its stages, done and stopped ones too, with documents and inspections."""
    enter_folder(LEDGER)
    with audit.recording():
        outcome = write_entries(by=None, entries=every_kind.entries())
        assert not outcome.faults
        made_up = list(Record.objects.filter(code__in=outcome.entered))
        for row in made_up:
            every_kind.attach_and_inspect(row)
    assert {row.kind for row in made_up} == set(kinds())
    assert {row.category for row in made_up} == {each.value for each in Category}
    regions = sorted(set(Record.objects.values_list("region", flat=True)))

    def fetch(name: str) -> list[Path]:
        files = []
        for region, language in zip(regions, cycle(("kk", "ru", "en")), strict=False):
            client.force_login(make_account(Role.PROGRAMME_OFFICER, f"{region}0000000"))
            answer = client.get(f"/{language}/delivery/exports/{region}0000000/{name}")
            assert answer.status_code == 200
            files.append(tmp_path / f"{region}-{name}")
            files[-1].write_bytes(answer.content)
        return files

    return fetch


def test_the_files_tell_of_all_that_the_ledger_has(served: Served) -> None:
    """By hand: what the reviewers are given is not empty."""
    projects = [each for file in served("oc4ids.json") for each in json.loads(file.read_bytes())["projects"]]
    told = Record.objects.filter(kind__in=project_kinds()).count()
    assert (len(projects), len({each["id"] for each in projects})) == (told, told)
    assert {each["status"] for each in projects} == {
        "identification", "preparation", "implementation", "completion", "maintenance", "cancelled",
    }  # fmt: skip
    assert any(each.get("documents") for each in projects)
    terms = {
        line["dimensions"].get("term")
        for each in projects
        for metric in each.get("metrics", ())
        for line in metric["observations"]
    }
    assert terms - {None} == {"permanent", "temporary", "not_told"}
    releases = [each for file in served("ocds.json") for each in json.loads(file.read_bytes())["releases"]]
    statuses = {contract["status"] for each in releases for contract in each["contracts"]}
    assert statuses == {"active", "terminated", "cancelled"}


def judged(*words: str) -> list[dict[str, Any]]:
    """What a reviewer prints, a line for each file."""
    done = subprocess.run([str(JUDGES / words[0]), *words[1:]], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.standards
def test_the_reviewer_of_oc4ids_finds_no_error(served: Served, tmp_path: Path) -> None:
    if not SCHEMAS.is_dir():
        pytest.skip(f"the schemas of the standards are not here ({SCHEMAS}); this judge did not run")
    sound, broken, out = served("oc4ids.json"), tmp_path / "broken.json", tmp_path / "out"
    out.mkdir()
    told = json.loads(sound[0].read_bytes())
    del told["projects"][0]["id"]
    broken.write_text(json.dumps(told), encoding="utf-8")
    files = [str(file) for file in (*sound, broken)]
    *of_sound, of_broken = judged("python", "-c", OC4IDS, "", str(SCHEMAS / "oc4ids"), str(out), *files)
    assert len(of_sound) == len(sound)
    for found in of_sound:
        assert found["validation_errors"] == []
        assert found["additional_closed_codelist_values"] == {}
        assert all("/observations/dimensions/" in name for name in found["additional_fields"]), "free words"
    assert of_broken["validation_errors"], "the reviewer judges nothing"


@pytest.mark.standards
def test_the_reviewer_of_ocds_finds_no_error(served: Served, tmp_path: Path) -> None:
    schema = SCHEMAS / "ocds" / "ocds-1.1.5-schema.zip"
    if not schema.is_file():
        pytest.skip(f"the schema of OCDS is not here ({schema}); this judge did not run")
    sound = [file for file in served("ocds.json") if json.loads(file.read_bytes())["releases"]]
    told, broken = json.loads(sound[0].read_bytes()), tmp_path / "broken.json"
    del told["releases"][0]["ocid"]
    broken.write_text(json.dumps(told), encoding="utf-8")
    for file in (*sound, broken):
        done = subprocess.run(
            [str(JUDGES / "libcoveocds"), "--standard-zip", str(schema), str(file)],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        found = json.loads(done.stdout[done.stdout.index("{") :])
        assert bool(found["validation_errors"]) == (file is broken), file
        assert found["additional_closed_codelist_values"] == {}
