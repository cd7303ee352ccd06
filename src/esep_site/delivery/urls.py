"""Addresses of the ledger of delivery."""

from django.urls import path

from esep_site.delivery import (
    body_pages,
    employment_pages,
    inspection_pages,
    line_pages,
    offline_pages,
    portfolio_pages,
    record_pages,
    target_pages,
    workbook_urls,
)

app_name = "delivery"
urlpatterns = [
    path("", portfolio_pages.own_desk, name="own-desk"),
    path("desk/<str:place>/", portfolio_pages.desk, name="desk"),
    path("portfolio/", portfolio_pages.own_portfolio, name="own-portfolio"),
    path("portfolio/<str:place>/", portfolio_pages.portfolio, name="portfolio"),
    path("enter/<str:place>/", record_pages.enter, name="enter"),
    path("records/<int:record>/", record_pages.card, name="record"),
    path("records/<int:record>/change/", record_pages.change, name="change"),
    path("records/<int:record>/stage/", record_pages.stage, name="stage"),
    path("records/<int:record>/report/", record_pages.report, name="report"),
    path("records/<int:record>/inspect/", inspection_pages.inspect, name="inspect"),
    path("records/<int:record>/attach/", inspection_pages.attach, name="attach"),
    path("records/<int:record>/lines/<slug:part>/", line_pages.lines, name="lines"),
    path("offline/", offline_pages.offline, name="offline"),
    path("faults/<int:fault>/", inspection_pages.mend, name="mend"),
    path("files/<int:attachment>/", inspection_pages.file, name="file"),
    path("programmes/<int:record>/", body_pages.programme, name="programme"),
    path("bodies/<slug:body>/", body_pages.work, name="work"),
    path("employment/", employment_pages.own_employment, name="own-employment"),
    path("employment/<str:place>/", employment_pages.employment, name="employment"),
    path("employment/<str:place>/targets/", target_pages.targets, name="targets"),
    *workbook_urls.urlpatterns,
]
