"""Which file of tests a process takes next."""

import pytest
from sharing_out import FIRST, next_file

CLI, SITE, LAW = "tests/cli/test_a.py", "tests/site/browser/test_b.py", "tests/law/test_c.py"


@pytest.mark.parametrize(
    ("waiting", "at", "begun", "taken"),
    [
        ([CLI, SITE, LAW], "", set(), SITE),  # what takes longest first
        ([CLI, LAW], "tests/law", {"tests/law"}, LAW),  # one's own folder to its end
        ([LAW, CLI], "tests/site/browser", {"tests/cli"}, LAW),  # then one that nobody has begun
        ([CLI], "tests/law", {"tests/cli", "tests/law"}, CLI),  # then the others'
    ],
)
def test_a_process_takes(waiting: list[str], at: str, begun: set[str], taken: str) -> None:
    assert next_file(waiting, at, begun) == taken


def test_the_folders_that_come_first_are_there(pytestconfig: pytest.Config) -> None:
    assert all((pytestconfig.rootpath / folder).is_dir() for folder in FIRST)
