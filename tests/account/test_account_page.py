"""The HTML account: complete, self-contained, in three languages."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from esep.account import AccountContent, render_page
from esep.messages import LANGUAGES, Language

NBSP = "\u00a0"


class Text(HTMLParser):
    """All the text and the attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.ids, self.links, self.addresses = "", [], [], []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"])
        if values.get("href", "").startswith("#"):
            self.links.append(values["href"][1:])
        self.addresses += [v for k, v in attrs if k in ("src", "href", "action") and not v.startswith("#")]

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_self_contained(content: AccountContent, language: Language) -> None:
    page = render_page(content, language)
    read = Text(page)
    assert read.addresses == []
    assert "<script" not in page
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org/)", page)
    assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_a_place_of_the_page(content: AccountContent, language: Language) -> None:
    read = Text(render_page(content, language))
    assert set(read.links) <= set(read.ids)
    assert len(read.ids) == len(set(read.ids))


def test_the_head_names_region_dates_snapshot_and_program(content: AccountContent) -> None:
    text = Text(render_page(content, "kk")).text
    for part in (
        "Жамбыл облысы",
        "2026 жылғы 5 қазан",
        "2026 жылғы 1 қазан",
        "5f0c1d7e9ab34c22",
        "Esep 0.1.0",
    ):
        assert part in text


def test_numbers_are_written_as_each_language_writes_them(content: AccountContent) -> None:
    # 23,250 of 315,300 families are 7.374 %; the month's assistance is 325.95 million tenge.
    russian = Text(render_page(content, "ru")).text
    assert f"315{NBSP}300" in russian
    assert f"7,4{NBSP}%" in russian
    english = Text(render_page(content, "en")).text
    assert "315,300" in english
    assert "7.4%" in english
    assert "326.0 KZT million" in english


def test_the_whole_region_is_the_last_row_of_the_table_of_districts(content: AccountContent) -> None:
    page = render_page(content, "en")
    total = page[page.index('<tr class="total">') :]
    cells = re.findall(r">([^<>\n]+)</t[hd]>", total[: total.index("</tr>")])
    assert cells == ["Whole region", "315,300", "1,155,000", "23,250", "7.4%", "28,330", "9.0%"]


def test_the_low_confidence_of_levels_stands_wherever_levels_are_shown(content: AccountContent) -> None:
    page = render_page(content, "ru")
    note = "Таблица баллов взята из прессы и не сверена с официальным текстом приказа."
    for section in ("family_map", "levels", "sources"):
        start = page.index(f'<section id="{section}"')
        assert note in page[start : page.index("</section>", start)]


def test_contradictions_come_before_remainders_and_confirmations(content: AccountContent) -> None:
    page = render_page(content, "en")
    order = re.findall(r'<li class="(contradiction|remainder|confirmation)"', page)
    assert order == ["contradiction"] * 3 + ["remainder"] + ["confirmation"] * 3


def test_a_doubt_stands_between_contradictions_and_remainders(content: AccountContent) -> None:
    first, *others = content.findings
    doubtful = replace(content, findings=(*others, replace(first, outcome="doubt")))
    page = render_page(doubtful, "ru")
    order = re.findall(r'<li class="(contradiction|doubt|remainder|confirmation)"', page)
    assert order == ["contradiction"] * 2 + ["doubt", "remainder"] + ["confirmation"] * 3
    assert "Сомнение." in page


def test_a_quoted_figure_is_marked_in_its_sentence(content: AccountContent) -> None:
    page = render_page(content, "kk")
    assert "оның <mark>92 мәселесі</mark> шешілді, қалған <mark>148 мәселе</mark> бақылауға алынды." in page


def test_text_from_outside_cannot_become_markup(content: AccountContent) -> None:
    evil = replace(content.instructions[0], action="<script>alert(1)</script>", addressee='"><b>')
    page = render_page(replace(content, instructions=(evil,)), "ru")
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_page_of_a_region_without_texts_says_so(content: AccountContent) -> None:
    text = Text(render_page(replace(content, texts=(), findings=(), instructions=()), "en")).text
    assert "No texts were given." in text
    assert "No instructions were found in the texts." in text
