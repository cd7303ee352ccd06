"""The filters of a list of families as a form, and what they ask of the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property, lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from esep.familymap.telling.page import ANSWER_WORDS
from esep.kazakhstan import law
from esep.messages import Language
from esep.places import Place
from esep_site.families.list_queries import FamilyLine, Filters
from esep_site.families.rows import FLAGS, RIGHTS
from esep_site.families.shown_counts import LEVELS
from esep_site.families.words import folded_words

ANY = _("any")
YES_NO = (("", ANY), ("1", _("yes")), ("0", _("no")))
KINDS = tuple(kind for kind in ANSWER_WORDS["family_kind"] if kind != "empty")


def language() -> Language:
    """The language of the page."""
    return (get_language() or "kk")[:2]  # type: ignore[return-value]


def title_of(provision: str) -> str:
    """The title of a provision in the language of the page."""
    return law().versions(provision)[-1].title.in_language(language())


def kind_name(kind: str) -> str:
    """The name of a kind of family in the language of the page."""
    words = ANSWER_WORDS["family_kind"].get(kind)
    return words.in_language(language()) if words else kind


lazy_title, lazy_kind = lazy(title_of, str), lazy(kind_name, str)


def _yes_no(label: object) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=YES_NO, required=False)


def _number(label: object) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=99)


class ListForm(forms.Form):
    """What families are looked for. A field left empty asks for nothing."""

    q = forms.CharField(
        label=_("Name or card number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    within = forms.ChoiceField(label=_("Place"), required=False)
    levels = forms.MultipleChoiceField(
        label=_("Level"),
        choices=[(level, level) for level in LEVELS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    below_minimum = _yes_no(_("Below the minimum"))
    undrawn = _yes_no(_("Rights not drawn"))
    kinds = forms.ChoiceField(
        label=_("Kind of family"),
        choices=[("", ANY), *((kind, lazy_kind(kind)) for kind in KINDS)],
        required=False,
    )
    poor = _yes_no(_("Poor in many dimensions"))
    rural = _yes_no(_("In the countryside"))
    members_from = _number(_("Members, from"))
    members_to = _number(_("Members, to"))
    children_from = _number(_("Children, from"))
    children_to = _number(_("Children, to"))
    rights = forms.MultipleChoiceField(
        label=_("Has a right to"),
        choices=[(right, lazy_title(right)) for right in RIGHTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    flags = forms.MultipleChoiceField(
        label=_("The family"),
        choices=[(flag, lazy_title(flag)) for flag in FLAGS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    SEEN = ("q", "within", "levels", "below_minimum", "undrawn", "kinds")

    def __init__(self, place: Place, below: Sequence[Place], data: Any) -> None:
        super().__init__(data)
        choices = [("", _("all of it")), *((each.code, each.in_language(language())) for each in below)]
        self.fields["within"].choices = choices  # type: ignore[attr-defined]
        if not below:
            del self.fields["within"]
        self.place = place

    def seen(self) -> list[Any]:
        """The fields that stand in the open."""
        return [self[name] for name in self.SEEN if name in self.fields]

    def folded(self) -> list[Any]:
        """The fields behind «More filters»."""
        return [field for field in self if field.name not in self.SEEN]

    @property
    def folded_are_used(self) -> bool:
        """Whether one of the folded fields asks for something."""
        return any(self.cleaned_data.get(field.name) not in (None, "", []) for field in self.folded())

    def filters(self) -> Filters:
        """What is asked; what was typed wrong asks for nothing and is said beside its field."""
        given = self.cleaned_data

        def choice(name: str) -> bool | None:
            return {"1": True, "0": False}.get(given.get(name, ""))

        return Filters(
            levels=tuple(given.get("levels", ())),
            kinds=(given["kinds"],) if given.get("kinds") else (),
            flags=tuple(given.get("flags", ())),
            rights=tuple(given.get("rights", ())),
            members=(given.get("members_from"), given.get("members_to")),
            children=(given.get("children_from"), given.get("children_to")),
            rural=choice("rural"),
            below_minimum=choice("below_minimum"),
            poor=choice("poor"),
            undrawn=choice("undrawn"),
        )

    @cached_property
    def search(self) -> str:
        """What is searched for, empty for a list."""
        typed = str(self.cleaned_data.get("q", "")).strip()
        return typed if folded_words(typed) else ""


def matches(line: FamilyLine, filters: Filters) -> bool:
    """Whether a family that was found by name also has what the filters ask."""
    wanted = [
        not filters.levels or line.level in filters.levels,
        not filters.kinds or line.kind in filters.kinds,
        set(filters.flags) <= set(line.flags),
        set(filters.rights) <= set(line.rights),
    ]
    for name in ("members", "children"):
        least, most = getattr(filters, name)
        value = getattr(line, name)
        wanted.append((least is None or value >= least) and (most is None or value <= most))
    for name in ("rural", "below_minimum", "below_line", "poor", "undrawn"):
        asked = getattr(filters, name)
        wanted.append(asked is None or getattr(line, name) == asked)
    return all(wanted)
