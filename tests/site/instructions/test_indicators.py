"""The indicator that an instruction serves is one of the catalogue; older words stay as they were told."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.translation import override

from esep_site.instructions import actions
from esep_site.instructions.indicators import choices, name_of, served
from esep_site.instructions.models import Instruction

from .conftest import Region
from .test_pages import HOME, client_of

KNOWN = {
    "unemployment_rate": ("Жұмыссыздық деңгейі", "Уровень безработицы"),
    "gini": ("Джини коэффициенті", "Коэффициент Джини"),
    "road_section.length_done": ("Жол учаскесі: Біткен ұзындық", "Участок дороги: Готово"),
}


def test_every_indicator_has_its_name_and_can_be_chosen_once() -> None:
    for code, (kk, ru) in KNOWN.items():
        with override("ru"):
            assert name_of(code) == ru
        with override("kk"):
            assert name_of(code).split(":")[-1] == kk.split(":")[-1]
    offered = [code for group, rows in choices()[1:] for code, _name in rows]
    assert sorted(offered) == sorted(served())
    assert len(offered) > 100
    assert all(len(code) <= 80 for code in offered)
    assert (name_of(""), name_of("жол ұзындығы")) == ("", "«жол ұзындығы»")


@pytest.mark.django_db
def test_words_that_no_catalogue_has_are_refused(region: Region) -> None:
    with pytest.raises(ValidationError) as refused:
        region.issue(indicator="жол ұзындығы")
    assert set(refused.value.message_dict) == {"indicator"}
    row = region.issue(indicator="unemployment_rate")
    values = {"end_result": "жаңа", "theme": "", "person": None}
    with pytest.raises(ValidationError):
        region.do(actions.change, "control", row, indicator="жұмыс", **values)
    region.do(actions.change, "control", row, indicator="", **values)
    row.refresh_from_db()
    assert row.indicator == ""


@pytest.mark.django_db
def test_it_is_chosen_on_the_page_and_told_by_its_name(region: Region) -> None:
    row, client = region.issue(), client_of(region, "control")
    address = f"{HOME}{row.pk}/change/"
    sent = {"version": 1, "end_result": "Жол ашылды", "record": "", "indicator": "road_section.length_done"}
    assert client.post(address, {**sent, "indicator": "жол"}).status_code == 400
    assert client.post(address, sent).status_code == 302
    assert "Road section: Length done" in client.get(f"{HOME}{row.pk}/").content.decode()
    told = b"".join(client.get(f"{HOME}list.csv").streaming_content).decode("utf-8-sig")
    assert "Road section: Length done" in told


@pytest.mark.django_db
def test_what_was_told_before_there_was_a_catalogue_stays_until_another_is_chosen(region: Region) -> None:
    row, client = region.issue(), client_of(region, "control")
    Instruction.objects.filter(pk=row.pk).update(indicator="жол ұзындығы")
    address = f"{HOME}{row.pk}/change/"
    assert is_chosen(client, address, "жол ұзындығы", "«жол ұзындығы»")
    sent = {"version": 1, "end_result": "Жол ашылды", "record": "", "indicator": "жол ұзындығы"}
    assert client.post(address, sent).status_code == 302
    assert "«жол ұзындығы»" in client.get(f"{HOME}{row.pk}/").content.decode()
    assert client.post(address, {**sent, "version": 2, "indicator": "gini"}).status_code == 302
    row.refresh_from_db()
    assert row.indicator == "gini"
    assert "жол ұзындығы" not in client.get(address).content.decode().split("<select")[2]


def is_chosen(client: Client, address: str, value: str, name: str) -> bool:
    page = client.get(address).content.decode()
    return bool(re.search(f'<option value="{value}" selected>{name}</option>', page))
