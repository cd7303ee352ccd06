"""A plan that travels to another process, where texts have other hashes, is the same plan there."""

import json
import os
import pickle
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from esep.engines import run_columns
from esep.errors import Fault, InputRefused
from esep.kazakhstan import law
from esep.law.cases import Case, tables_of
from esep.messages import messages_of

_, _n = messages_of("esep.law")

ON = date(2026, 4, 1)
NAMES = ("targeted_assistance", "level", "disability_allowance")
THERE = """
import json, pickle, sys
from datetime import date
from pathlib import Path

from esep.engines import run_columns
from esep.kazakhstan import law
from esep.law.nodes import walk

plan, tables = pickle.loads(Path(sys.argv[1]).read_bytes())
made_here = law().plan(plan.names, on=plan.date)
known = set(made_here.nodes)
answers = run_columns(plan, tables)
print(json.dumps({
    "hash": plan.hash,
    "fingerprints": dict(plan.fingerprints),
    "equal": [one.body == other.body for one, other in zip(plan.steps, made_here.steps, strict=True)],
    "unknown": sum(node not in known for step in plan.steps for node in walk(step.body)),
    "two steps": plan.in_two_steps == made_here.in_two_steps,
    "seed": hash("text"),
    "answers": {entity.name: rows for entity, rows in answers.items()},
}))
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_a_plan_means_the_same_in_a_process_with_other_hashes(seed: str, tmp_path: Path) -> None:
    plan = law().plan(NAMES, on=ON)
    case = Case(name="one", on=ON, persons=({}, {}), expect={"level": "A"}, worked="no", source="made up")
    tables = tables_of(case)
    here = run_columns(plan, tables)
    assert plan.nodes  # hashes are worked out before the plan travels
    assert plan.in_two_steps
    sent = tmp_path / "plan"
    sent.write_bytes(pickle.dumps((plan, tables)))
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", THERE, str(sent)], capture_output=True, text=True, check=True, env=environment
    )
    there = json.loads(done.stdout)
    assert there["hash"] == plan.hash
    assert there["fingerprints"] == dict(plan.fingerprints)
    assert all(there["equal"])
    assert there["unknown"] == 0
    assert there["two steps"]
    assert there["answers"] == {entity.name: list(rows) for entity, rows in here.items()}
    assert there["seed"] != hash("text")


def test_a_plan_travels_without_what_is_worked_out_from_it() -> None:
    plan = law().plan(NAMES, on=ON)
    first = pickle.dumps(plan)
    assert all((plan.hash, plan.fingerprints, plan.nodes))
    assert pickle.dumps(plan) == first


def test_refused_input_travels_with_its_faults() -> None:
    message = _("The provision {name}: {reason}", name="a", reason="b")
    error = InputRefused(message, [Fault("x", 2, "y", message), Fault("a", 1, "b", message)])
    again = pickle.loads(pickle.dumps(error))
    assert (again.message, again.faults) == (error.message, error.faults)
