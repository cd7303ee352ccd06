"""Addresses of instructions."""

from django.urls import path

from esep_site.instructions import day_pages, doing_pages, pages, source_pages

app_name = "instructions"
urlpatterns = [
    path("", pages.instructions, name="instructions"),
    path("list.xlsx", pages.table, {"form": "xlsx"}, name="table-xlsx"),
    path("list.csv", pages.table, {"form": "csv"}, name="table-csv"),
    path("control/", pages.control, name="control"),
    path("issue/", doing_pages.issue, name="issue"),
    path("<int:instruction>/", pages.instruction, name="instruction"),
    path("<int:instruction>/change/", doing_pages.change, name="change"),
    path("<int:instruction>/break-down/", doing_pages.break_down, name="break-down"),
    path("<int:instruction>/accept/", doing_pages.accept, name="accept"),
    path("<int:instruction>/begin/", doing_pages.begin, name="begin"),
    path("<int:instruction>/report/", doing_pages.report, name="report"),
    path("<int:instruction>/contribute/", doing_pages.contribute, name="contribute"),
    path("<int:instruction>/accept-report/", doing_pages.accept_report, name="accept-report"),
    path("<int:instruction>/return-report/", doing_pages.return_report, name="return-report"),
    path("<int:instruction>/ask-extension/", doing_pages.ask_extension, name="ask-extension"),
    path("<int:instruction>/extend/", doing_pages.extend, name="extend"),
    path("<int:instruction>/refuse-extension/", doing_pages.refuse_extension, name="refuse-extension"),
    path("<int:instruction>/withdraw/", doing_pages.withdraw, name="withdraw"),
    path("<int:instruction>/close/", doing_pages.close, name="close"),
    path("<int:instruction>/link/", doing_pages.link, name="link"),
    path("<int:instruction>/unlink/", doing_pages.unlink, name="unlink"),
    path("evidence/<int:evidence>/", doing_pages.evidence, name="evidence"),
    path("documents/", source_pages.sources, name="sources"),
    path("documents/enter/", source_pages.enter_source, name="enter-source"),
    path("documents/<int:source>/", source_pages.source, name="source"),
    path("documents/<int:source>/overlooked/", source_pages.overlooked, name="overlooked"),
    path("documents/<int:source>/corrections.zip", source_pages.corrections, name="corrections"),
    path("proposals/<int:proposal>/", source_pages.proposal, name="proposal"),
    path("proposals/<int:proposal>/reject/", source_pages.reject, name="reject"),
    path("agenda/", day_pages.agenda, name="agenda"),
    path("agenda/calendar/", day_pages.calendar_key, name="calendar-key"),
    path("terms/<str:key>.ics", day_pages.terms, name="terms"),
    path("stocktakes/", day_pages.stocktakes_page, name="stocktakes"),
    path("stocktakes/freeze/", day_pages.freeze, name="freeze"),
    path("stocktakes/<int:stocktake>/", day_pages.stocktake, name="stocktake"),
    path("stocktakes/<int:stocktake>/decide/", day_pages.decide, name="decide"),
    path("plan/", day_pages.own_plan, name="own-plan"),
    path("plan/<int:year>/", day_pages.plan, name="plan"),
    path("seats/", day_pages.seats, name="seats"),
    path("seats/<int:seat>/end/", day_pages.end_seat, name="end-seat"),
]
