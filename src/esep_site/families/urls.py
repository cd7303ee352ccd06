"""Addresses of the family map."""

from django.urls import path

from esep_site.families import pages

app_name = "families"
urlpatterns = [path("", pages.overview, name="overview")]
