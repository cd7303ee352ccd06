"""``esep site account``: accounts and roles from the server's own command line, also the first one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from esep.cli.options import Speech
from esep.cli.wording import Command, Group
from esep.errors import NotFound, WrongSettings
from esep.messages import messages_of
from esep_site.setting_up import ready_database

if TYPE_CHECKING:
    from esep_site.people.models import Account
    from esep_site.people.roles import Role

_, _n = messages_of(__package__)

accounts = typer.Typer(
    name="account",
    cls=Group,
    help=str(_("Accounts and roles; whoever may run this on the server may do everything.")),
    no_args_is_help=True,
)

Login = Annotated[str, typer.Argument(help=str(_("The login.")), metavar=str(_("LOGIN")), show_default=False)]
RoleName = Annotated[
    str,
    typer.Option("--role", help=str(_("A role, for instance administrator.")), metavar=str(_("ROLE"))),
]
PlaceName = Annotated[
    str,
    typer.Option("--place", help=str(_("The code or name of the place.")), metavar=str(_("PLACE"))),
]
Ground = Annotated[
    str, typer.Option("--reason", help=str(_("On what ground: the order with its number and date.")))
]


@accounts.command(
    "open",
    cls=Command,
    help=str(
        _(
            "Open an account with a one-time password, and give its first role.\n\n"
            "Example: esep site account open aigul --name 'Айгүл Сейітова' --role administrator "
            "--place 310000000"
        )
    ),
)
def open_account(
    login: Login,
    name: Annotated[str, typer.Option("--name", help=str(_("The person's name.")), show_default=False)] = "",
    role: RoleName = "",
    place: PlaceName = "",
    reason: Ground = "",
    language: Speech = None,
) -> None:
    """Print the one-time password, once."""
    ready_database()
    from esep_site.people import actions
    from esep_site.people.models import Account

    if Account.objects.filter(login=login.lower()).exists():
        raise WrongSettings(_("Somebody has the login {login} already. Choose another.", login=login))
    if role and not place:
        raise WrongSettings(_("A role is held for a place. Name it with --place."))
    code, password = _code_of(place) if place else "", actions.one_time_password()
    with _recorded():
        account = actions.open_account(
            by=None,
            login=login,
            name=name or login,
            password=password,
            place=code,
            language=language or "kk",
        )
        if role:
            actions.give_role(by=None, to=account, role=_role(role), place=code, reason=reason or _ground())
    typer.echo(_("The account {login} is open.", login=account.login))
    typer.echo(_("Its one-time password, shown only now: {password}", password=password))


@accounts.command(
    "role",
    cls=Command,
    help=str(
        _(
            "Give a role for a place, or end it today.\n\n"
            "Example: esep site account role saule --role district_officer --place 314000000"
        )
    ),
)
def role(
    login: Login,
    role: RoleName,
    place: PlaceName,
    reason: Ground = "",
    end: Annotated[bool, typer.Option("--end", help=str(_("End the role instead.")))] = False,
    language: Speech = None,
) -> None:
    """Give or end a role."""
    del language
    ready_database()
    from django.utils import timezone

    from esep_site.people import actions

    account, code, known = _account(login), _code_of(place), _role(role)
    ground = reason or _ground()
    with _recorded():
        if not end:
            actions.give_role(by=None, to=account, role=known, place=code, reason=ground)
        held = account.holdings_on().filter(role=known, place=code).first()
        if held is None:
            raise NotFound(
                _("{login} does not hold the role {role} for this place.", login=login, role=known.value)
            )
        if end:
            yesterday = timezone.localdate() - timezone.timedelta(days=1)
            actions.end_role(by=None, holding=held, version=held.version, last_day=yesterday, reason=ground)
    for line in _roles_of(account):
        typer.echo(line)


@accounts.command(
    "reset",
    cls=Command,
    help=str(
        _(
            "Give a one-time password, and end a lock-out; with --second-factor the telephone is forgotten, "
            "too.\n\nExample: esep site account reset saule --second-factor"
        )
    ),
)
def reset(
    login: Login,
    second_factor: Annotated[
        bool, typer.Option("--second-factor", help=str(_("A new second factor is set up, too.")))
    ] = False,
    language: Speech = None,
) -> None:
    """Print the one-time password, once."""
    del language
    ready_database()
    from esep_site.people import actions

    account = _account(login)
    with _recorded():
        password = actions.give_new_password(by=None, account=account)
        if second_factor:
            actions.reset_second_factor(by=None, account=account)
    typer.echo(_("Its one-time password, shown only now: {password}", password=password))


@accounts.command("list", cls=Command, help=str(_("List the accounts with their roles of today.")))
def list_accounts(language: Speech = None) -> None:
    """A line for each account, and one for each role."""
    del language
    ready_database()
    from esep_site.people.models import Account

    for account in Account.objects.order_by("login"):
        state = "" if account.is_active else _("blocked")
        typer.echo(f"{account.login}: {account.name} {state}".rstrip())
        for line in _roles_of(account):
            typer.echo(f"  {line}")


@contextmanager
def _recorded() -> Iterator[None]:
    """One transaction, recorded as the installation's own doing."""
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from esep_site.people import audit

    try:
        with transaction.atomic(), audit.recording():
            yield
    except ValidationError as refused:
        raise WrongSettings(_("Refused: {reasons}", reasons=" ".join(refused.messages))) from refused


def _account(login: str) -> Account:
    from esep_site.people.models import Account

    account = Account.objects.filter(login=login.lower()).first()
    if account is None:
        raise NotFound(_("Nobody has the login {login}. See esep site account list.", login=login))
    return account


def _role(name: str) -> Role:
    from esep_site.people.roles import Role

    if name not in Role.values:
        raise NotFound(_("There is no role {role}, only: {roles}.", role=name, roles=", ".join(Role.values)))
    return Role(name)


def _code_of(text: str) -> str:
    from esep.places import places

    found = [places().get(text)] if text.isdigit() else places().find(text)
    if len(found) != 1:
        codes = ", ".join(place.code for place in found) or "–"
        raise NotFound(
            _("{text} is not the name of one place alone. Give its code: {codes}.", text=text, codes=codes)
        )
    return found[0].code


def _roles_of(account: Account) -> list[str]:
    from esep.places import places

    return [
        f"{held.get_role_display()}: {places().get(held.place).names} ({held.place})"
        for held in account.holdings_on()
    ]


def _ground() -> str:
    return str(_("given on the server"))
