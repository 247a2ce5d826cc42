"""Filters (絞り込み): what the address narrows a list to, kept in every link of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from hojokin.flow.roles import Role
from hojokin.office.queries.worklists import OFFICE_TURN, Wanted

LONGEST = 200
ALL = "all"
TURNS = ("mine", Role.APPLICANT.value, Role.MEMBER.value, OFFICE_TURN, ALL)


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a page (絞り込みの値). ``default_turn`` is meant when the address names none."""

    asked: Mapping[str, str]
    default_turn: str = "mine"

    def said(self, name: str) -> str:
        """One filter as the address gives it."""
        return self.asked.get(name, "")

    @property
    def turn(self) -> str:
        """Whose turn is shown. A search looks everywhere."""
        if self.said("turn") in TURNS:
            return self.said("turn")
        return ALL if self.said("text") or self.said("state") else self.default_turn

    def wanted(self, **fixed: str) -> Wanted:
        """The same for the query; ``fixed`` wins."""
        page = self.said("page")
        return Wanted(
            kind=fixed.get("kind", self.said("kind")),
            state=self.said("state"),
            turn="" if self.turn == ALL else self.turn,
            track=self.said("track"),
            text=self.said("text"),
            page=int(page) if page.isascii() and page.isdecimal() else 1,
        )

    def query(self, **changed: str) -> str:
        """What follows the question mark with some of it changed; another filter begins at the first page."""
        kept = {name: value for name, value in self.asked.items() if name != "page"}
        return urlencode({name: value for name, value in {**kept, **changed}.items() if value})


def filters_in(asked: QueryDict, default_turn: str = "mine") -> Filters:
    """The filters of an address; anything else that it says is left out."""
    names = ("kind", "state", "turn", "track", "text", "page")
    said = {name: asked.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in names}
    return Filters({name: value for name, value in said.items() if value}, default_turn)
