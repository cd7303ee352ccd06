"""The account of a region: one HTML file, one workbook a language, and JSON."""

from esep.account.content import AccountContent, District, Note, Stamp, StatedInstruction
from esep.account.document import SCHEMA_VERSION, render_document
from esep.account.gathering import family_kinds, gather, make_account
from esep.account.page import render_page
from esep.account.region import Region, Settings, open_region
from esep.account.workbook import render_workbook
from esep.account.writing import write_account

__all__ = [
    "SCHEMA_VERSION",
    "AccountContent",
    "District",
    "Note",
    "Region",
    "Settings",
    "Stamp",
    "StatedInstruction",
    "family_kinds",
    "gather",
    "make_account",
    "open_region",
    "render_document",
    "render_page",
    "render_workbook",
    "write_account",
]
