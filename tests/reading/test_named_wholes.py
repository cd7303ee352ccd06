"""A part belongs to the whole that its words name, and counts what that counts."""

import pytest

from esep.reading import read


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("658 специалистам даны пособия, в том числе 205 из фонда, за счет организаций — 296.", {1: 0, 2: 0}),
        ("587 км жол жөнделеді, соның ішінде 214 км – республикалық, 373 – жергілікті жолдар.", {1: 0, 2: 0}),
        ("102,6 млрд теңгеден 91,4 млрд теңгесі өтелді.", {1: 0}),
        ("96 мың гектар тұқым себілді, бұл жоспардың бестен бірі.", {}),
        ("Баға 75 мың теңгеден 80 мың теңгеге өсті.", {}),
        ("Несие алған 120 кәсіпкердің 135-і әйелдер.", {1: 0}),
        ("Ауданда 12 ұйым бар, оның 5-еуі мектеп.", {1: 0}),
    ],
)
def test_parts_have_the_whole_that_their_words_name(text: str, parts: dict[int, int]) -> None:
    found = read(text).statements
    assert {at: one.part_of for at, one in enumerate(found) if one.part_of is not None} == parts


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Выделено гектаров – 205, организаций – 296.", ["ha", "enterprise"]),
        ("214 км – республикалық жол, 3 мектеп – ауылда.", ["km", "facility"]),
    ],
)
def test_what_has_a_noun_of_its_own_keeps_it(text: str, units: list[str]) -> None:
    assert [one.unit for one in read(text).statements] == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Было 36 школ, стало 40, прирост 11%.", ["facility", "facility", "percent"]),
        ("Промышленность 11, торговля 7, связь 5 процентов роста.", ["percent"] * 3),
    ],
)
def test_growth_behind_a_number_gives_it_no_percent(text: str, units: list[str]) -> None:
    assert [one.unit for one in read(text).statements] == units
