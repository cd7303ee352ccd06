"""What a Kazakh clause says of its figures: conditions, clauses side by side, tasks, noun phrases."""

import pytest

from esep.reading import read

SIDE_BY_SIDE = [
    ("Екі жыл бұрын 70 пәтер берілсе, биыл 90 пәтер беру жоспарланып отыр.", ["fact", "plan"]),
    ("Бірінші ауылда 40 бала оқыса, екіншісінде 52 бала оқиды.", ["fact", "fact"]),
    ("2022 жылы 31 млрд. теңгені құраса, осы жылы 34 млрд. теңгеге жеткізу жоспарланды.", ["fact", "plan"]),
    ("Сүттің бағасы 9 пайыз арзандаса, еттің бағасы 12 пайызға өсті.", ["change", "change"]),
]
CONDITIONS = [
    ("Құбыр жаңартылса, ысырап 900 текше метрге азаяды.", ["plan"]),
    ("Түбі тереңдетілсе, кеме 5 мың тонна жүк тасиды.", ["plan"]),
    ("Жоба мақұлдау алса, цехта 60 адам жұмыс істейді.", ["plan"]),
    ("Енді 30 үй газға көшірілсе, көмір үнемделер еді.", ["plan"]),
    ("Жаңбыр жаумағанда 8 мың гектар жиналар еді.", ["plan"]),
]


@pytest.mark.parametrize(("text", "kinds"), SIDE_BY_SIDE)
def test_a_clause_in_sa_with_a_figure_of_the_past_sets_it_beside_another(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(("text", "kinds"), CONDITIONS)
def test_what_follows_from_a_condition_is_not_done_yet(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Қысқа дейін 6 дүкені жабдықталмақ.", ["plan"]),
        ("Ауданда 80 гектарда егін жинау науқаны өтеді.", ["plan"]),
        ("Жобаға 3 млрд теңгені бөлу жоспарланды.", ["plan"]),
        ("Ауданда тазартқан 80 гектарда жұмыс аяқталды.", ["fact"]),
    ],
)
def test_nouns_that_look_like_participles_tell_nothing(text, kinds):
    assert [one.kind for one in read(text).statements] == kinds
