"""The sample account, made once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fixtures"))

from sample_account import sample_content

from esep.account import AccountContent, write_account


@pytest.fixture(scope="session")
def content() -> AccountContent:
    return sample_content()


@pytest.fixture(scope="session")
def written(content: AccountContent, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("account")
    write_account(content, folder)
    return folder
