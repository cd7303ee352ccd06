"""The packaged edition is right, and its names, gathered beforehand, are those of its places."""

from importlib.resources import files

from esep.places import places
from esep.places.edition import Places, _csv_rows
from esep.places.names import names_of
from esep.places.packaged_names import FILE, text_of


def test_the_names_gathered_beforehand_are_fresh():
    text = files("esep.places").joinpath(FILE).read_text("utf-8")
    assert text_of(names_of(places())) == text, "Run python -m esep.places.packaged_names."


def test_places_made_when_asked_for_are_those_of_the_checked_edition():
    def told(edition):
        return [
            (
                place.code,
                place.sign,
                place.written,
                place.level,
                place.parent.code if place.parent else None,
                [child.code for child in place.children],
            )
            for place in edition
        ]

    content = files("esep.places").joinpath("kato.csv").read_text("utf-8")
    checked = Places(_csv_rows(content, "kato.csv"), places().edition)
    assert told(places()) == told(checked)
    assert len(places()) == len(checked)
