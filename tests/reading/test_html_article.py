"""The article of a page: its heading, and the lists of other news that are none of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from esep.reading import read_document
from esep.reading.documents.html_text import is_furniture

TEXT = (
    "<p>Арал ауданында балық өңдейтін зауыт ашылды. Жобаның құны – 2,4 млрд теңге, оның жартысы – несие.</p>"
    "<p>Зауытта 120 тұрақты жұмыс орны құрылды. Қуаты – жылына 4,5 мың тонна балық, ол сатылады.</p>"
)


def lines_of(path: Path, *, title: str, before: str, after: str = "") -> list[str]:
    page = (
        f'<!doctype html><html lang="kk"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body>{before}<div class="text">{TEXT}</div>{after}</body></html>'
    )
    path.write_text(page, encoding="utf-8")
    return read_document(path).text.split("\n")


@pytest.mark.parametrize(
    ("title", "before"),
    [
        ("120 адамға жұмыс берген балық зауыты | Сыр", "<h1>120 адамға жұмыс берген балық зауыты</h1>"),
        ("Сыр жаршысы", "<h1>Арал ауданында 120 адамды жұмыспен қамтитын балық зауыты ашылды</h1>"),
    ],
)
def test_the_heading_of_an_article_is_its_first_line(tmp_path: Path, title: str, before: str) -> None:
    lines = lines_of(tmp_path / "page.html", title=title, before=before)
    assert lines[0] == before[4:-5]
    assert lines[1].startswith("Арал ауданында балық")


@pytest.mark.parametrize(
    ("title", "before"),
    [
        (
            "Зауыт ашылды | Арал ауданы әкімдігінің ресми сайты",
            "<h1>Арал ауданы әкімдігінің ресми сайты</h1>",
        ),
        ("Зауыт", "<h1>Біздің портал</h1>"),
        ("Зауыт", "<header><h1>Арал ауданында 120 тұрақты жұмыс орны</h1></header>"),
        ("Зауыт", "<h1>Арал ауданында зауыт ашылды</h1><h1>Балық өңдейтін зауыт құны</h1>"),
    ],
)
def test_the_name_of_a_site_heads_no_article(tmp_path: Path, title: str, before: str) -> None:
    lines = lines_of(tmp_path / "page.html", title=title, before=before)
    assert lines[0].startswith("Арал ауданында балық")


NEWS = "<ul><li>06.08.2025 14 км жол жөнделді</li><li>05.08.2025 450 отбасы баспаналы болды</li></ul>"
LINKS = '<div><div><a href="/1">Қармақшыда 3 мектеп жөнделді</a> <span>22.10</span></div></div>'


@pytest.mark.parametrize(
    "after",
    [
        f"<div><h3>Соңғы жаңалықтар</h3>{NEWS}</div>",
        f"<h3>Ұқсас жаңалықтар</h3>{LINKS}",
        f"<div><b>Последние новости:</b></div>{LINKS}",
    ],
)
def test_lists_of_other_news_are_left_out(tmp_path: Path, after: str) -> None:
    lines = lines_of(tmp_path / "page.html", title="Зауыт", before="", after=after)
    assert len(lines) == 2


@pytest.mark.parametrize(
    "after",
    [
        "<h3>Соңғы жаңалықтар</h3><ul><li>Ертіс ауданында 14 км жол жөнделді</li></ul>",
        f"<h3>Жөндеу барысы</h3>{NEWS}",
    ],
)
def test_a_list_of_the_article_stays(tmp_path: Path, after: str) -> None:
    lines = lines_of(tmp_path / "page.html", title="Зауыт", before="", after=after)
    assert any("14 км жол жөнделді" in line for line in lines)


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("7 тамыз 2025 Қаралымы: 1 204 Бөлісу: 36", True),
        ("24 қазан 2025 Қаралымы: 1 512 Пікір: 3 Бөлісу: 48", True),
        ("Просмотров: 312 Комментариев: 4", True),
        ("Пікір білдіргендер: 312 адам", False),
        ("2025 жылы 1 204 адам", False),
    ],
)
def test_a_line_of_counters_is_no_text(line: str, furniture: bool) -> None:
    assert is_furniture(line) == furniture


def test_a_list_of_terms_is_a_table_and_a_number_goes_with_its_label(tmp_path: Path) -> None:
    terms = "<dl><dt>Мектеп саны</dt><dd>38</dd><dt>Балабақша саны</dt><dd>31</dd></dl>"
    cards = "<div><div>45</div><div>елді мекен</div></div><div><div>12</div><div>Мектеп салынды.</div></div>"
    lines = lines_of(tmp_path / "page.html", title="Зауыт", before="", after=f"<div>{cards}{terms}</div>")
    assert lines[2:] == ["45 елді мекен", "12", "Мектеп салынды.", "Мектеп саны | 38", "Балабақша саны | 31"]


def test_a_list_of_terms_with_several_answers_stays_a_list(tmp_path: Path) -> None:
    terms = "<dl><dt>Мектеп</dt><dd>38</dd><dd>39</dd><dt>Балабақша</dt></dl>"
    lines = lines_of(tmp_path / "page.html", title="Зауыт", before="", after=f"<div>{terms}</div>")
    assert lines[2:] == ["- Мектеп", "- 38", "- 39", "- Балабақша"]
