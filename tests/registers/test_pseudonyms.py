"""Pseudonyms: what they keep and what they hide, and the file of their key."""

from hashlib import blake2b
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.errors import WrongSettings
from esep.registers import pseudonym, pseudonyms, read_or_make_key

KEY = bytes(range(32))


@given(
    st.lists(st.text(min_size=1, max_size=20), unique=True, min_size=2, max_size=50),
    st.binary(min_size=16, max_size=64),
)
def test_unlike_numbers_have_unlike_positive_pseudonyms(numbers: list[str], key: bytes) -> None:
    ids = pseudonyms(pl.Series(numbers), "person", key).to_list()
    assert len(set(ids)) == len(numbers)
    assert all(0 <= number < 2**63 for number in ids)
    assert ids == [pseudonym(number, "person", key) for number in numbers]


@given(st.text(min_size=1, max_size=20))
def test_another_key_or_another_domain_gives_another_pseudonym(number: str) -> None:
    ids = {
        pseudonym(number, "person", KEY),
        pseudonym(number, "family", KEY),
        pseudonym(number, "person", KEY[::-1]),
        pseudonym(number, "family", KEY[::-1]),
    }
    assert len(ids) == 4


def test_the_pseudonym_is_the_keyed_hash_that_the_documents_promise() -> None:
    digest = blake2b(b"900101300126", key=KEY, person=b"esep.person", digest_size=8).digest()
    assert pseudonym("900101300126", "person", KEY) == int.from_bytes(digest, "big") // 2


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "key"
    key = read_or_make_key(file)
    assert len(key) == 32
    assert file.stat().st_mode & 0o777 == 0o600
    assert read_or_make_key(file) == key


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"
    read_or_make_key(file)
    file.chmod(0o640)
    with pytest.raises(WrongSettings, match="chmod 600"):
        read_or_make_key(file)


@pytest.mark.parametrize(("text", "complaint"), [("no key at all", "is not a key"), ("abcd", "has 2 bytes")])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    file = tmp_path / "key"
    file.write_text(text)
    file.chmod(0o600)
    with pytest.raises(WrongSettings, match=complaint):
        read_or_make_key(file)
