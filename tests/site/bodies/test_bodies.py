"""The register of bodies: who may keep it, how it is read, how the reader of texts takes it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.test import Client
from django.utils.translation import override

from esep.reading import read
from esep_site.bodies import actions, queries
from esep_site.bodies.models import Body
from esep_site.editing import Conflict
from esep_site.people import audit
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION, MakeAccount

pytestmark = pytest.mark.django_db
HEALTH = {
    "code": "health",
    "kind": "department",
    "name_kk": "денсаулық сақтау басқармасы",
    "name_ru": "управление здравоохранения",
    "place": REGION,
}


@pytest.fixture
def health() -> Body:
    with audit.recording():
        return actions.enter_body(by=None, **HEALTH)


def test_a_body_is_named_in_the_language_of_the_page(health: Body) -> None:
    for language, name in (("kk", HEALTH["name_kk"]), ("ru", HEALTH["name_ru"]), ("en", HEALTH["name_kk"])):
        with override(language):
            assert health.name == name


def test_the_reader_gives_an_addressee_the_code_of_the_register(health: Body) -> None:
    text = "Әкім денсаулық сақтау басқармасына есепті екі апта ішінде тексеруді тапсырды."
    (found,) = read(text, bodies=queries.register()).instructions
    assert found.addressees[0].code == "health"
    Body.objects.filter(pk=health.pk).update(version=2, name_kk="білім басқармасы")
    (found,) = read(text, bodies=queries.register()).instructions
    assert found.addressees[0].code is None, "the register is read again when it was changed"


def test_who_keeps_bodies_keeps_those_of_the_own_place(make_account: MakeAccount, health: Body) -> None:
    keeper = make_account(Role.CONTROLLER, DISTRICT)
    with audit.recording():
        with pytest.raises(PermissionDenied):
            actions.change_body(by=keeper, body=health, version=1, place=DISTRICT)
        with pytest.raises(PermissionDenied):
            actions.enter_body(by=keeper, **{**HEALTH, "code": "other", "place": OTHER_DISTRICT})
        own = actions.enter_body(by=keeper, **{**HEALTH, "code": "own", "place": DISTRICT})
        with pytest.raises(PermissionDenied):
            actions.change_body(by=keeper, body=own, version=1, place=OTHER_DISTRICT)
    assert Body.objects.get(code="own").place == DISTRICT


def test_the_second_of_two_editors_is_told(make_account: MakeAccount, health: Body) -> None:
    keeper = make_account(Role.CONTROLLER)
    second: Model = Body.objects.get(pk=health.pk)
    with audit.recording():
        actions.change_body(by=keeper, body=health, version=1, name_ru="первое")
        with pytest.raises(Conflict):
            actions.change_body(by=keeper, body=second, version=1, name_ru="второе")
    stored = Body.objects.get(pk=health.pk)
    assert (stored.name_ru, stored.version) == ("первое", 2)
    assert [event.action for event in AuditEvent.objects.filter(subject=f"body {health.pk}")] == [
        "body entered",
        "body changed",
    ]


@pytest.mark.parametrize(
    "wrong", [{"code": "Здрав"}, {"place": "319999999"}, {"number": "12"}, {"kind": "club"}, {"name_kk": ""}]
)
def test_what_no_body_can_be_is_refused_by_its_field(wrong: dict[str, str]) -> None:
    with audit.recording(), pytest.raises(ValidationError) as refused:
        actions.enter_body(by=None, **{**HEALTH, **wrong})
    assert set(refused.value.message_dict) == set(wrong)


def test_many_bodies_are_entered_at_once_and_a_second_time_change_nothing() -> None:
    rows = [HEALTH, {**HEALTH, "code": "health-head", "kind": "post", "parent": "health"}]
    with audit.recording():
        actions.enter_bodies(by=None, rows=rows)
        actions.enter_bodies(by=None, rows=rows)
    assert list(Body.objects.values_list("code", "parent__code", "version")) == [
        ("health", None, 1),
        ("health-head", "health", 1),
    ]


def test_the_pages_show_enter_and_change_a_body(make_account: MakeAccount, client: Client) -> None:
    client.force_login(make_account(Role.PROGRAMME_OFFICER))
    sent = {**HEALTH, "place": "Караганда облысы", "number": "990140001234"}
    answer = client.post("/ru/bodies/enter/body/", {**sent, "place": REGION})
    assert answer.headers["Location"] == "/ru/bodies/health/"
    assert "управление здравоохранения" in client.get("/ru/bodies/?q=здравоохранения").content.decode()
    assert "990140001234" in client.get("/ru/bodies/health/").content.decode()
    changed = {**sent, "place": REGION, "name_ru": "облздрав", "version": 1}
    assert client.post("/ru/bodies/health/change/", changed).status_code == 302
    conflict = client.post("/ru/bodies/health/change/", {**changed, "name_ru": "здрав"})
    assert conflict.status_code == 409
    assert "облздрав" in conflict.content.decode()
    assert "здрав" in conflict.content.decode()
    assert Body.objects.get(code="health").name_ru == "облздрав"


def test_other_names_are_typed_one_to_a_line_and_the_reader_knows_them(
    make_account: MakeAccount, client: Client, health: Body
) -> None:
    client.force_login(make_account(Role.CONTROLLER))
    typed = {
        **HEALTH,
        "version": "1",
        "aliases_kk": " денсаулық басқармасы \n\n",
        "aliases_ru": "облздрав\nУЗО",
    }
    answer = client.post("/en/bodies/health/change/", typed)
    assert answer.status_code == 302
    health.refresh_from_db()
    assert (health.aliases_kk, health.aliases_ru) == (["денсаулық басқармасы"], ["облздрав", "УЗО"])
    assert "облздрав\nУЗО" in client.get("/en/bodies/health/change/").content.decode()
    text = "Әкім денсаулық басқармасына есепті екі апта ішінде тексеруді тапсырды."
    (found,) = read(text, bodies=queries.register()).instructions
    assert found.addressees[0].code == "health"
