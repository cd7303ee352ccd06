"""Each rule on statements built by hand: what it says, and what it leaves alone."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stated import official_text, state

from esep.figures import Finding, OfficialText, check
from esep.language import Interval
from esep.messages import LANGUAGES
from esep.reading import split_sentences


def findings(text: str, *statements: object, day: date | None = None) -> list[Finding]:
    return check([official_text(text, statements, day=day)])


def outcomes(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.outcome, finding.rule) for finding in found]


PROGRAMMES = "По программам создано 47,8 тыс. рабочих мест, в том числе: А – 18 648, Б – 21 689."


def jobs_by_programme(second: int = 21_689) -> list[object]:
    text = PROGRAMMES
    return [
        state(text, "47,8 тыс. рабочих мест", 47_800, "job", width=50),
        state(text, "18 648", 18_648, "job", part_of=0),
        state(text, "21 689", second, "job", part_of=0),
    ]


def test_parts_below_a_total_leave_a_remainder_with_its_interval() -> None:
    found = findings(PROGRAMMES, *jobs_by_programme())
    assert outcomes(found) == [("remainder", "parts against total")]
    # 47,750 to below 47,850, less 18,648 + 21,689 = 40,337
    assert found[0].by == Interval(Decimal(7_413), Decimal(7_513), True, False)
    assert [span.quote for span in found[0].statements] == ["47,8 тыс. рабочих мест", "18 648", "21 689"]


def test_parts_above_a_total_contradict_it() -> None:
    found = findings(PROGRAMMES, *jobs_by_programme(second=31_689))
    assert outcomes(found) == [("contradiction", "parts against total")]
    # 50,337 less at most 47,850: at least 2,487 too many
    assert found[0].by.high == -2_487


@pytest.mark.parametrize(
    ("second", "outcome"),
    [(29_101, "remainder"), (29_102, "confirmation"), (29_201, "confirmation"), (29_202, "contradiction")],
)
def test_parts_meet_a_rounded_total_exactly_within_its_rounding(second: int, outcome: str) -> None:
    # the parts make 47,749 / 47,750 / 47,849 / 47,850; the total means 47,750 up to below 47,850
    found = findings(PROGRAMMES, *jobs_by_programme(second=second))
    assert [finding.outcome for finding in found if finding.rule == "parts against total"] == [outcome]


def test_a_list_that_names_the_rest_must_be_complete() -> None:
    text = "Поступило 140 жалоб, 52 решены, остальные 78 на контроле."
    total, solved = state(text, "140 жалоб", 140, "complaint"), state(text, "52", 52, "complaint", part_of=0)
    rest = state(text, "78", 78, "complaint", part_of=0)
    found = findings(text, total, solved, rest)
    assert outcomes(found) == [("contradiction", "parts against total")]
    assert found[0].by == Interval.of(10)


@pytest.mark.parametrize(
    "text",
    [
        "Не хватает 24 медиков: терапевтов – 9, педиатров – 6, остальное – средний персонал.",
        "24 дәрігер жетіспейді: Аралда – 9, Қазалыда – 6, қалғаны Қызылорда қаласында.",
    ],
)
def test_a_rest_without_a_number_leaves_a_remainder(text: str) -> None:
    """9 and 6 of 24: the other 9 are named, not numbered."""
    total = state(text, "24", 24, "person")
    parts = [state(text, "9", 9, "person", part_of=0), state(text, "6", 6, "person", part_of=0)]
    found = findings(text, total, *parts)
    assert [(finding.outcome, finding.by) for finding in found] == [("remainder", Interval.of(9))]


def test_the_rest_alone_makes_no_complete_list() -> None:
    text = "Из 38 котлов 31 готов. Остальные 7 котлов ремонтируют."
    assert (
        findings(
            text, state(text, "38 котлов", 38, "boiler"), state(text, "7 котлов", 7, "boiler", part_of=0)
        )
        == []
    )


def test_one_part_alone_leaves_nothing_out_but_must_fit() -> None:
    text = "Создано 500 рабочих мест, из них 520 постоянных."
    total = state(text, "500 рабочих мест", 500, "job")
    assert outcomes(findings(text, total, state(text, "520 постоянных", 520, "job", part_of=0))) == [
        ("contradiction", "parts against total")
    ]
    assert findings(text, total, state(text, "520 постоянных", 480, "job", part_of=0)) == []


def test_parts_that_cut_across_one_another_are_not_added_up() -> None:
    text = "Обучено 300 человек, в том числе 200 женщин, 180 молодых, 150 сельских жителей."
    statements = [
        state(text, "300 человек", 300, "person"),
        state(text, "200 женщин", 200, "person", part_of=0),
        state(text, "180 молодых", 180, "person", part_of=0),
        state(text, "150 сельских жителей", 150, "person", part_of=0),
    ]
    assert findings(text, *statements) == []


def test_two_lists_of_one_total_are_judged_apart() -> None:
    text = "Открыто 4063 места (на селе – 2641). Из общего числа 2521 постоянное."
    statements = [
        state(text, "4063 места", 4063, "job"),
        state(text, "2641", 2641, "job", part_of=0),
        state(text, "2521 постоянное", 2521, "job", part_of=0),
    ]
    assert findings(text, *statements) == []


def test_an_open_total_contradicts_no_parts() -> None:
    text = "Создано более 30 тысяч мест, в том числе 20 000 по А и 18 000 по Б."
    statements = [
        state(
            text,
            "более 30 тысяч мест",
            30_000,
            "job",
            approximation=">",
            interval=Interval(Decimal(30_000), None),
        ),
        state(text, "20 000", 20_000, "job", part_of=0),
        state(text, "18 000", 18_000, "job", part_of=0),
    ]
    assert [finding.outcome for finding in findings(text, *statements)] == ["confirmation"]


def test_a_plan_and_a_share_are_no_parts_to_add() -> None:
    text = "Создано 500 рабочих мест, из них 60 % постоянных."
    statements = [
        state(text, "500 рабочих мест", 500, "job"),
        state(text, "60 %", 60, "percent", part_of=0),
    ]
    assert findings(text, *statements) == []


def test_a_share_of_a_total_above_the_whole_is_a_contradiction() -> None:
    text = "Создано 500 рабочих мест, из них 160 % постоянных."
    statements = [
        state(text, "500 рабочих мест", 500, "job"),
        state(text, "160 %", 160, "percent", part_of=0),
    ]
    assert outcomes(findings(text, *statements)) == [("contradiction", "share against its parts")]


@pytest.mark.parametrize(
    ("stated", "outcome"), [("53", "confirmation"), ("54", "contradiction"), ("52.9", "contradiction")]
)
def test_a_share_is_compared_with_its_amount_and_whole(stated: str, outcome: str) -> None:
    # 153 ± 0.5 of 291 ± 0.5 thousand is 52.32 % to 52.84 %; 53 % means 52.5 % to 53.5 %, 52.9 % from 52.85 %
    text = f"Трудоустроено 291 тыс. человек, из них 153 тыс. или {stated} % на постоянную работу."
    statements = [
        state(text, "291 тыс. человек", 291_000, "person", width=500),
        state(text, "153 тыс.", 153_000, "person", part_of=0, width=500),
        state(text, f"{stated} %", stated, "percent", part_of=0),
    ]
    found = findings(text, *statements)
    assert outcomes(found) == [(outcome, "share against its parts")]


def test_a_share_that_cannot_meet_its_amount_is_a_contradiction() -> None:
    text = "Трудоустроено 2685 человек, из них 1593 или 69,3 % – женщины."
    statements = [
        state(text, "2685 человек", 2685, "person"),
        state(text, "1593", 1593, "person", part_of=0),
        state(text, "69,3 %", "69.3", "percent", part_of=0),
    ]
    assert outcomes(findings(text, *statements)) == [("contradiction", "share against its parts")]


def of_branches(*percentages: str, of_all: str | None = None) -> list[Finding]:
    """402.5 and 272.1 of 748.6 milliard tenge, 53.8 and 36.3 %, each with a percentage in brackets."""
    text = (
        "Объём – 748,6 млрд тенге (X%), в том числе: "
        "заводы – 402,5 млрд тенге (A%); рудники – 272,1 млрд тенге (B%)."
    )
    money = {"width": 5 * 10**7}
    statements = [
        state(text, "748,6 млрд тенге", 748_600_000_000, "KZT", **money),
        state(text, "402,5 млрд тенге", 402_500_000_000, "KZT", part_of=0, **money),
        state(text, "272,1 млрд тенге", 272_100_000_000, "KZT", part_of=0, **money),
    ]
    for place, (sign, percentage) in enumerate(zip("AB", percentages, strict=True), 1):
        statements.append(state(text, f"{sign}%", percentage, "percent", relation="equals", related_to=place))
    if of_all is not None:
        statements.append(state(text, "X%", of_all, "percent", relation="change of", related_to=0))
    return [finding for finding in findings(text, *statements) if finding.rule == "share against its parts"]


@pytest.mark.parametrize(
    ("percentages", "of_all"),
    [
        (("106.4", "99.8"), None),  # one above 100
        (("99.8", "97.1"), None),  # 196.9 % together
        (("54.1", "36.3"), "103.9"),  # the total has an index
        (("64.1", "30.3"), None),  # money in brackets: they can be of the plan
    ],
)
def test_indices_of_branches_are_no_shares_of_their_total(
    percentages: tuple[str, str], of_all: str | None
) -> None:
    assert of_branches(*percentages, of_all=of_all) == []


def test_shares_of_branches_are_confirmed() -> None:
    assert outcomes(of_branches("53.8", "36.3")) == [("confirmation", "share against its parts")] * 2


def test_a_share_in_brackets_behind_people_is_judged() -> None:
    text = "Обратились 200 человек, из них 50 человек (40%) – женщины."
    statements = [
        state(text, "200 человек", 200, "person"),
        state(text, "50 человек", 50, "person", part_of=0),
        state(text, "40%", 40, "percent", relation="equals", related_to=1),
    ]
    # 50 of 200 are 25 %
    assert outcomes(findings(text, *statements)) == [("contradiction", "share against its parts")]


@pytest.mark.parametrize(
    ("stated", "outcome"), [("64.3", None), ("64.4", "confirmation"), ("64.2", "contradiction")]
)
@pytest.mark.parametrize("width", [0, "0.05"])  # as written, and as the reader takes a fraction
def test_a_share_whose_last_digit_was_cut_off_is_not_contradicted(
    stated: str, outcome: str | None, width: str | int
) -> None:
    # 356,475 of 553,869 are 64.361 %: rounded 64.4, cut off 64.3
    text = f"Привлечены 553 869 человек, из них 356 475 или {stated} % активны."
    statements = [
        state(text, "553 869 человек", 553_869, "person"),
        state(text, "356 475", 356_475, "person", part_of=0),
        state(text, f"{stated} %", stated, "percent", part_of=0, width=width),
    ]
    found = [finding.outcome for finding in findings(text, *statements)]
    assert found == ([outcome] if outcome else [])


RURAL = "60,4 % жителей области или 679 тыс. человек живут на селе."


def rural(number: int, text: str = RURAL) -> list[object]:
    return [
        state(text, "60,4 %", "60.4", "percent", width="0.05"),
        state(text, "679 тыс. человек", number, "person", width=500),
    ]


def test_a_share_and_its_number_imply_a_population() -> None:
    found = findings(RURAL, *rural(679_000), day=date(2019, 9, 20))
    assert outcomes(found) == [("confirmation", "share against its parts")]
    # 678.5 / 0.6045 = 1,122,415.2; 679.5 / 0.6035 = 1,125,932.1
    assert "1,122,415–\u20601,125,932" in found[0].explanation.in_language("en")
    found = findings(RURAL, *rural(979_000), day=date(2019, 9, 20))
    assert outcomes(found) == [("contradiction", "share against its parts")]


def test_an_undated_text_is_never_contradicted_by_its_share() -> None:
    assert findings(RURAL, *rural(979_000)) == []


def test_a_share_of_a_part_of_the_residents_implies_nothing() -> None:
    text = "60,4 % сельских жителей или 679 тыс. человек имеют работу."
    assert findings(text, *rural(679_000, text), day=date(2019, 9, 20)) == []


def test_more_jobs_than_people_contradict_the_population() -> None:
    text = "В 2020 году создано более 2500 тысяч рабочих мест."
    jobs = state(
        text,
        "более 2500 тысяч рабочих мест",
        2_500_000,
        "job",
        approximation=">",
        interval=Interval(Decimal(2_500_000), None),
        period="2020",
    )
    assert outcomes(findings(text, jobs)) == [("contradiction", "people of the region")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("В Жетысуской области в 2024 году работают 2500 тысяч человек.", 1),
        ("В 2024 году работают 2500 тысяч человек. В Жетысуской области возвращена земля.", 0),
    ],
)
def test_a_region_named_only_later_bounds_nothing(text: str, count: int) -> None:
    people = state(text, "2500 тысяч человек", 2_500_000, "person", period="2024")
    found = check([OfficialText("text.txt", text, (people,), tuple(split_sentences(text)))])
    assert len(found) == count


@pytest.mark.parametrize(
    "text",
    [
        "За 2020 год область посетили 2500 тысяч человек.",
        "За 2020 год перевезено 2500 тысяч человек.",
        "В Казахстане за 2020 год трудоустроено 2500 тысяч человек.",
    ],
)
def test_visitors_and_the_country_are_not_bound_by_the_population(text: str) -> None:
    assert findings(text, state(text, "2500 тысяч человек", 2_500_000, "person", period="2020")) == []


def test_neighbouring_figures_that_add_up_confirm_one_another() -> None:
    text = "Создано 77,6 тыс. мест. Бизнес открыл 29,8 тыс. мест. По программам – 47,8 тыс. мест."
    statements = [
        state(text, "77,6 тыс. мест", 77_600, "job", width=50),
        state(text, "29,8 тыс. мест", 29_800, "job", width=50),
        state(text, "47,8 тыс. мест", 47_800, "job", width=50),
    ]
    assert outcomes(findings(text, *statements)) == [("confirmation", "sum of siblings")]


def test_neighbouring_figures_that_do_not_add_up_prove_nothing() -> None:
    text = "Создано 77,6 тыс. мест. Бизнес открыл 29,8 тыс. мест. По программам – 49,8 тыс. мест."
    statements = [
        state(text, "77,6 тыс. мест", 77_600, "job", width=50),
        state(text, "29,8 тыс. мест", 29_800, "job", width=50),
        state(text, "49,8 тыс. мест", 49_800, "job", width=50),
    ]
    assert findings(text, *statements) == []


def test_a_programme_that_is_named_twice_confirms_its_figure() -> None:
    text = "По «Дорожной карте-2020» 21 689 мест. По «Дорожной карте» 21,7 тыс. мест."
    statements = [
        state(text, "21 689 мест", 21_689, "job", programme="«Дорожная карта-2020»"),
        state(text, "21,7 тыс. мест", 21_700, "job", programme="«Дорожная карта»", width=50),
    ]
    assert outcomes(findings(text, *statements)) == [("confirmation", "repeated figure")]


def test_permanent_jobs_cannot_exceed_all_jobs_of_the_programme() -> None:
    text = "По программе «А» создано 500 мест. По программе «А» создано 620 постоянных мест."
    statements = [
        state(text, "500 мест", 500, "job", programme="«А»"),
        state(text, "620 постоянных мест", 620, "job", programme="«А»"),
    ]
    assert outcomes(findings(text, *statements)) == [("contradiction", "permanent against all")]


def growth(before: int, programme: str | None) -> list[Finding]:
    text = "В 2020 году вложено 48 млрд тенге, на 46 процентов больше. В 2019 году вложено 33 млрд тенге."
    matter = {"width": 5 * 10**8, "programme": programme}
    now = state(text, "48 млрд тенге", 48 * 10**9, "KZT", period="2020", **matter)
    change = state(text, "46 процентов", 46, "percent", kind="change", is_change=True)
    last = state(text, "33 млрд тенге", before, "KZT", period="2019", **matter)
    return findings(text, now, change, last)


def test_growth_on_last_year_meets_the_two_years() -> None:
    # 47.5 to 48.5 over 32.5 to 33.5 is 141.8 % to 149.2 %
    assert outcomes(growth(33 * 10**9, None)) == [("confirmation", "growth")]


def test_growth_contradicts_last_year_only_where_both_are_of_one_programme() -> None:
    assert outcomes(growth(40 * 10**9, "«А»")) == [("contradiction", "growth")]
    assert growth(40 * 10**9, None) == []


def test_growth_on_last_year_in_words_confirms_and_never_contradicts() -> None:
    text = "За год создано 24 310 рабочих мест. В прошлом году – 22 930 рабочих мест, рост 6 процентов."
    now = state(text, "24 310 рабочих мест", 24_310, "job")
    before = state(text, "22 930 рабочих мест", 22_930, "job")
    change = state(text, "6 процентов", 6, "percent", kind="change", is_change=True)
    # 24,310 / 22,930 is 1.0602
    assert outcomes(findings(text, now, before, change)) == [("confirmation", "growth")]
    other = state(text, "24 310 рабочих мест", 34_310, "job")
    assert findings(text, other, before, change) == []


def test_a_share_that_points_back_is_compared_with_its_whole() -> None:
    text = "Работают 412 тыс. человек. Из них 148 тыс. без постоянного дохода, это 35,9 процента."
    whole = state(text, "412 тыс. человек", 412_000, "person", width=500)
    part = state(text, "148 тыс.", 148_000, "person", part_of=0, width=500)
    # 147.5 / 412.5 is 35.76 %, 148.5 / 411.5 is 36.09 %
    found = findings(text, whole, part, state(text, "35,9 процента", "35.9", "percent"))
    assert outcomes(found) == [("confirmation", "share against its parts")]
    assert findings(text, whole, part, state(text, "35,9 процента", "12.4", "percent")) == []


def test_growth_to_a_smaller_number_contradicts_itself() -> None:
    text = "Қуаты 75 мың доңғалақтан 200 доңғалаққа дейін артады."
    first = state(text, "75 мың доңғалақтан", 75_000, "wheel", width=500)
    second = state(text, "200 доңғалаққа дейін", 200, "wheel")
    assert outcomes(findings(text, first, second)) == [("contradiction", "growth")]


def test_every_explanation_speaks_three_languages() -> None:
    for finding in findings(PROGRAMMES, *jobs_by_programme(second=31_689)):
        told = {finding.explanation.in_language(language) for language in LANGUAGES}
        assert len(told) == 3
        assert all("50" in sentence and "{" not in sentence for sentence in told)


@given(parts=st.lists(st.integers(1, 90_000), min_size=2, max_size=6), digits=st.integers(0, 4))
def test_true_parts_never_contradict_a_rounded_total(parts: list[int], digits: int) -> None:
    step = 10**digits
    total = (sum(parts) + step // 2) // step * step
    text = (
        f"Создано {total} мест, в том числе: " + ", ".join(f"п{i} – {n}" for i, n in enumerate(parts)) + "."
    )
    statements = [state(text, f"{total} мест", total, "job", width=Decimal(step) / 2)]
    statements += [state(text, str(n), n, "job", part_of=0, after=f"п{i} –") for i, n in enumerate(parts)]
    assert "contradiction" not in {finding.outcome for finding in findings(text, *statements)}


NESTED = "Посеяно 500 га, в том числе зерновые 300, из них пшеница 250, масличные 120, кормовые 80."


@pytest.mark.parametrize(("oil", "outcome"), [(120, None), (20, None), (220, "contradiction")])
def test_a_list_within_a_list_may_go_on_outside(oil: int, outcome: str | None) -> None:
    """300 + 120 + 80 = 500: the oil seeds are no grain; 300 + 220 + 80 = 600 fit nowhere."""
    text = NESTED.replace("120", str(oil))
    found = findings(
        text,
        state(text, "500 га", 500, "ha"),
        state(text, "300", 300, "ha", part_of=0),
        state(text, "250", 250, "ha", part_of=1),
        state(text, str(oil), oil, "ha", part_of=1),
        state(text, "80", 80, "ha", part_of=1),
    )
    assert [finding.outcome for finding in found if finding.outcome == "contradiction"] == (
        [outcome] if outcome else []
    )
