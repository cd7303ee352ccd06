"""Money is never lost between sources and years: every sum, by every breakdown, is that of the lines."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from esep_site.bodies.models import Body
from esep_site.delivery import queries
from esep_site.delivery.bulk import read_entries, write_entries
from esep_site.delivery.entries import MoneyLine
from esep_site.delivery.models import Money, MoneySource, Record
from esep_site.people import audit

from ..conftest import DISTRICT, OTHER_DISTRICT, REGION
from .conftest import D, programme, road

AMOUNT = st.integers(0, 10**14)
LINES = st.lists(
    st.builds(
        MoneyLine, st.sampled_from([2025, 2026]), st.sampled_from(MoneySource.values), AMOUNT, AMOUNT, AMOUNT
    ),
    max_size=5,
    unique_by=lambda line: (line.year, line.source),
)
WRITES = st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), LINES), min_size=1, max_size=4)
PLACES = {"a": DISTRICT, "b": OTHER_DISTRICT, "c": DISTRICT}
COLUMNS = ("planned", "contracted", "paid")


class MoneyStays(TestCase):
    """Whatever is written over what, read again and written back."""

    @classmethod
    def setUpTestData(cls) -> None:
        Body.objects.create(code="zholshy", kind="contractor", name_kk="x", name_ru="x", place=REGION)
        with audit.recording():
            write_entries(by=None, entries=[programme()])

    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(WRITES)
    def test_sums(self, writes: list[tuple[str, list[MoneyLine]]]) -> None:
        with audit.recording():
            for code, money in writes:
                under = "nurly-zhol" if code != "c" else ""
                entry = road(code, PLACES[code], money=money, programme=under)
                assert not write_entries(by=None, entries=[entry]).faults
            told = [line for money in dict(writes).values() for line in money]
            again = write_entries(by=None, entries=list(read_entries(Record.objects.order_by("pk"))))
        assert again.changed == again.entered == []
        expected = [sum(getattr(line, column) for line in told) for column in COLUMNS]
        rows = list(Money.objects.values_list(*COLUMNS))
        assert [sum(row[at] for row in rows) for at in range(3)] == expected
        found = queries.records(queries.Filters(REGION), D(2026, 5, 1))
        for by in ("", *queries.GROUPS):
            whole = queries.together(queries.groups(found, by))
            assert [whole.sums[f"money_{column}"] for column in COLUMNS] == expected, by
        for code, money in dict(writes).items():
            row = Record.objects.get(code=code)
            own = [sum(getattr(line, column) for line in money) for column in COLUMNS]
            assert [row.money_planned, row.money_contracted, row.money_paid] == own
