"""Places (質問の箇所) in words: the line, member or month that a pointer into a question stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hojokin.rules.engine.facts import Text
from hojokin.rules.names import ALL, CATEGORIES
from hojokin.rules.question import Cost, Question

MOST_NAMED = 10
_ROW = re.compile(r"(?:/members/(?P<member>[0-9]+))?(?:/costs/(?P<cost>[0-9]+))?")
_GRANT = re.compile(r"(?:/members/(?P<member>[0-9]+))?/applicant/past_grants/(?P<grant>[0-9]+)")
_WHOLE = frozenset({"/accounts", "/members"})  # what is said of these names them itself
_MONTH = re.compile(r"/applicant/wage_months/(?P<month>[0-9]+)")


def place_text(place: str, question: Question | None = None) -> Text:
    """One place, such as ``/members/2`` as 「3者目」; with the question its lines and months bear their names."""
    if place in _WHOLE:
        return Text("", "")
    if month := _MONTH.fullmatch(place):
        return _month(int(month["month"]), question)
    if grant := _GRANT.fullmatch(place):
        return _grant(grant["member"], int(grant["grant"]), question)
    row = _ROW.fullmatch(place)
    if row is None or not place:
        return Text(place, place)
    member = None if row["member"] is None else int(row["member"])
    if row["cost"] is None:
        return Text(f"{member + 1}者目", f"member {member + 1}") if member is not None else Text(place, place)
    line = _line(int(row["cost"]), _costs(question, member))
    return line if member is None else Text(f"{member + 1}者目の{line.ja}", f"member {member + 1}, {line.en}")


def places_text(places: Sequence[str], question: Question | None = None) -> Text:
    """Places together: how many, and the first of them by name. Empty for none."""
    told = [place_text(each, question) for each in places[:MOST_NAMED]]
    if len(places) < 2:
        return told[0] if told else Text("", "")
    left = len(places) - len(told)
    ja = "、".join(each.ja for each in told) + (f"、ほか{left}か所" if left else "")
    en = "; ".join(each.en for each in told) + (f"; {left} more" if left else "")
    return Text(f"{len(places)}か所（{ja}）", f"{len(places)} places ({en})")


def _costs(question: Question | None, member: int | None) -> Sequence[Cost]:
    if question is None:
        return ()
    return question.costs if member is None else (question.members or ())[member].costs


def _line(number: int, costs: Sequence[Cost]) -> Text:
    named = _item(costs[number]) if number < len(costs) else None
    ja, en = f"経費{number + 1}行目", f"cost line {number + 1}"
    return Text(f"{ja}（{named.ja}）", f"{en} ({named.en})") if named else Text(ja, en)


def _item(cost: Cost) -> Text:
    return Text(cost.name, cost.name) if cost.name else CATEGORIES[cost.category]


def _month(number: int, question: Question | None) -> Text:
    if question is None:
        return Text(f"時給の{number + 1}番目の月", f"month {number + 1} of the wages")
    year, _, month = question.applicant.wage_months[number].month.partition("-")
    return Text(f"{year}年{int(month)}月", f"{year}-{month}")


def _grant(member: str | None, number: int, question: Question | None) -> Text:
    who = Text("申請者", "applicant") if member is None else place_text(f"/members/{member}")
    ja, en = f"{who.ja}の過去の交付決定{number + 1}件目", f"{who.en}, earlier grant {number + 1}"
    if question is None:
        return Text(ja, en)
    row = question if member is None else (question.members or ())[int(member)]
    grant = row.applicant.past_grants[number]
    name = ALL[grant.track]
    return Text(f"{ja}（{grant.year}年度 {name.ja}）", f"{en} ({grant.year}, {name.en})")
