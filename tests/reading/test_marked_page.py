"""The page that shows a text with everything that was read in it marked."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_judges import axe_finds, chromium, nu_finds
from playwright.sync_api import Browser

from esep.messages import LANGUAGES, Language
from esep.reading import read
from esep.reading.documents.tables import tables_in
from esep.reading.results.marked import marked_page
from esep.reading.results.marked.pieces import blocks_of, runs

TEXT = """Облыс әкімінің баяндамасы
Түскен 140 шағымның 52-сі шешілді, қалған 88-і бақылауда. Бюджет 1.234 млрд теңге болды.
Облыс әкімі аудан әкімдеріне 1 желтоқсанға дейін 15 аула салу жоспарын ұсынуды тапсырды.

Жұмыс орындарының саны, мың
Аудан | 2025 жыл |\x20
 | жоспар | нақты
Байзақ ауданы | 1,2 | 1,3
Барлығы | 1,2 | 1,3
"""
WIDTHS = (1280, 390)
_NUMBERS = r'<span class="note".*?</span></span>|<span class="figure-number">.*?</span>|<sup>.*?</sup>'


def page_of(language: Language, text: str = TEXT) -> str:
    return marked_page("баяндама <1>.txt", text, read(text), language, tables=tables_in(text))


def shown_text(page: str) -> str:
    """The text section without its notes and numbers, as a reader sees it."""
    body = page.split('<div class="text"', 1)[1].split("</section>", 1)[0].split(">", 1)[1]
    body = re.sub(_NUMBERS, "", body, flags=re.DOTALL)
    body = re.sub(r'<a class="task-number"[^>]*>\d+', "", body)
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def test_the_page_shows_the_text_whole_and_once() -> None:
    wanted = "".join(sign for sign in TEXT if not sign.isspace() and sign != "|")
    assert "".join(shown_text(page_of("kk")).split()) == wanted


def test_every_item_is_marked_in_the_text_and_listed_below_it() -> None:
    reading, page = read(TEXT), page_of("en")
    for number in range(1, len(reading.statements) + 1):
        assert page.count(f'id="f{number}"') == page.count(f'id="figure-{number}"') == 1
    for number in range(1, len(reading.instructions) + 1):
        assert page.count(f'id="t{number}"') == page.count(f'id="task-{number}"') == 1
    assert page.count("data-part=") == sum(s.part_of is not None for s in reading.statements) > 0


def test_a_part_points_at_its_total() -> None:
    page = page_of("en")
    found = re.search(r'id="f2"[^>]*data-part="f1"', page)
    assert found is not None
    assert "part of" in page


POINTS = """ТАПСЫРЫЛДЫ:
1. Білім басқармасы:
1) мектептерді тексерсін;
2) есеп берсін.
Мерзімі: 2025 жылғы 1 мамыр.
"""


def test_addressees_and_terms_are_marked_where_they_stand() -> None:
    """Both tasks have the addressee of the heading and the term of the line below, outside of their words."""
    reading = read(POINTS)
    assert [(task.addressee, task.deadline is not None) for task in reading.instructions] == [
        ("Білім басқармасы", True)
    ] * 2
    page = page_of("kk", POINTS)
    heading = re.search(
        r'<span class="addressee">Білім басқармасы</span><sup><a href="#t1"[^>]*>([^<]*)</a>', page
    )
    term = re.search(r'<span class="term">2025 жылғы 1 мамыр</span><sup><a href="#t1"[^>]*>([^<]*)</a>', page)
    assert heading is not None
    assert term is not None
    assert (heading[1], term[1]) == ("1–2", "1–2")
    assert "".join(shown_text(page).split()) == "".join(POINTS.split())


def test_an_addressee_within_its_task_needs_no_number() -> None:
    page = page_of("kk")
    assert '<span class="addressee">аудан әкімдеріне</span><' in page
    assert not re.search(r'<span class="addressee">[^<]*</span></span><sup>', page)


@pytest.mark.parametrize(
    ("numbers", "told"), [([0], "1"), ([2, 0, 1], "1–3"), ([0, 1, 4, 6, 7], "1–2, 5, 7–8"), ([], "")]
)
def test_numbers_of_a_list_in_runs(numbers: list[int], told: str) -> None:
    assert runs(numbers) == told


def test_a_table_is_shown_as_a_table() -> None:
    page = page_of("kk")
    assert "<th>Байзақ ауданы</th>" in page
    assert "жоспар | нақты" not in page


def test_signs_of_html_in_a_text_stay_signs() -> None:
    page = page_of("ru", "Открыто 5 <b>школ</b> & 3 сада.")
    assert "<b>школ" not in page
    assert "&lt;b&gt;школ" in page
    assert "баяндама &lt;1&gt;.txt" in page


def test_a_page_without_figures_says_so() -> None:
    assert "No figures and no instructions were found." in page_of("en", "Сәлем.")


@pytest.mark.parametrize(("language", "kind"), [("kk", "нақты"), ("ru", "факт"), ("en", "fact")])
def test_the_page_speaks_the_language_asked_for(language: Language, kind: str) -> None:
    page = page_of(language)
    assert f'<html lang="{language}">' in page
    assert f'<span class="figure fact">{kind}</span>' in page
    assert page == page_of(language)


@given(st.text(alphabet="5 а%.млн\n|<&құрылды", max_size=60))
def test_no_sign_of_a_text_is_lost_or_doubled(text: str) -> None:
    reading, tables = read(text), tables_in(text)
    shown = "".join(
        piece.text
        for block in blocks_of(text, reading, tables)
        for piece in [*block.pieces, *(p for row in block.rows for cell in row for p in cell.pieces)]
    )
    assert re.sub(r"[\s|]", "", shown) == re.sub(r"[\s|]", "", text)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marked")
    for language in LANGUAGES:
        (folder / f"{language}.html").write_text(page_of(language), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.mark.java
def test_the_nu_checker_finds_nothing(pages: Path) -> None:
    files = list(pages.glob("*.html"))
    assert [(m["page"], m.get("lastLine"), m["message"]) for m in nu_finds(files)] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(pages: Path, browser: Browser, language: Language, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((pages / f"{language}.html").as_uri())
    found = axe_finds(page)
    page.close()
    assert found == []


@pytest.mark.browser
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(pages: Path, browser: Browser, language: Language) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto((pages / f"{language}.html").as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert wide <= 390


@pytest.mark.browser
def test_a_mark_tells_its_normal_form_and_arrows_can_be_put_away(pages: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((pages / "en.html").as_uri())
    note = page.locator("#f2 > .note")
    assert not note.is_visible()
    page.hover("#f2")
    assert note.is_visible()
    assert "52 complaints" in note.inner_text()
    arrows = page.locator("svg.ties path[data-ends]")
    page.wait_for_function("document.querySelector('svg.ties') !== null")
    assert arrows.count() == page.locator("[data-part]").count() + page.locator("[data-tie]").count()
    page.uncheck("#arrows")
    assert page.locator("svg.ties").count() == 0
    page.close()


@pytest.mark.browser
def test_marks_and_list_are_there_without_scripts(pages: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "en.html").as_uri())
    page.hover("#f1")
    assert page.locator("#f1 > .note").is_visible()
    assert page.locator("#figure-1").is_visible()
    assert not page.locator(".switch").is_visible()
    context.close()


def test_a_figure_is_shown_in_its_sentence_with_its_bound_and_its_days() -> None:
    text = "До конца июня в области откроют не менее 60 школ, сообщил аким."
    page = page_of("ru", text)
    assert "До конца июня в области откроют" in shown_text(page)
    assert (
        '<span class="beside">До конца июня в области откроют</span> <a href="#f1">не менее 60 школ</a>'
        in page
    )
    assert "≥\u00a060" in page
    page = marked_page("x.txt", text, read(text, date(2025, 3, 1)), "ru")
    assert "До конца июня (июнь 2025 года)" in page
    assert "1 марта 2025 года" in page


def test_what_the_amount_says_is_not_said_again() -> None:
    page = page_of("ru", "Из 12 школ построены 5, остальные 7 строятся. Выделено 5 тенге.")
    listed = page.split('<h2 id="figures">', 1)[1]
    assert "нет в каталоге" not in listed
    assert "тенге</dd>" not in listed
    assert listed.count("<dt>часть от</dt>") == 1
    assert listed.count("<dt>остаток от</dt>") == 1


def test_tasks_stand_before_figures_under_their_addressees_and_terms() -> None:
    page = page_of("kk")
    assert page.index('<h2 id="instructions">') < page.index('<h2 id="figures">')
    assert '<a href="#instructions">1</a>' in page
    assert re.search(r'<span class="value"[^>]*>аудан әкімдері, 1 желтоқсанға дейін</span>', page)
