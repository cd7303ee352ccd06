"""What cannot be made up is refused by name, and the parts of the fit hold what they promise."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from esep.errors import NotFound, WrongSettings
from esep.messages import speaking
from esep.registers.synthesis import Figure, RegionSpec, load_spec, region_of, synthesize, zhambyl
from esep.registers.synthesis.calibration import calibrate
from esep.registers.synthesis.margins import Control
from esep.registers.synthesis.people import births, same_day
from esep.registers.synthesis.settlements import apportioned


def changed(**margins: int) -> RegionSpec:
    spec = zhambyl()
    own = {name: Figure(value=value, source="test") for name, value in margins.items()}
    return spec.model_copy(update={"margins": {**spec.margins, **own}}).scaled(30_000)


@pytest.mark.parametrize(
    ("margins", "named"),
    [
        ({"assistance_persons": 900_000}, "assistance_persons"),
        ({"rural_households": 600_000}, "rural_households"),
        ({"rural_without_steady_income": 400_000}, "rural_without_steady_income"),
        ({"rural_persons": 2_000_000}, "rural persons"),
        ({"rural_settlements": 500}, "rural_settlements"),
        ({"money_income_per_head": 20_000}, "money income"),
    ],
)
def test_margins_that_exclude_each_other_are_named_and_nothing_is_written(
    margins: dict[str, int], named: str, tmp_path: Path
) -> None:
    with pytest.raises(WrongSettings) as refused, speaking("en"):
        synthesize(changed(**margins), tmp_path / "registers", seed=1)
    assert named in refused.value.message.in_language("en")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "registers").mkdir()
    with pytest.raises(WrongSettings):
        synthesize(zhambyl().scaled(1_000), tmp_path / "registers", seed=1)


def test_an_unknown_region_is_not_found_and_a_district_is_no_region(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        region_of("990000000")
    with pytest.raises(WrongSettings):
        region_of("314000000")


def test_settings_that_do_not_fit_are_refused_with_the_field(tmp_path: Path) -> None:
    file = tmp_path / "region.yaml"
    file.write_text(
        "name: {kk: а, ru: б, en: c}\nregions: ['310000000']\ndate: 2026-04-01\nmargins: {}\n", "utf-8"
    )
    with pytest.raises(WrongSettings, match="number of persons"):
        load_spec(file)
    with pytest.raises(WrongSettings):
        load_spec(tmp_path / "missing.yaml")


def test_own_assumptions_change_single_entries(tmp_path: Path) -> None:
    file = tmp_path / "region.yaml"
    file.write_text(
        "name: {kk: а, ru: б, en: c}\nregions: ['310000000']\ndate: 2026-04-01\n"
        "margins: {persons: {value: 1000, source: test}}\nassumptions: {incomes: {poverty_line: 40000}}\n",
        "utf-8",
    )
    spec = load_spec(file)
    assert spec.assumptions.incomes.poverty_line == 40_000
    assert spec.assumptions.incomes.pension == zhambyl().assumptions.incomes.pension


@given(total=st.integers(0, 5_000), weights=st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_a_total_is_split_whole_and_no_part_is_forgotten(total: int, weights: list[float]) -> None:
    parts = apportioned(total, np.array(weights))
    assert parts.sum() == total
    assert (parts >= (1 if total >= len(weights) else 0)).all()


@given(
    st.lists(st.integers(0, 99), min_size=1, max_size=50),
    st.dates(min_value=np.datetime64("2000-01-01").item()),
)
def test_a_day_of_birth_gives_the_age_asked_for(ages: list[int], day: object) -> None:
    date = np.datetime64(day, "D")
    born = births(np.array(ages), date, np.random.default_rng(1)).astype("datetime64[D]")
    for age, birth in zip(ages, born.tolist(), strict=True):
        today = date.item()
        assert today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day)) == age


def test_a_leap_day_less_a_year_is_the_last_of_february() -> None:
    day = same_day(np.datetime64("2024-02-29"), np.array([1, 4])).astype("datetime64[D]")
    assert day.tolist() == [np.datetime64("2023-02-28").item(), np.datetime64("2020-02-29").item()]


def test_calibration_meets_its_controls_and_keeps_the_prior_where_nothing_is_asked() -> None:
    """Two kinds of household with one and three members: 10 households of 20 members are 5 and 5."""
    rows = [Control("households", np.array([1, 1, 0]), 10), Control("members", np.array([1, 3, 0]), 20)]
    weights = calibrate(rows, np.array([9.0, 1.0, 4.0]))
    assert weights == pytest.approx([5.0, 5.0, 4.0])
