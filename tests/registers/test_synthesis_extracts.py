"""The extracts of a made-up region are sound: numbers, keys, terms, and the same bytes for the same seed."""

from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from esep.registers import TABLES, build_snapshot
from esep.registers.synthesis import region_of, synthesize, zhambyl

DAY = date(2026, 4, 1)
SMALL = 6_000
Tables = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("extracts") / "registers"
    synthesize(zhambyl().scaled(SMALL), target, seed=7)
    return target


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return {name: pl.read_parquet(folder / f"{name}.parquet") for name in TABLES}


def hashes(folder: Path) -> dict[str, str]:
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def control_digit(eleven: str) -> int | None:
    """The rule of the individual identification number, written anew from its description."""
    total = 0
    for position, digit in enumerate(eleven):
        total += int(digit) * (position + 1)
    if total % 11 < 10:
        return total % 11
    total = 0
    for position, digit in enumerate(eleven):
        total += int(digit) * (position + 3 if position + 3 <= 11 else position - 8)
    return total % 11 if total % 11 < 10 else None


def test_every_number_is_valid_and_agrees_with_birth_date_and_sex(tables: Tables) -> None:
    for iin, born, sex in tables["persons"].select("iin", "birth_date", "sex").iter_rows():
        assert len(iin) == 12
        assert control_digit(iin[:11]) == int(iin[11])
        assert iin[:6] == f"{born:%y%m%d}"
        century = {18: "12", 19: "34", 20: "56"}[born.year // 100]
        assert iin[6] == century[sex == "female"]


def test_no_two_persons_and_no_two_families_share_a_number(tables: Tables) -> None:
    assert tables["persons"]["iin"].is_unique().all()
    assert tables["families"]["family_number"].is_unique().all()


def test_every_key_that_is_referred_to_exists(tables: Tables) -> None:
    people = set(tables["persons"]["iin"])
    families = set(tables["families"]["family_number"])
    for name in ("memberships", "incomes", "benefits", "work"):
        assert set(tables[name]["iin"]) <= people, name
    for name in ("memberships", "dwellings", "holdings", "social_contracts"):
        assert set(tables[name]["family_number"]) <= families, name


def test_nobody_belongs_to_two_families_on_one_day(tables: Tables) -> None:
    terms: dict[str, list[tuple[date, date]]] = {}
    columns = tables["memberships"].select("iin", "valid_from", "valid_to")
    for iin, first, last in columns.iter_rows():
        assert last is None or first <= last
        terms.setdefault(iin, []).append((first, last or date.max))
    for own in terms.values():
        for (_, last), (first, _) in pairwise(sorted(own)):
            assert last < first


def test_nobody_is_a_member_before_birth_or_after_death(tables: Tables) -> None:
    joined = tables["memberships"].join(tables["persons"], on="iin")
    assert (joined["valid_from"] >= joined["birth_date"]).all()
    dead = joined.filter(pl.col("death_date").is_not_null())
    assert (dead["valid_to"] <= dead["death_date"]).all()
    assert (dead["death_date"] > DAY - timedelta(days=366)).all()


def test_the_awkward_cases_of_a_register_occur(tmp_path: Path) -> None:
    """At a tenth of the region: moved members, no family, no members, births on 29 February, deaths."""
    synthesize(zhambyl().scaled(100_000), tmp_path / "registers", seed=3)
    persons = pl.read_parquet(tmp_path / "registers" / "persons.parquet")
    memberships = pl.read_parquet(tmp_path / "registers" / "memberships.parquet")
    families = pl.read_parquet(tmp_path / "registers" / "families.parquet")
    ended = memberships.filter(pl.col("valid_to") < DAY)
    again = ended.join(memberships.filter(pl.col("valid_to").is_null()), on="iin")
    assert again.height > 300
    assert (again["valid_from_right"] == again["valid_to"] + timedelta(days=1)).all()
    assert (again["family_number"] != again["family_number_right"]).all()
    assert persons.filter(~pl.col("iin").is_in(memberships["iin"].implode())).height > 100
    assert families.filter(~pl.col("family_number").is_in(memberships["family_number"].implode())).height > 3
    leap = persons.filter((pl.col("birth_date").dt.month() == 2) & (pl.col("birth_date").dt.day() == 29))
    assert leap.height > 30
    assert persons["death_date"].is_not_null().sum() > 10


def test_a_family_has_one_head_and_at_most_one_spouse_of_the_other_sex(tables: Tables) -> None:
    current = tables["memberships"].filter(pl.col("valid_to").is_null()).join(tables["persons"], on="iin")
    partners = current.filter(pl.col("role").is_in(["head", "spouse"])).group_by("family_number")
    counted = partners.agg(
        heads=(pl.col("role") == "head").sum(),
        spouses=(pl.col("role") == "spouse").sum(),
        sexes=pl.col("sex").n_unique(),
    )
    assert (counted["heads"] == 1).all()
    assert (counted["sexes"] == 1 + counted["spouses"]).all()


def test_children_bear_the_family_name_and_their_fathers_name(tables: Tables) -> None:
    """Oracle: Kazakh patronymics are the father's name with ұлы or қызы."""
    current = tables["memberships"].filter(pl.col("valid_to").is_null()).join(tables["persons"], on="iin")
    fathers = current.filter(pl.col("role").is_in(["head", "spouse"]) & (pl.col("sex") == "male"))
    sons = current.filter((pl.col("role") == "child") & (pl.col("sex") == "male"))
    pairs = sons.join(fathers, on="family_number", suffix="_of_father")
    kazakh = pairs.filter(pl.col("patronymic").str.ends_with("ұлы"))
    assert kazakh.height > 100
    assert (kazakh["patronymic"] == kazakh["given_name_of_father"] + "ұлы").all()
    assert (pairs["surname"] == pairs["surname_of_father"]).all()


def test_what_protects_people_agrees_with_what_they_draw(tmp_path: Path) -> None:
    """Contracts of families on assistance, orphans, days of lost jobs, pupils: each where it belongs."""
    synthesize(zhambyl().scaled(100_000), tmp_path / "registers", seed=3)
    tables = {name: pl.read_parquet(tmp_path / "registers" / f"{name}.parquet") for name in TABLES}
    persons, contracts, benefits = tables["persons"], tables["social_contracts"], tables["benefits"]
    in_force = contracts.filter(pl.col("broken_on").is_null())
    current = tables["memberships"].filter(pl.col("valid_to").is_null())
    helped = benefits.filter(pl.col("kind") == "targeted_assistance").join(current, on="iin")
    assert set(in_force["family_number"]) <= set(helped["family_number"])
    assert in_force.height > 0.7 * helped["family_number"].n_unique()
    assert 0 < contracts["broken_on"].is_not_null().sum() < in_force.height
    drawing = benefits.filter(pl.col("kind") == "job_loss").join(persons, on="iin")
    assert drawing.height > 20
    assert (drawing["job_lost_on"] < drawing["valid_from"]).all()
    assert (drawing["insured_income"] > 0).all()
    assert persons.filter("absent_from_school")["education"].unique().to_list() == ["school"]
    assert (persons.filter(pl.col("breadwinner_lost") != "none")["birth_date"] > date(2003, 4, 1)).all()
    assert set(persons["breadwinner_lost"].unique()) == {"none", "one", "both"}
    costs = tables["dwellings"]["utility_costs"]
    assert 5_000 < costs.mean() < 40_000


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_ones(folder: Path, tmp_path: Path) -> None:
    spec = zhambyl().scaled(SMALL)
    synthesize(spec, tmp_path / "same", seed=7)
    synthesize(spec, tmp_path / "other", seed=8)
    assert hashes(tmp_path / "same") == hashes(folder)
    other = hashes(tmp_path / "other")
    assert not set(other.values()) & set(hashes(folder).values())


def test_csv_holds_the_same_rows(folder: Path, tables: Tables, tmp_path: Path) -> None:
    synthesize(zhambyl().scaled(SMALL), tmp_path / "csv", seed=7, format="csv")
    for name, table in tables.items():
        text = pl.read_csv(tmp_path / "csv" / f"{name}.csv", infer_schema=False)
        expected = table.with_columns(pl.selectors.boolean().cast(pl.String)).cast(pl.String)
        assert text.equals(expected), name


def test_a_snapshot_is_built_of_the_extracts(folder: Path, tmp_path: Path) -> None:
    snapshot = build_snapshot(
        folder, tmp_path / "snapshot", date=DAY, key=b"a key of thirty-two bytes, no less"
    )
    living = snapshot.scan("persons").filter(pl.col("death_date").is_null())
    assert living.select(pl.len()).collect().item() == SMALL


def test_a_region_of_which_only_the_population_is_known_can_be_made_up(tmp_path: Path) -> None:
    almaty = region_of("750000000")
    assert almaty.margins["persons"].value == 2_347_924  # 1 January 2026, as published
    report = synthesize(almaty.scaled(3_000), tmp_path / "registers", seed=1)
    assert report.margin("persons").got == 3_000
    assert report.margin("rural_persons").got == 0
    families = pl.read_parquet(tmp_path / "registers" / "families.parquet")
    assert families["place"].str.starts_with("75").all()


def test_incomes_are_of_the_quarter_before_whatever_the_day(tmp_path: Path) -> None:
    spec = zhambyl().scaled(SMALL).model_copy(update={"date": date(2026, 6, 17)})
    synthesize(spec, tmp_path / "registers", seed=7)
    months = pl.read_parquet(tmp_path / "registers" / "incomes.parquet")["month"].unique().sort()
    assert months.to_list() == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
