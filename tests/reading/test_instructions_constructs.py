"""Constructs of orders and duties, each with who must act and by when: sentences made up here."""

import pytest

from esep.reading import read

# text, then for each instruction: its addressee and its term as written
CONSTRUCTS = [
    # two datives side by side: only the first is told
    ("Әкім басқарма басшысына емханаларға тіркеуді реттеуді тапсырды.", [("басқарма басшысы", None)]),
    (
        "Әкім құрылыс басқармасының басшысы Асан Үсеновке жұмысты аяқтауды тапсырды.",
        [("құрылыс басқармасының басшысы Асан Үсенов", None)],
    ),
    # bodies in the dative that begin a duty; nobody is told where something is given
    ("Әкімдіктерге жұмысты жандандыру қажет.", [("Әкімдіктер", None)]),
    ("Әкімдіктерге қаржы бөлу керек.", [(None, None)]),
    # a region that gets something is not told
    ("Премьер-министр Арал өңіріне қаражат бөлуді тапсырды.", [(None, None)]),
    # who words are said to, before a colon
    ("Басшы министрлер мен әкімдерге: Мерзімді созуды доғарыңыздар.", [("министрлер мен әкімдер", None)]),
    # people to whom something is done do not act
    ("Салалық басқармалар инвесторлар тарту жұмысын күшейтуі қажет.", [("Салалық басқармалар", None)]),
    # «ғана емес» ends no clause, and «ал» behind a place or a term begins none
    (
        "Әкімге қысқа мерзімде су саласында ғана емес, басқа да салаларда шаралар қабылдау тапсырылды.",
        [("Әкім", "қысқа мерзімде")],
    ),
    (
        "Басқарма ауылдарда, ал қалада 15 қазанға дейін желілерді дайындауы тиіс.",
        [("Басқарма", "15 қазанға дейін")],
    ),
    # terms
    (
        "Өңір әкімдіктері рәсімдерді екі апта мерзімде аяқтауы керек.",
        [("Өңір әкімдіктері", "екі апта мерзімде")],
    ),
    (
        "Облыс әкімдіктері 2026-шы жылы себуді қамтамасыз етулері қажет.",
        [("Облыс әкімдіктері", "2026-шы жылы")],
    ),
    ("Басқарма сол уақытқа дейін тізімді жаңартуы керек.", [("Басқарма", "сол уақытқа дейін")]),
    ("Бұл мәселені келесі Үкімет отырысында қарайтын боламыз.", [("біз", "келесі Үкімет отырысында")]),
    # the term of the clause before is not that of the plan
    (
        "2025 жылы 16 жоба іске асырылды, ағымдағы жылы тағы 9 нысанды салу жоспарланған.",
        [(None, "ағымдағы жылы")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CONSTRUCTS)
def test_a_construct_gives_its_addressee_and_term(text, expected):
    assert [(one.addressee, one.deadline) for one in read(text).instructions] == expected
