"""Evaluations (自動判定): what the rules answer to a question today, and in words how that differs from before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from hojokin.flow.applications import KINDS
from hojokin.flow.checks.answers import asked_only
from hojokin.flow.form import Values
from hojokin.flow.questions import question_of
from hojokin.office.queries.filings import form_of
from hojokin.office.records.models import Evaluation, Filing
from hojokin.rules.engine.facts import Text
from hojokin.rules.estimate import estimate
from hojokin.rules.problems import InvalidQuestion


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules say (判定): an amount and the rules that say no; without an amount they lack an answer."""

    amount_yen: int | None
    refusals: tuple[str, ...] = ()


def outcome_of(question: Mapping[str, Any]) -> Outcome:
    """The outcome of a question under the rules of today."""
    try:
        made = estimate(question)
    except InvalidQuestion:
        return Outcome(None)
    return Outcome(made.amount_yen, tuple(each.rule for each in made.refusals))


def kept_outcome(kept: Evaluation) -> Outcome:
    """The outcome as it was kept."""
    return Outcome(kept.amount_yen, tuple(kept.refusals))


def question_now(filing: Filing, at: datetime, values: Values) -> Mapping[str, Any]:
    """What an application that says this asks now: on the day it was submitted, or today while it is written."""
    day = timezone.localtime(filing.submitted_at or at).date()
    return question_of(asked_only(form_of(filing), values), {}, filing.edition, filing.track, day)


def open_applications() -> QuerySet[Filing]:
    """Every application that somebody still works on or decides."""
    wanted = Q(pk__in=[])
    for kind in KINDS:
        under_way = [code for code, state in kind.table.states.items() if state.turn is not None]
        wanted |= Q(kind=kind.code, state__in=under_way)
    return Filing.objects.filter(wanted)


def difference(before: Outcome, after: Outcome) -> Text:
    """How one outcome differs from another, in words."""
    parts = list(_parts(before, after))
    return Text("".join(each.ja for each in parts), " ".join(each.en for each in parts))


def _parts(before: Outcome, after: Outcome) -> Iterator[Text]:
    if before.amount_yen != after.amount_yen:
        old, new = _amount(before), _amount(after)
        yield Text(
            f"見積りの補助額が{old.ja}から{new.ja}に変わりました。",
            f"The estimated subsidy changed from {old.en} to {new.en}.",
        )
    if count := len(set(after.refusals) - set(before.refusals)):
        yield Text(f"対象外とする判定が{count}件増えました。", f"Reasons against it that are new: {count}.")
    if count := len(set(before.refusals) - set(after.refusals)):
        yield Text(
            f"対象外とする判定が{count}件なくなりました。", f"Reasons against it that are gone: {count}."
        )


def _amount(outcome: Outcome) -> Text:
    if outcome.amount_yen is None:
        return Text("「計算できない」", "“cannot be computed”")
    return Text(f"{outcome.amount_yen:,}円", f"{outcome.amount_yen:,} yen")
