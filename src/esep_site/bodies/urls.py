"""Addresses of the register of bodies."""

from django.urls import path

from esep_site.bodies import pages

app_name = "bodies"
urlpatterns = [
    path("", pages.bodies, name="bodies"),
    path("enter/body/", pages.enter_body, name="enter-body"),  # no code of a body has a slash
    path("<slug:body>/", pages.body, name="body"),
    path("<slug:body>/change/", pages.change_body, name="change-body"),
]
