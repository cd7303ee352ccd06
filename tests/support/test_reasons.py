"""Why a measure is proposed, as a careful writer of each language would put it."""

import pytest

from esep.kazakhstan import Measure, all_measures, law
from esep.messages import Language
from esep.support import reason

CATALOGUE = {measure.id: measure for measure in all_measures()}

WRITTEN: dict[str, tuple[str, str, str]] = {
    "targeted_assistance": (
        "Табысы кедейлік шегінен төмен: иә; Атаулы әлеуметтік көмек алады: жоқ; "
        "Келісімшарт бұзылғандықтан көмектен бас тартылады: жоқ",
        "Доход ниже черты бедности: да; Получает АСП: нет; Отказ в помощи из-за нарушенного контракта: нет",
        "Below the poverty line: yes; Draws targeted assistance: no; "
        "Assistance is barred by a broken contract: no",
    ),
    "large_family_allowance": (
        "Көпбалалы отбасыларға жәрдемақы: құқығы бар; Көпбалалы отбасы жәрдемақысын алады: жоқ",
        "Пособие многодетной семье: право есть; Получает пособие многодетной семье: нет",
        "Large-family allowance: there is a right; Draws the large-family allowance: no",
    ),
    "medical_attachment": (
        "Емханаға тіркелген: жоқ",
        "Прикреплён к поликлинике: нет",
        "Attached to a clinic: no",
    ),
    "vocational_course": (
        "Табысы ең төменгі күнкөріс деңгейінен төмен: иә; Жұмысқа орналаса алады: иә; "
        "Мыналардың кемінде бірі (Жұмыссыз: иә; NEET санатындағы жас: иә)",
        "Доход ниже прожиточного минимума: да; Может трудоустроиться: да; "
        "Хотя бы одно из условий (Безработный: да; Молодёжь категории NEET: да)",
        "Below the subsistence minimum: yes; Can take up work: yes; "
        "At least one of these (Unemployed: yes; Youth neither working nor studying: yes)",
    ),
    "new_business_grant": (
        "Табысы ең төменгі күнкөріс деңгейінен төмен: иә; Тұрақты табыс көзі жоқ: иә; "
        "Еңбекке қабілетті: иә; Жасы ≥ 18; Мыналардың кемінде бірі (Мүгедектігі: үшінші топ; "
        "Атаулы әлеуметтік көмек алады: иә; Көпбалалы отбасы: иә; Мүгедектігі бар баласы бар: иә)",
        "Доход ниже прожиточного минимума: да; Нет постоянного источника дохода: да; "
        "Трудоспособный: да; Возраст ≥ 18; Хотя бы одно из условий (Инвалидность: третья группа; "
        "Получает АСП: да; Многодетная семья: да; Есть ребёнок с инвалидностью: да)",
        "Below the subsistence minimum: yes; Without steady income: yes; "
        "Able-bodied: yes; Age ≥ 18; At least one of these (Disability: third group; "
        "Draws targeted assistance: yes; Large family: yes; Has a child with disability: yes)",
    ),
    "livestock_project": (
        "Табысы ең төменгі күнкөріс деңгейінен төмен: иә; Ауылдық жер: иә; Жер учаскесі бар: иә; "
        "Мал немесе құс ұстайды: жоқ; Отбасының кемінде бір мүшесі (Тұрақты табыс көзі жоқ: иә)",
        "Доход ниже прожиточного минимума: да; Сельская местность: да; Есть земельный участок: да; "
        "Держит скот или птицу: нет; Хотя бы один член семьи (Нет постоянного источника дохода: да)",
        "Below the subsistence minimum: yes; Rural: yes; Has land: yes; Keeps animals: no; "
        "Somebody in the family (Without steady income: yes)",
    ),
}


@pytest.mark.parametrize("number", [0, 1, 2], ids=["kk", "ru", "en"])
@pytest.mark.parametrize("measure", list(WRITTEN))
def test_a_reason_reads_well(measure: str, number: int) -> None:
    languages: tuple[Language, ...] = ("kk", "ru", "en")
    assert reason(CATALOGUE[measure], law(), languages[number]) == WRITTEN[measure][number]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("measure", list(CATALOGUE))
def test_a_reason_holds_no_name_of_the_program(measure: str, language: Language) -> None:
    words = reason(CATALOGUE[measure], law(), language)
    assert "_" not in words
    assert not words[:1].islower()
    if language != "en":
        assert not set("abcdefghijklmnopqrstuvwxyz") & set(words.replace("NEET", ""))


def conditioned(text: str) -> Measure:
    """The first right of the catalogue, for families, on another condition."""
    return CATALOGUE["targeted_assistance"].model_copy(update={"condition": text, "right": None})


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("not (large_family and single_parent)", "(Large family: yes; Single parent: yes): no"),
        (
            "not (large_family or single_parent)",
            "At least one of these (Large family: yes; Single parent: yes): no",
        ),
        ("not any_of(members, has_disability)", "Somebody in the family (With disability: yes): no"),
        ("not (family_size > 4)", "(Size of the family > 4): no"),
        ("child_supplement > 0", "Supplement for children of 1 to 6 > 0"),
        ("family_size - 2 <= -1", "Size of the family − 2 ≤ −1"),
        ("count_of(members, age() < 3) > 1", "Members (Age < 3) > 1"),
        ("sum_of(holdings, value) > mci", "Holding (Value) > Monthly calculation index (MCI)"),
        (
            'settlement_status in ("village", "district_city")',
            "Settlement status: village / city of district significance",
        ),
        ('all_of(members, education != "none")', "Everybody in the family (Place of education ≠ none)"),
    ],
)
def test_every_form_of_a_condition_has_words(condition: str, words: str) -> None:
    assert reason(conditioned(condition), law(), "en") == words
