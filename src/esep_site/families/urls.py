"""Addresses of the family map."""

from django.urls import path

from esep_site.families import pages
from esep_site.families.snapshot_urls import urlpatterns as snapshots

app_name = "families"
urlpatterns = [path("", pages.overview, name="overview"), *snapshots]
