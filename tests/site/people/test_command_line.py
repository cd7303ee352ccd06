"""``esep site``: first account, roles, audit log; its words in three languages."""

import os
import re
import string
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.core.management import call_command

from esep.cli import main
from esep_site.people.models import Account, AuditEvent
from esep_site.people.roles import Role
from esep_site.people.scope import scope_of

from ..conftest import MakeAccount

SITE = Path(__file__).resolve().parents[3] / "src" / "esep_site"
OWN = sorted(path for path in SITE.glob("*.py") if "messages_of" in path.read_text(encoding="utf-8"))


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = main(["site", *words, "--language", "en"])
    shown = capsys.readouterr()
    return code, shown.out + shown.err


@pytest.mark.django_db
def test_the_first_administrator_is_opened_on_the_server(capsys: pytest.CaptureFixture[str]) -> None:
    code, shown = said(
        capsys,
        "account",
        "open",
        "Aigul",
        "--role",
        "administrator",
        "--place",
        "310000000",
        "--name",
        "А. С.",
    )
    assert code == 0
    account = Account.objects.get(login="aigul")
    (password,) = re.findall(r"\w{4}-\w{4}-\w{4}-\w{4}", shown)
    assert account.check_password(password)
    assert account.must_change_password
    assert scope_of(account).holdings == ((Role.ADMINISTRATOR, "310000000"),)
    assert [event.account for event in AuditEvent.objects.all()] == [None, None]


@pytest.mark.django_db
def test_roles_are_given_and_ended_on_the_server(
    capsys: pytest.CaptureFixture[str], make_account: MakeAccount
) -> None:
    account = make_account(None, login="saule")
    words = ("account", "role", "saule", "--role", "auditor", "--place", "310000000")
    assert said(capsys, *words)[0] == 0
    assert scope_of(account).holdings == ((Role.AUDITOR, "310000000"),)
    assert said(capsys, *words, "--end")[0] == 0
    assert scope_of(account).holdings == ()
    assert said(capsys, *words, "--end")[0] == 11
    code, shown = said(capsys, "account", "list")
    assert (code, "saule" in shown) == (0, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("account", "reset", "nobody"), 11),
        (("account", "open", "x y"), 13),
        (("account", "open", "x", "--role", "auditor"), 13),
        (("account", "open", "x", "--role", "king", "--place", "310000000"), 11),
        (("account", "open", "x", "--place", "999999999"), 11),
        (("account", "open", "x", "--place", "Меркенский"), 11),
    ],
)
def test_a_wrong_command_changes_nothing(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int
) -> None:
    assert said(capsys, *words)[0] == code
    assert not Account.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.django_db
def test_the_chain_is_verified_and_a_cut_log_is_recognised(
    capsys: pytest.CaptureFixture[str], make_account: MakeAccount
) -> None:
    make_account(Role.AUDITOR)
    code, shown = said(capsys, "verify-audit")
    assert code == 0
    assert "2 events" in shown
    last = AuditEvent.objects.latest("id")
    assert last.hash in shown
    assert said(capsys, "verify-audit", "--known", last.hash, "--from", str(last.pk))[0] == 0
    code, shown = said(capsys, "verify-audit", "--known", "f" * 64)
    assert (code, "cut off" in shown) == (1, True)


@pytest.mark.django_db
def test_the_models_are_those_of_the_migrations() -> None:
    call_command("makemigrations", "people", check=True, dry_run=True, verbosity=0)


def test_the_settings_of_service_pass_the_check_for_deployment() -> None:
    environment = {**os.environ, "ESEP_HTTPS": "1", "ESEP_HOSTS": "esep.example.kz"}
    environment["DATABASE_URL"] = "postgresql://nobody@localhost/none"  # not asked by these checks
    run = subprocess.run(
        [sys.executable, "-m", "esep_site", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def written() -> set[str]:
    keywords = {"_": None, "_n": (1, 2)}
    found = set()
    for path in OWN:
        for _line, _keyword, texts, _comments in extract_python(BytesIO(path.read_bytes()), keywords, [], {}):
            found.add(texts if isinstance(texts, str) else texts[0])
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_words_of_the_command_line_are_translated(language: str) -> None:
    catalogue = read_po(BytesIO((SITE / "locale" / f"{language}.po").read_bytes()), locale=language)
    entries = {(e.id if isinstance(e.id, str) else e.id[0]): e for e in catalogue if e.id}
    assert sorted(written() - set(entries)) == []
    assert sorted(set(entries) - written()) == [], "stale"
    for text, entry in entries.items():
        forms = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        assert all(forms), text
        assert not entry.fuzzy, text
        for form in forms:
            assert fields(form) == fields(text), text


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
