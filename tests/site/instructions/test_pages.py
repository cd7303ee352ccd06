"""The pages of instructions as people use them: forms, conflicts, queries counted, two languages."""

from __future__ import annotations

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from esep_site.delivery.models import Record
from esep_site.instructions import report_actions
from esep_site.instructions.models import Instruction, Proposal, Seat, Source, Stocktake
from esep_site.instructions.report_actions import Said
from esep_site.instructions.terms import Term
from esep_site.people.models import AuditEvent
from esep_site.people.roles import Role

from ..conftest import DISTRICT, REGION, MakeAccount
from .conftest import Region
from .test_sources import PROTOCOL, entered

pytestmark = pytest.mark.django_db
HOME = "/en/instructions/"


def client_of(region: Region, name: str) -> Client:
    client = Client()
    client.force_login(region[name])
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def sent(client: Client, address: str, status: int = 302, **data: object) -> str:
    answer = client.post(address, data)
    assert answer.status_code == status, answer.content.decode()[:6000]
    return answer.content.decode()


def typed(region: Region, **changed: object) -> dict[str, object]:
    """An instruction as the form sends it."""
    return {
        "issuer": "akimat",
        "text": "Мектепке баратын жолды жөндеуді аяқтау",
        "end_result": "Бес шақырым жол ашылды",
        "responsible": region["district"].pk,
        "place": DISTRICT,
        "term_kind": "day",
        "term_last": "15.12.2026",
        **changed,
    }


def test_an_instruction_is_issued_by_the_form(region: Region) -> None:
    client = client_of(region, "control")
    assert "Облыс әкімдігі" in page(client, HOME + "issue/")
    lacking = sent(client, HOME + "issue/", 400, **typed(region, end_result="", term_last="20.11.2026"))
    assert "Say by what one will know that it is done." in lacking
    assert "at least two working days" in lacking
    assert "Мектепке баратын жолды" in lacking
    sent(client, HOME + "issue/", **typed(region))
    row = Instruction.objects.get()
    assert (row.issuer, row.due) == (region["akimat"], datetime.date(2026, 12, 15))
    assert "ISSUED" not in page(client, f"{HOME}{row.pk}/")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"term_kind": "recurring", "term_last": ""}, "This term needs it"),
        ({"term_kind": "period", "term_first": "16.12.2026"}, "This term needs it"),
        ({"term_last": "31.02.2026"}, "valid date"),
        ({"term_last": ""}, "This term needs it"),
        ({"place": "нет такого"}, "No place"),
        ({"responsible": 0}, "Select a valid choice"),
    ],
)
def test_what_is_typed_wrong_is_told_and_kept(region: Region, wrong: dict[str, object], told: str) -> None:
    answer = sent(client_of(region, "control"), HOME + "issue/", 400, **typed(region, **wrong))
    assert told in answer
    assert "Бес шақырым жол ашылды" in answer
    assert not Instruction.objects.exists()


def test_who_has_no_seat_is_told_so(region: Region) -> None:
    client = client_of(region, "seatless")
    assert "Ask an administrator" in page(client, HOME + "issue/")
    assert "Ask an administrator" in page(client, HOME + "documents/enter/")


def test_from_the_card_to_done(region: Region) -> None:
    row = region.issue()
    officer, control = client_of(region, "officer"), client_of(region, "control")
    card = f"{HOME}{row.pk}/"
    assert "Accept for work" in page(officer, card)
    assert "Accept for work" not in page(control, card)
    sent(officer, card + "accept/", version=1)
    again = officer.post(card + "accept/", {"version": 1}, follow=True).content.decode()
    assert "Somebody else has just changed it" in again
    page(officer, card + "report/")
    data = {
        "version": 2,
        "text": "Екі жарым шақырым дайын",
        "declared": "green",
        "name_1": "Жол",
        "unit_1": "km",
        "plan_1": "5",
        "fact_1": "2,5",
        "files": SimpleUploadedFile("акт.pdf", b"%PDF-1.7"),
    }
    sent(officer, card + "report/", 400, **{**data, "fact_1": ""})
    data["files"] = SimpleUploadedFile("акт.pdf", b"%PDF-1.7")
    sent(officer, card + "report/", **data)
    shown = page(control, card)
    for text in ("Екі жарым шақырым дайын", "2.5", "акт.pdf", "Return the report"):
        assert text in shown
    report = row.reports.get()
    file = control.get(f"{HOME}evidence/{report.evidence.get().pk}/")
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7", "application/octet-stream")
    assert file["Content-Disposition"].startswith("attachment")
    assert "Say what is missing." in sent(control, card + "return-report/", 400, version=3, reason=" ")
    sent(control, card + "return-report/", version=3, reason="Бес болуы керек")
    assert "Бес болуы керек" in page(officer, card)
    sent(officer, card + "report/", version=4, text="Бәрі")
    sent(control, card + "accept-report/", version=5)
    row.refresh_from_db()
    assert row.state == "done"
    assert AuditEvent.objects.filter(action="evidence opened").count() == 1


def test_the_second_of_two_loses_nothing_typed(region: Region) -> None:
    row = region.issue()
    region.do(report_actions.accept, "officer", row)
    first, second = client_of(region, "officer"), client_of(region, "second-officer")
    address = f"{HOME}{row.pk}/report/"
    sent(first, address, version=2, text="біріншісі")
    answer = sent(second, address, 409, version=2, text="екіншісі жазған мәтін")
    assert "екіншісі жазған мәтін" in answer
    assert "report submitted" in answer
    details = f"{HOME}{row.pk}/change/"
    control = client_of(region, "control")
    answer = sent(control, details, 409, version=1, end_result="жаңа нәтиже")
    assert "жаңа нәтиже" in answer


def test_longer_terms_by_pages(region: Region) -> None:
    row = region.issue()
    officer, control = client_of(region, "officer"), client_of(region, "control")
    card = f"{HOME}{row.pk}/"
    sent(officer, card + "ask-extension/", version=1, last="20.12.2026", reason="жауын")
    assert "20.12.2026" in page(control, HOME + "control/")
    assert "20.12.2026" in page(control, card + "extend/")
    answer = sent(control, card + "extend/", 400, version=1, last="10.12.2026", reason="иә")
    assert "ends after the one that stands" in answer
    assert officer.post(card + "extend/", {}).status_code == 403
    sent(control, card + "extend/", version=1, last="20.12.2026", reason="иә")
    row.refresh_from_db()
    assert (row.state, row.due) == ("extended", datetime.date(2026, 12, 21))
    assert [each.note for each in row.changes.exclude(note="")] == [
        "20.12.2026: жауын", "15.12.2026 → 20.12.2026: иә",
    ]  # fmt: skip
    sent(officer, card + "ask-extension/", version=2, last="30.12.2026", reason="жауын")
    sent(control, card + "refuse-extension/", version=2, reason="жетеді")
    sent(control, card + "withdraw/", version=3, reason="керек емес")
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_breaking_down_by_the_form(region: Region) -> None:
    row = region.issue(responsible=region["roads"], place=REGION)
    client = client_of(region, "roads-officer")
    address = f"{HOME}{row.pk}/break-down/"
    assert "must end within it" in page(client, address)
    data = typed(region, term_last="16.12.2026")
    assert "within the term of the whole" in sent(client, address, 400, **data)
    sent(client, address, **typed(region, term_last="14.12.2026"))
    part = Instruction.objects.get(parent=row)
    assert f"№ {part.pk}" in page(client, f"{HOME}{row.pk}/")
    assert f"№ {row.pk}" in page(client, f"{HOME}{part.pk}/")
    officer = client_of(region, "officer")
    assert officer.get(f"{HOME}{row.pk}/").status_code == 404
    assert officer.get(f"{HOME}{part.pk}/").status_code == 200


def test_a_document_is_read_and_decided_on(region: Region) -> None:
    client = client_of(region, "control")
    page(client, HOME + "documents/enter/")
    data = {"kind": "meeting", "title": "Аппарат жиыны", "day": "19.11.2026", "issuer": region["akimat"].pk}
    assert "Paste a text" in sent(client, HOME + "documents/enter/", 400, **data)
    sent(client, HOME + "documents/enter/", **data, text=PROTOCOL)
    source = Source.objects.get()
    shown = page(client, f"{HOME}documents/{source.pk}/")
    first, second = source.proposals.all()
    assert f'id="span-{first.pk}"' in shown
    assert "2 proposals are not decided yet." in shown
    form = page(client, f"{HOME}proposals/{first.pk}/")
    assert f'<option value="{region["roads"].pk}" selected>' in form
    assert 'value="15.12.2026"' in form
    told = {"responsible": region["roads"].pk, "place": REGION, "words": first.said["action"], "version": 1}
    answer = client.post(f"{HOME}proposals/{first.pk}/", typed(region, **told))
    assert answer["Location"] == f"{HOME}proposals/{second.pk}/"
    sent(client, f"{HOME}proposals/{second.pk}/reject/", version=1)
    wrong = sent(client, f"{HOME}documents/{source.pk}/overlooked/", 400, quote="мұндай сөз жоқ")
    assert "The document does not say this." in wrong
    sent(client, f"{HOME}documents/{source.pk}/overlooked/", quote="Келесі жиын дүйсенбіде өтеді.")
    verdicts = list(Proposal.objects.order_by("start").values_list("verdict", flat=True))
    assert verdicts == ["confirmed", "rejected", "waiting"]
    answer = client.get(f"{HOME}documents/{source.pk}/corrections.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as folder:
        assert folder.read("text.txt").decode() == source.text
        assert folder.read("corrections.yaml").decode().count("- document: text.txt") == 2
    row = Instruction.objects.get()
    assert source.title in page(client, f"{HOME}{row.pk}/")
    assert "Аппарат жиыны" in page(client, HOME + "documents/")


PLAN = """Ұлттық жоспар

1. Жол басқармасы 2026 жылғы 15 желтоқсанға дейін жолды жөндеуді аяқтасын.
2. Жол басқармасы көпірді жөндесін.
10.2) Аудан әкімі мектепті ашсын.
"""


def test_a_plan_has_points_and_tells_what_became_of_them(region: Region) -> None:
    source = entered(region, PLAN, kind="plan", title="Ұлттық жоспар", number="100")
    control, officer = client_of(region, "control"), client_of(region, "officer")
    forms = [
        control.get(f"{HOME}proposals/{each.pk}/").context["form"].initial["point"]
        for each in source.proposals.order_by("start")
    ]
    assert forms == ["1", "2", "10.2"]
    rows = [
        region.issue(text=f"{point} тармақты орындау", point=point, source=source)
        for point in ("10.2", "2", "1")
    ]
    shown = control.get(f"{HOME}documents/{source.pk}/").context["issued"]
    assert [row.point for row in shown] == ["1", "2", "10.2"]
    text = page(officer, f"{HOME}{rows[0].pk}/")
    assert "Ұлттық жоспар № 100" in text, "the district sees what told it"
    assert f"documents/{source.pk}/" not in text, "but not the document of the region"


def test_a_text_with_signs_of_html_stays_text(region: Region) -> None:
    source = entered(region, PROTOCOL + "<script>alert(1)</script> & <b>\n")
    shown = page(client_of(region, "control"), f"{HOME}documents/{source.pk}/")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;" in shown


def test_lists_find_by_what_is_asked(region: Region) -> None:
    first = region.issue()
    second = region.issue(
        text="Кітапханаларды цифрландыру",
        theme="digital",
        responsible=region["other-district"],
        place="316200000",
    )
    client = client_of(region, "control")
    asked = {
        "": {first, second},
        "?q=кітапхана": {second},
        f"?q=№{first.pk}": {first},
        "?theme=digital": {second},
        "?body=district": {first},
        f"?place={DISTRICT}": {first},
        "?colour=grey": {first, second},
        "?colour=red": set(),
        "?due_to=14.12.2026": set(),
        "?due_from=15.12.2026": {first, second},
        "?state=accepted": set(),
        "?disagree=on": set(),
        "?finished=on": {first, second},
        "?q=%00%27": {first, second},
        "?q=%27%25": set(),
        "?due_to=never&colour=mauve&page=99": {first, second},
    }
    for query, rows in asked.items():
        shown = page(client, HOME + query)
        found = {row for row in (first, second) if f'/instructions/{row.pk}/"' in shown}
        assert found == rows, query


def test_pages_ask_a_fixed_number_of_queries(
    region: Region, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(12):
        row = region.issue(text=f"{number} нөмірлі тапсырма", helping=[region["other-district"]])
        region.do(report_actions.accept, "officer", row)
        region.do(report_actions.submit_report, "officer", row, said=Said("дайын", "green"))
    client = client_of(region, "control")
    for address, most in (
        ("", 14),
        ("control/", 22),
        (f"{row.pk}/", 24),
        ("agenda/", 20),
        ("plan/2026/", 12),
    ):
        page(client, HOME + address)
        with django_assert_max_num_queries(most):
            page(client, HOME + address)


def test_what_lapsed_last_year_and_is_open_is_work_of_this_year(region: Region) -> None:
    row = region.issue(term=Term.on(datetime.date(2026, 12, 15)))
    done = region.issue(term=Term.on(datetime.date(2026, 12, 16)), text="Мектепті бояу")
    client = client_of(region, "control")

    def shown(year: int) -> set[int]:
        return {each.pk for each in client.get(f"{HOME}plan/{year}/").context["rows"]}

    assert (shown(2026), shown(2027)) == ({row.pk, done.pk}, set())
    region.on("2027-01-11")
    Instruction.objects.filter(pk=done.pk).update(state="done", finished_on="2026-12-16")
    assert (shown(2026), shown(2027)) == ({row.pk, done.pk}, {row.pk})


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_page_speaks_both_languages(region: Region, language: str) -> None:
    row = region.issue()
    region.do(report_actions.accept, "officer", row)
    region.do(report_actions.submit_report, "officer", row, said=Said("дайын", "green"))
    source = entered(region)
    client = client_of(region, "control")
    home = f"/{language}/instructions/"
    addresses = ["", "control/", "agenda/", "stocktakes/", "stocktakes/freeze/", "plan/2026/", "documents/",
                 "issue/", f"{row.pk}/", f"{row.pk}/accept-report/", f"documents/{source.pk}/",
                 f"proposals/{source.proposals.first().pk}/"]  # fmt: skip
    for address in addresses:
        assert f'<html lang="{language}"' in page(client, home + address)


def test_a_stocktake_is_frozen_and_its_decisions_are_issued(region: Region) -> None:
    row = region.issue()
    client = client_of(region, "control")
    address = HOME + "stocktakes/freeze/"
    page(client, address)
    data = {"title": "Қараша жиыны", "day": "20.11.2026", "until": "31.12.2026", "place": REGION}
    sent(client, address, 400, **{**data, "until": "19.11.2026"})
    sent(client, address, **data)
    stocktake = Stocktake.objects.get()
    assert [each["number"] for each in stocktake.pack["due"]] == [row.pk]
    before = dict(stocktake.pack)
    region.do(report_actions.accept, "officer", row)
    region.do(report_actions.submit_report, "officer", row, said=Said("дайын", "green"))
    shown = page(client, f"{HOME}stocktakes/{stocktake.pk}/")
    assert "The pack is not what was frozen." not in shown
    sent(client, f"{HOME}stocktakes/{stocktake.pk}/decide/", **typed(region, text="Жиын шешімі"))
    decision = Instruction.objects.get(text="Жиын шешімі")
    stocktake.refresh_from_db()
    assert decision.source == stocktake.source
    assert stocktake.pack == before
    assert "Жиын шешімі" in page(client, f"{HOME}stocktakes/{stocktake.pk}/")
    Stocktake.objects.filter(pk=stocktake.pk).update(pack={**before, "due": []})
    assert "The pack is not what was frozen." in page(client, f"{HOME}stocktakes/{stocktake.pk}/")


def test_seats_are_given_by_administrators_of_the_place_to_others(
    region: Region, make_account: MakeAccount
) -> None:
    administrator = make_account(Role.ADMINISTRATOR, DISTRICT, login="administrator", work=DISTRICT)
    worker = make_account(Role.OFFICER, DISTRICT, login="worker", work=DISTRICT)
    client = Client()
    client.force_login(administrator)
    address = HOME + "seats/"
    page(client, address)
    data = {"account": worker.pk, "body": region["district"].pk, "valid_from": "01.11.2026"}
    sent(client, address, **data)
    assert "has a seat there already" in sent(client, address, 400, **data)
    sent(client, address, 400, **{**data, "body": region["akimat"].pk})
    sent(client, address, 400, **{**data, "account": administrator.pk})
    seat = Seat.objects.get(account=worker)
    sent(client, f"{address}{seat.pk}/end/", version=1, last_day="30.11.2026")
    sent(client, f"{address}{seat.pk}/end/", 409, version=1, last_day="30.11.2026")
    seat.refresh_from_db()
    assert seat.valid_to == datetime.date(2026, 11, 30)


def test_a_record_of_the_ledger_is_served_where_one_sees_it(region: Region) -> None:
    given = {"kind": "road_section", "kind_version": 1, "stage": "works", "region": "31", "words": ""}
    given |= {"district": DISTRICT, "category": "under_way"}
    names = {"name_kk": "Мектеп жолы", "name_ru": "Школьная дорога", "place": DISTRICT}
    record = Record.objects.create(code="road-1", **names, **given)
    elsewhere = {**names, "place": "110000000"}
    Record.objects.create(code="road-2", **elsewhere, **{**given, "region": "11", "district": "111000000"})
    client = client_of(region, "control")
    refused = sent(client, HOME + "issue/", 400, **typed(region, record="road-2"))
    assert "No record of the ledger that you see has this code." in refused
    sent(client, HOME + "issue/", **typed(region, record="road-1"))
    row = Instruction.objects.get()
    assert (row.record, row.language) == (record, "kk")
    assert "road-1" in page(client, f"{HOME}{row.pk}/")
    assert f"{HOME}{row.pk}/" in page(client, f"/en/delivery/records/{record.pk}/"), "and the card says so"
    sent(client, f"{HOME}{row.pk}/change/", version=1, end_result="Жол ашылды", record="")
    row.refresh_from_db()
    assert row.record is None
