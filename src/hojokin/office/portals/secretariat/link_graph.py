"""Picture of links (つながりの図): the parties around a circle, and a line for what two of them have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hojokin.office.portals.plots.markup import element, joined, text
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.alerts import PartyLink
from hojokin.office.records.models import Party

WIDTH, MIDDLE, RADIUS, DOT, LINE = 640, 320, 120, 9, 16  # pixels
ABOVE, BELOW = 150, 170
LONGEST_NAME = 16
# Sixteen places around a circle in thousandths, from the left, so that two stand beside each other.
_EIGHTHS = (
    (-1000, 0),
    (-924, -383),
    (-707, -707),
    (-383, -924),
    (0, -1000),
    (383, -924),
    (707, -707),
    (924, -383),
)
CIRCLE = (*_EIGHTHS, *((-x, -y) for x, y in _EIGHTHS))

type Places = Mapping[int, tuple[int, int]]


def link_graph(links: Sequence[PartyLink]) -> SafeString:
    """The picture, as large as its text needs it; the table beneath says the same."""
    parties = _parties(links)
    places = _places(parties)
    pairs = groupby(sorted(links, key=_pair), key=_pair)
    lines = [_line(list(some), places) for _ends, some in pairs]
    dots = [_dot(each, places[each.pk]) for each in parties]
    return element(
        "svg",
        element("title", _("つながりの図"), id="links-title"),
        element("desc", _said(links), id="links-said"),
        *lines,
        *dots,
        class_="link-graph",
        role="img",
        viewBox=f"0 0 {WIDTH} {ABOVE + BELOW}",
        aria_labelledby="links-title links-said",
    )


def _parties(links: Sequence[PartyLink]) -> Sequence[Party]:
    found = {party.pk: party for each in links for party in (each.one, each.other)}
    return list(found.values())[: len(CIRCLE)]


def _places(parties: Sequence[Party]) -> Places:
    count = len(parties)
    around = [CIRCLE[place * len(CIRCLE) // count] for place in range(count)]
    return {
        party.pk: (MIDDLE + RADIUS * x * 3 // 2000, ABOVE + RADIUS * y // 1000)
        for party, (x, y) in zip(parties, around, strict=True)
    }


def _pair(link: PartyLink) -> tuple[int, int]:
    return min(link.one.pk, link.other.pk), max(link.one.pk, link.other.pk)


def _line(links: Sequence[PartyLink], places: Places) -> SafeString:
    one, other = _pair(links[0])
    if one not in places or other not in places:
        return SafeString()
    (x1, y1), (x2, y2) = places[one], places[other]
    line = element("line", x1=x1, y1=y1, x2=x2, y2=y2)
    x, y = (x1 + x2) // 2, (y1 + y2) // 2 - 8 - LINE * (len(links) - 1)
    names = [
        text(told(each.kind), x, y + LINE * place, text_anchor="middle") for place, each in enumerate(links)
    ]
    return joined([line, *names])


def _dot(party: Party, at: tuple[int, int]) -> SafeString:
    x, y = at
    name = party.name if len(party.name) <= LONGEST_NAME else party.name[:LONGEST_NAME] + "…"
    circle = element("circle", element("title", party.name), cx=x, cy=y, r=DOT)
    beside = y - DOT - 6 if y < ABOVE else y + DOT + LINE + 2  # outside the circle, where no line runs
    return joined([circle, text(name, x, beside, text_anchor="middle", class_="link-party")])


def _said(links: Sequence[PartyLink]) -> str:
    return " ".join(
        _("%(one)s と %(other)s：%(kind)s。")
        % {"one": each.one, "other": each.other, "kind": told(each.kind)}
        for each in links
    )
