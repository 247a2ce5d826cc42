"""Sources in words (根拠の文書): ``{% cited source track %}`` names the documents that facts were read in; ids stay a small mark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.translation import gettext as _

from hojokin.office.portals.templatetags.words import in_english
from hojokin.rules import citations
from hojokin.rules.citations import Source, SourceKind

register = template.Library()


MOST = 2
AUTHORITY = {kind: place for place, kind in enumerate(SourceKind)}


@register.inclusion_tag("partials/cited.html")
def cited(source: str | Iterable[str], track: str = "", *, alone: bool = False) -> dict[str, Any]:
    """The documents of a track behind some fact ids, the highest first; those of another track where there are none.

    A clause that stands for itself is shown as it is. ``alone`` leaves the word 根拠 to what stands around it.
    """
    ids = source if isinstance(source, str) else " ".join(source)
    known = [each for fact in ids.split() if (each := citations.facts().get(fact))]
    papers = _("、").join(_title(each) for each in _highest(known, track or ""))
    is_clause = not known and not ids.isascii()
    return {"papers": ids if is_clause else papers, "ids": ids, "alone": alone}


def _highest(known: Iterable[citations.Fact], track: str) -> list[Source]:
    keys = dict.fromkeys(key for fact in known for key in fact.sources)
    own = [key for key in keys if track and f"-{track.replace('_', '-')}-" in key]
    papers = [citations.source(key) for key in own or keys]
    return sorted(papers, key=lambda each: AUTHORITY[each.kind])[:MOST]


def _title(paper: Source) -> str:
    return paper.title_en if in_english() else paper.title
