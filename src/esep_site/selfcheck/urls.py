"""Addresses of the self-check."""

from django.urls import path

from esep_site.selfcheck import pages

app_name = "selfcheck"
urlpatterns = [path("", pages.self_check_page, name="page")]
