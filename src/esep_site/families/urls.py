"""Addresses of the family map."""

from django.urls import path

from esep_site.families import card_pages, list_pages, pages, reform_pages
from esep_site.families.snapshot_urls import urlpatterns as snapshots

app_name = "families"
urlpatterns = [
    path("", pages.overview, name="overview"),
    path("places/<str:place>/", pages.place, name="place"),
    path("list/", list_pages.own_list, name="own-list"),
    path("list/<str:place>/", list_pages.family_list, name="list"),
    path("list/<str:place>/save/", list_pages.save_view, name="save-view"),
    path("list/<str:place>/families.<str:form>", list_pages.export, name="export"),
    path("saved-lists/<int:view>/", list_pages.open_view, name="open-view"),
    path("saved-lists/<int:view>/change/", list_pages.change_view, name="change-view"),
    path("family/<int:family>/", card_pages.card, name="card"),
    path("family/<int:family>/reason/", card_pages.reason, name="reason"),
    path("family/<int:family>/refusals/", card_pages.refusals, name="refusals"),
    path("family/<int:family>/why/<slug:answer>/", card_pages.why, name="why"),
    path("family/<int:family>/offer/", card_pages.offer_help, name="offer-help"),
    path("family/<int:family>/case/", card_pages.open_case, name="open-case"),
    path("offers/<int:offer>/", card_pages.offer, name="offer"),
    path("cases/<int:case>/", card_pages.case, name="case"),
    path("reforms/", reform_pages.reforms, name="reforms"),
    path("reforms/new/", reform_pages.new_reform, name="new-reform"),
    path("reforms/<int:scenario>/", reform_pages.reform, name="reform"),
    path("reforms/<int:scenario>/progress/", reform_pages.progress, name="reform-progress"),
    path("reforms/<int:scenario>/change/", reform_pages.change_reform, name="change-reform"),
    path("reforms/<int:scenario>/again/", reform_pages.try_again, name="reform-again"),
    *snapshots,
]
