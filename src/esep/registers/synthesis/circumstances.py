"""Disability, education, awards, health, loans and documents of the persons of a batch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from esep.registers.synthesis.assumptions import Circumstances, Shares
from esep.registers.synthesis.kin import Role
from esep.registers.synthesis.people import People
from esep.registers.synthesis.templates import Doing, Flags, Floats, Ints

ADULT = 18
SCHOOL_AGES = (6, 15)
NONE, PRESCHOOL, SCHOOL, COLLEGE, UNIVERSITY = range(5)
NO_DISABILITY, CHILD, GROUP_1 = range(3)
NO_AWARD, KUMIS_ALKA, ALTYN_ALKA = range(3)


@dataclass(frozen=True)
class State:
    """Columns of the persons' table; ``disability``, ``education`` and ``award`` index the choices there."""

    disability: Ints
    education: Ints
    full_time_student: Flags
    award: Ints
    medical_attachment: Flags
    health_insurance: Flags
    chronic_illness: Flags
    dispensary_record: Flags
    loans: Flags
    overdue_loan: Flags
    identity_document: Flags


def circumstances(people: People, retired: Flags, assumed: Circumstances, rng: np.random.Generator) -> State:
    """Draw the circumstances of a batch; ``retired``: who is past working age."""
    age = people.age
    life = np.where(age < ADULT, 0, np.where(retired, 2, 1))
    education = _education(people, assumed, rng)
    adult = age >= ADULT
    steady, unsteady = people.doing == Doing.STEADY, people.doing == Doing.UNSTEADY
    loan_share = np.select(
        [retired, steady & adult, unsteady & adult],
        [assumed.loans["elder"], assumed.loans["steady"], assumed.loans["unsteady"]],
        0.0,
    )
    loans = rng.random(age.size) < loan_share
    insured = np.select(
        [steady, unsteady],
        [assumed.health_insurance["steady"], assumed.health_insurance["unsteady"]],
        assumed.health_insurance["others"],
    )
    return State(
        disability=_disability(people, life, assumed, rng),
        education=education,
        full_time_student=(people.doing == Doing.STUDENT) | (education == SCHOOL),
        award=_awards(people, assumed, rng),
        medical_attachment=rng.random(age.size) < assumed.medical_attachment,
        health_insurance=rng.random(age.size) < insured,
        chronic_illness=rng.random(age.size) < _by_life(assumed.chronic_illness, life),
        dispensary_record=rng.random(age.size) < _by_life(assumed.dispensary_record, life),
        loans=loans,
        overdue_loan=loans & (rng.random(age.size) < assumed.overdue_loan),
        identity_document=(age < 16) | (rng.random(age.size) < assumed.identity_document),
    )


def _by_life(shares: Shares, life: Ints) -> Floats:
    return np.array([shares["child"], shares["adult"], shares["elder"]])[life]


def _disability(people: People, life: Ints, assumed: Circumstances, rng: np.random.Generator) -> Ints:
    shares = assumed.disability
    share = np.array([shares.child, shares.adult, shares.elder])[life]
    share = share * np.where(people.assistance[people.household], assumed.on_assistance_disability, 1.0)
    disabled = rng.random(people.age.size) < share
    group = GROUP_1 + rng.choice(3, size=people.age.size, p=shares.groups)
    return np.where(disabled, np.where(people.age < ADULT, CHILD, group), NO_DISABILITY)


def _education(people: People, assumed: Circumstances, rng: np.random.Generator) -> Ints:
    """Where a person is attached: preschool and school with gaps, students of 16 and 17 mostly at school."""
    age, chance = people.age, rng.random(people.age.size)
    preschool = np.zeros(SCHOOL_AGES[0])
    for years, share in assumed.preschool.items():
        preschool[years] = share
    in_preschool = (age < SCHOOL_AGES[0]) & (chance < preschool[np.minimum(age, SCHOOL_AGES[0] - 1)])
    in_school = (age >= SCHOOL_AGES[0]) & (age <= SCHOOL_AGES[1]) & (chance < assumed.school)
    student = people.doing == Doing.STUDENT
    youth = student & (age < ADULT)
    at_school = in_school | (youth & (chance < assumed.school_at_sixteen))
    at_university = student & ~youth & (chance < assumed.university)
    return np.select(
        [in_preschool, at_school, at_university, student], [PRESCHOOL, SCHOOL, UNIVERSITY, COLLEGE], NONE
    )


def _awards(people: People, assumed: Circumstances, rng: np.random.Generator) -> Ints:
    """Mothers of seven children or more, of six, and elder women whose many children have left home."""
    children = people.count(people.role == Role.CHILD)[people.household]
    mother = np.zeros(people.age.size, dtype=bool)
    mother[people.mother[people.mother >= 0]] = True
    chance = rng.random(people.age.size)
    elder = ~people.male & (people.age >= 55) & (mother | (people.role == Role.PARENT))
    grown = elder & (chance < assumed.award["grown_up_large"])
    altyn = mother & (children >= 7) & (chance < assumed.award["altyn"])
    kumis = mother & (children == 6) & (chance < assumed.award["kumis"])
    return np.select(
        [altyn, kumis, grown & (chance < assumed.award["grown_up_large"] / 2), grown],
        [ALTYN_ALKA, KUMIS_ALKA, ALTYN_ALKA, KUMIS_ALKA],
        NO_AWARD,
    )
