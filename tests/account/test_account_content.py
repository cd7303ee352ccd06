"""The content of an account refuses what it could not answer for."""

from dataclasses import replace

import pytest

from esep.account import AccountContent
from esep.errors import WrongSettings


def test_levels_without_a_note_on_their_confidence_are_refused(content: AccountContent) -> None:
    with pytest.raises(WrongSettings, match="note"):
        replace(content, notes=())


def test_a_measure_without_a_name_is_refused(content: AccountContent) -> None:
    labels = {key: name for key, name in content.labels.items() if key != "grant"}
    with pytest.raises(WrongSettings, match="grant in help_by_measure"):
        replace(content, labels=labels)


def test_a_table_of_another_snapshot_is_refused(content: AccountContent) -> None:
    with pytest.raises(WrongSettings, match="another_one"):
        replace(content, poverty=replace(content.poverty, snapshot="another_one"))
