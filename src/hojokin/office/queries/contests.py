"""Contests (異議の照会): the rulings that hold, and the version that they are made on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import (
    Case,
    Exists,
    JSONField,
    Min,
    OuterRef,
    QuerySet,
    StringAgg,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, JSONObject

from hojokin.flow.canonical import moment
from hojokin.flow.contesting import CONTEST, Ruling
from hojokin.flow.form import Values
from hojokin.office.records.models import (
    ContestRuling,
    Filing,
    FilingEntry,
    FilingVersion,
    Round,
    Tie,
)


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What an application said when it was handed in last (提出された版), and the rulings on it that hold."""

    values: Values
    first_at: datetime
    round_number: int
    rulings: Sequence[Ruling]


def rulings_of(filings: Iterable[Filing]) -> Mapping[int, Sequence[Ruling]]:
    """The rulings that hold on what each filing said when it was handed in last; one query, none for no filing.

    A new version makes the rulings on the one before void, and so does a tie that whoever ruled declares afterwards.
    """
    found: dict[int, list[Ruling]] = {each.pk: [] for each in filings}
    if not found:
        return {}
    for each in _holding(found):
        ruling = Ruling(each.rule, each.is_upheld, each.reason, each.ruled_by.name, moment(each.ruled_at))
        found[each.filing_id].append(ruling)
    return found


def handed_in_told() -> Case:
    """The same of one filing as a column of a question about filings, for ``handed_in_from``; of contested ones alone."""
    is_contested = FilingEntry.objects.filter(filing=OuterRef("pk"), name=CONTEST, value=True)
    first = FilingVersion.objects.filter(filing=OuterRef("filing")).order_by().values("filing")
    rounds = Round.objects.filter(code=OuterRef("filing__round_code")).values("number")
    of_version = ContestRuling.objects.filter(filing=OuterRef("filing"), version=OuterRef("sequence"))
    ruling = JSONObject(
        rule="rule", is_upheld="is_upheld", reason="reason", by="ruled_by__name", at="ruled_at"
    )
    joined = StringAgg(Cast(ruling, TextField()), Value(","))
    rulings = _without_tie(of_version).order_by().values("filing").annotate(told=joined).values("told")
    version = (
        FilingVersion.objects.filter(filing=OuterRef("pk"))
        .order_by("-sequence")
        .annotate(
            told=JSONObject(
                values="values",
                first=Subquery(first.annotate(first=Min("submitted_at")).values("first")),
                round_number=Subquery(rounds[:1]),
                rulings=Subquery(rulings),
            )
        )
    )
    told = Subquery(version.values("told")[:1])
    return Case(When(Exists(is_contested), then=told), default=None, output_field=JSONField())


def handed_in_from(told: Mapping[str, Any] | None) -> HandedIn | None:
    """The version as that column tells it."""
    if told is None:
        return None
    values = told["values"]  # SQLite writes JSON within JSON as text, PostgreSQL as it is
    return HandedIn(
        json.loads(values) if isinstance(values, str) else values,
        _moment(told["first"]),
        told["round_number"] or 1,
        [
            Ruling(
                each["rule"], bool(each["is_upheld"]), each["reason"], each["by"], moment(_moment(each["at"]))
            )
            for each in json.loads(f"[{told['rulings'] or ''}]")
        ],
    )


def _moment(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _holding(filings: Iterable[int]) -> QuerySet[ContestRuling]:
    versions = FilingVersion.objects.filter(filing=OuterRef("filing")).order_by("-sequence")
    made = ContestRuling.objects.filter(
        filing__in=list(filings), version=Subquery(versions.values("sequence")[:1])
    )
    return _without_tie(made).select_related("ruled_by").order_by("filing", "pk")


def _without_tie(rulings: QuerySet[ContestRuling]) -> QuerySet[ContestRuling]:
    tied = Tie.objects.filter(filing=OuterRef("filing"), person=OuterRef("ruled_by"), has_tie=True)
    return rulings.filter(~Exists(tied))
