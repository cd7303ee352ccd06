"""Addresses of workbooks and of files in the forms of the standards."""

from django.urls import path

from esep_site.delivery import standards_pages as standards
from esep_site.delivery import workbook_pages as pages

urlpatterns = [
    path("workbooks/", pages.workbooks, name="workbooks"),
    path("workbooks/<int:number>/", pages.workbook, name="workbook"),
    path("workbooks/<int:number>/progress/", pages.progress, name="workbook-progress"),
    path("workbooks/<int:number>/faults.csv", pages.faults, name="workbook-faults"),
    path("workbooks/<int:number>/sent.xlsx", pages.sent, name="workbook-sent"),
    path("workbooks/<int:number>/enter/", pages.enter, name="workbook-enter"),
    path("workbooks/template/<slug:kind>.xlsx", pages.template, name="workbook-template"),
    path("exports/<str:place>/", pages.exports, name="exports"),
    path("exports/<str:place>/oc4ids.json", standards.projects, name="oc4ids"),
    path("exports/<str:place>/ocds.json", standards.contracts, name="ocds"),
    path("exports/<str:place>/records.geojson", standards.on_map, name="geojson"),
    path("exports/<str:place>/records.csv", standards.table, name="records-table"),
    path("exports/<str:place>/indicators.csv", standards.figures, name="indicators-table"),
    path("exports/<str:place>/<slug:kind>.xlsx", pages.export, name="workbook-export"),
]
