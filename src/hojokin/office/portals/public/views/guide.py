"""Pages that guide (案内): the journey step by step, the glossary, and whom to ask and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hojokin.flow.contact import contact as call_centre
from hojokin.flow.contact import hours_at
from hojokin.flow.journey import JourneyStep, Statement
from hojokin.flow.journey import journey as journey_of
from hojokin.office import clock
from hojokin.office.portals.public.outcomes import mark_of
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.search.normal import normal
from hojokin.rules.editions import CURRENT, EDITIONS
from hojokin.rules.reference.glossary import Term, former_names, glossary

LONGEST_SEARCH = 100


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """A sentence with its mark and its facts."""

    text: str
    mark: str
    facts: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A step as the page tells it."""

    step: JourneyStep
    takes: Sequence[ToldStatement]
    needs: Sequence[ToldStatement]
    wrong: Sequence[ToldStatement]
    links: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name of the past, the last year that bore it, and the name since."""

    term: Term
    year: int
    before: str
    since: str


@require_safe
def journey(request: HttpRequest) -> HttpResponse:
    """The whole journey of the current edition."""
    stages = [(stage, [_step(each) for each in stage.steps]) for stage in journey_of(CURRENT)]
    return render(request, "public/journey.html", {"stages": stages})


@require_safe
def glossary_page(request: HttpRequest) -> HttpResponse:
    """The words of the field; ``q`` keeps those that hold it, in any width and kana."""
    asked = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    wanted = normal(asked)
    terms = [each for each in glossary() if wanted in _held(each)]
    dated = {each.term.anchor: each for each in former()}
    shown = {"asked": asked, "terms": terms, "former": dated, "total": len(glossary())}
    return render(request, "public/glossary.html", shown)


@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Whom to ask, whether they answer now, and what the programme was called."""
    now = clock.now()
    shown = {"contact": call_centre(), "hours": hours_at(now), "now": now, "former": former()}
    return render(request, "public/contact.html", shown)


def former() -> list[FormerName]:
    """The former names, each with its last edition and what followed."""
    return [
        FormerName(
            each,
            EDITIONS[each.last_edition].year,
            told(EDITIONS[each.last_edition].label),
            told(EDITIONS[CURRENT].label),
        )
        for each in former_names()
    ]


def _step(step: JourneyStep) -> ToldStep:
    links = _links()
    return ToldStep(
        step,
        [_statement(each) for each in step.takes],
        [_statement(each) for each in step.needs],
        [_statement(each) for each in step.wrong],
        [links[name] for name in step.links],
    )


def _statement(statement: Statement) -> ToldStatement:
    return ToldStatement(told(statement.text), mark_of(statement.standing), " ".join(statement.facts))


def _links() -> dict[str, tuple[str, str]]:
    labels = {
        "contact": _("問い合わせ先"),
        "self_check": _("自己診断"),
        "tools": _("ITツールを探す"),
        "vendors": _("IT導入支援事業者を探す"),
        "estimator": _("補助金の見積り"),
        "tracks": _("申請枠のちがい"),
        "schedule": _("締切と日程"),
    }
    return {
        name: (reverse(f"public:{'check' if name == 'self_check' else name}"), label)
        for name, label in labels.items()
    }


def _held(term: Term) -> str:
    return normal(f"{term.ja} {term.en} {term.meaning_ja} {term.meaning}")
