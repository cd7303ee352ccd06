"""A document is read, a person decides, and what was decided comes back to the reader as corrections."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import PermissionDenied, ValidationError

from esep.reading.instruction import Instruction as ReadInstruction
from esep.reading.reading import read
from esep.reading.results.corrections import FIELDS, check
from esep_site.editing import Conflict
from esep_site.instructions import source_actions
from esep_site.instructions.models import Instruction, Source, Verdict
from esep_site.instructions.source_actions import correction_rows
from esep_site.instructions.suggesting import corrected, term_of, written
from esep_site.instructions.terms import Every, Kind, Term
from esep_site.people import audit
from esep_site.people.models import AuditEvent

from .conftest import TODAY, Region

PROTOCOL = """Хаттама
Облыс әкімі тапсырды:
1. Жол басқармасы 2026 жылғы 15 желтоқсанға дейін мектепке баратын жолды жөндеуді аяқтасын.
2. Аудан әкімдігі апта сайын жылу маусымы туралы есеп берсін.
Келесі жиын дүйсенбіде өтеді.
"""


def entered(region: Region, text: str = PROTOCOL, by: str = "control", **changed: object) -> Source:
    given = {"kind": "meeting", "title": "Аппарат жиыны", "day": TODAY, "issuer": region["akimat"], **changed}
    with audit.recording():
        return source_actions.enter_source(by=region[by], text=text, **given)  # type: ignore[arg-type]


def confirmed(region: Region, proposal: object, **changed: object) -> list[Instruction]:
    each, words = changed.pop("each", False), changed.pop("words", "")
    with audit.recording():
        return source_actions.confirm(
            by=region["control"], proposal=proposal, version=proposal.version,  # type: ignore[attr-defined]
            told=region.told(**changed), each=each, words=words,  # type: ignore[arg-type]
        )  # fmt: skip


@pytest.mark.django_db
def test_what_the_reader_finds_becomes_proposals_with_bodies_and_terms(region: Region) -> None:
    source = entered(region)
    first, second = source.proposals.all()
    assert source.language == "kk"
    for each in (first, second):
        assert source.text[each.start : each.end] == each.quote
    assert first.suggested["bodies"] == ["roads"]
    assert first.suggested["term"]["last"] == "2026-12-15"
    assert second.suggested["term"] == {
        "kind": "recurring", "first": "2026-11-20", "last": "", "every": "weekly",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_person_decides_and_the_reader_gets_it_back(region: Region, tmp_path: Path) -> None:
    source = entered(region)
    first, second = source.proposals.all()
    told = {"responsible": region["roads"], "place": "310000000", "text": "Жолды жөндеуді аяқтау"}
    (row,) = confirmed(region, first, term=Term.on(datetime.date(2026, 12, 15)), **told)
    first.refresh_from_db()
    assert (first.verdict, first.right, first.instruction) == (Verdict.CONFIRMED, {}, row)
    assert (row.source, row.start, row.language) == (source, first.start, "kk")
    with audit.recording():
        source_actions.reject(by=region["control"], proposal=second, version=second.version)
        missed = source_actions.overlooked(
            by=region["control"], source=source, quote="Келесі жиын дүйсенбіде өтеді."
        )
    (also,) = confirmed(region, missed, words="Келесі жиын дүйсенбіде өтеді.")
    missed.refresh_from_db()
    assert missed.verdict == Verdict.CORRECTED
    assert missed.right["type"] == "order"
    assert missed.right["action"] == "Келесі жиын дүйсенбіде өтеді."
    assert also.source == source
    rows = correction_rows(list(source.proposals.all()), "text.txt")
    (tmp_path / "text.txt").write_text(source.text, encoding="utf-8")
    kept = tmp_path / "corrections.yaml"
    kept.write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    verdicts = [(each.correction.verdict, each.is_kept) for each in check(kept, TODAY)]
    assert verdicts == [("instruction", True), ("no instruction", False), ("instruction", False)]


@pytest.mark.django_db
def test_what_a_person_sets_right_is_kept(region: Region) -> None:
    source = entered(region)
    first = source.proposals.first()
    assert first is not None
    confirmed(region, first, words="жолды жөндеуді аяқтасын", term=Term.on(datetime.date(2026, 12, 20)))
    first.refresh_from_db()
    assert first.verdict == Verdict.CORRECTED
    assert first.right == {
        "addressee": "Аудан әкімдігі", "due": "2026-12-20", "action": "жолды жөндеуді аяқтасын",
    }  # fmt: skip
    with pytest.raises(ValidationError, match="already"):
        confirmed(region, first)


@pytest.mark.django_db
def test_a_point_to_several_becomes_one_with_helpers_or_one_for_each(region: Region) -> None:
    source = entered(region)
    first, second = source.proposals.all()
    more = [region["other-district"]]
    (row,) = confirmed(region, first, helping=more)
    assert row.assignments.count() == 1
    both = confirmed(region, second, helping=[region["district"]], responsible=region["schools"],
                     place="314000000", each=True)  # fmt: skip
    assert [each.responsible.code for each in both] == ["schools", "district"]


@pytest.mark.django_db
def test_nothing_half_is_left_of_what_is_refused(region: Region) -> None:
    source = entered(region)
    first = source.proposals.first()
    assert first is not None
    with pytest.raises(ValidationError):
        confirmed(region, first, end_result="")
    first.refresh_from_db()
    assert (first.verdict, Instruction.objects.count()) == (Verdict.WAITING, 0)
    for name in ("officer", "other", "seatless", "roads-officer"):
        with pytest.raises(PermissionDenied):
            entered(region, by=name)
    for text, file, content in (("", "", b""), ("", "x.exe", b"MZ"), ("", "x.pdf", b"no pdf")):
        with pytest.raises(ValidationError):
            entered(region, text, file_name=file, content=content)
    with pytest.raises(ValidationError):
        entered(region, day=TODAY + datetime.timedelta(days=1))
    with pytest.raises(ValidationError), audit.recording():
        source_actions.overlooked(by=region["control"], source=source, quote="мұндай сөз жоқ")
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Аким поручил управлению до 1 декабря завершить ремонт.", Term.on(datetime.date(2026, 12, 1))),
        (
            "Аким поручил управлению ежемесячно докладывать о ремонте.",
            Term(Kind.RECURRING, datetime.date(2026, 11, 30), None, Every.MONTHLY),
        ),
        (
            "Аким поручил управлению ежеквартально докладывать о ремонте.",
            Term(Kind.RECURRING, datetime.date(2026, 12, 31), None, Every.QUARTERLY),
        ),
        ("Аким поручил управлению усилить контроль.", Term.until_done()),
    ],
)
def test_terms_that_follow_from_words(text: str, term: Term) -> None:
    (found,) = read(text, TODAY).instructions
    assert isinstance(found, ReadInstruction)
    assert term_of(found, TODAY) == term


def test_who_words_a_task_otherwise_corrects_nobody() -> None:
    said = {"action": "жолды жөндеуді аяқтасын", "addressee": "Жол басқармасы"}
    suggested = {"bodies": ["roads"], "term": written(Term.until_done())}
    same = {
        "term": Term.until_done(),
        "bodies": [("roads", "Жол басқармасы")],
        "text": PROTOCOL,
        "place": "31",
    }
    assert corrected(said, suggested, action="Жолды бітіру", **same) == {}
    assert corrected(said, suggested, action="жолды жөндеуді  аяқтасын", **same) == {}


WEEKLY = Term(Kind.RECURRING, datetime.date(2026, 11, 27), None, Every.WEEKLY)
MONTHLY = Term(Kind.RECURRING, datetime.date(2026, 11, 30), None, Every.MONTHLY)
FIRST_OF_MAY = Term.on(datetime.date(2027, 5, 1))


@pytest.mark.parametrize(
    ("proposed", "told", "right"),
    [
        (WEEKLY, WEEKLY, {}),
        (WEEKLY, MONTHLY, {"recurrence": "monthly"}),
        (WEEKLY, Term.until_done(), {"recurrence": None}),
        (WEEKLY, FIRST_OF_MAY, {"recurrence": None, "due": "2027-05-01"}),
        (FIRST_OF_MAY, Term.until_done(), {"due": None}),
        (FIRST_OF_MAY, WEEKLY, {"recurrence": "weekly"}),
        (Term.until_done(), MONTHLY, {"recurrence": "monthly"}),
        (Term.until_done(), FIRST_OF_MAY, {"due": "2027-05-01"}),
    ],
)
def test_another_term_is_a_correction(proposed: Term, told: Term, right: dict[str, str | None]) -> None:
    said = {"action": "жөндеу", "addressee": "Жол басқармасы"}
    suggested = {"bodies": ["roads"], "term": written(proposed), "place": "310000000"}
    same = {"bodies": [("roads", "Жол басқармасы")], "text": PROTOCOL, "action": "жөндеу"}
    assert corrected(said, suggested, term=told, place="310000000", **same) == right
    assert set(right) <= FIELDS["instruction"], "the library takes what the site writes"


@pytest.mark.parametrize(
    ("proposed", "right"),
    [("310000000", {}), (None, {}), ("314000000", {"place": "310000000"})],
)
def test_another_place_is_a_correction_where_the_document_names_one(
    proposed: str | None, right: dict[str, str]
) -> None:
    said = {"action": "жөндеу", "addressee": "Жол басқармасы"}
    suggested = {"bodies": ["roads"], "term": written(WEEKLY), "place": proposed}
    same = {"bodies": [("roads", "Жол басқармасы")], "text": PROTOCOL, "action": "жөндеу", "term": WEEKLY}
    assert corrected(said, suggested, place="310000000", **same) == right


@pytest.mark.django_db
def test_what_is_refused_leaves_no_event_either(region: Region) -> None:
    """The second of two bodies cannot be told: the first instruction goes with it, and so does its event."""
    source = entered(region)
    first = source.proposals.first()
    assert first is not None
    told = region.told(helping=[region["other-district"]])
    with audit.recording():
        with pytest.raises(ValidationError):
            source_actions.confirm(by=region["control"], proposal=first, version=1, told=told, each=True)
        with pytest.raises(Conflict):
            source_actions.confirm(by=region["control"], proposal=first, version=9, told=region.told())
    assert not Instruction.objects.exists()
    assert not AuditEvent.objects.filter(action="instruction issued").exists()
