"""``hojokin schedule``: rounds of applications, in Japanese time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer

from hojokin.cli.layout import table
from hojokin.cli.options import AsJson, Lang, Language
from hojokin.cli.printing import print_json, print_text, refuse
from hojokin.rules.catalogue import known
from hojokin.rules.editions import CURRENT
from hojokin.rules.names import TRACKS
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.schedule import Round, editions, rounds

WEEKDAYS = "月火水木金土日"
HEADINGS = {
    Language.JA: ("申請枠", "締切回", "申請締切", "交付決定日", "実績報告の期限", "確かさ"),
    Language.EN: ("track", "round", "deadline", "decision", "report by", "standing"),
}
UNCONFIRMED = {Language.JA: "未確認", Language.EN: "unconfirmed"}


def schedule(
    track: Annotated[str | None, typer.Argument(help="Track; left out: all of them.")] = None,
    edition: Annotated[str, typer.Option(help="Edition: fy2024, fy2025 or fy2026.")] = CURRENT,
    as_json: AsJson = False,
    lang: Lang = Language.JA,
) -> None:
    """Schedule (スケジュール): every known round with its deadline, decision date and report limit (Japanese time)."""
    try:
        known("edition", edition, editions())
        if track is not None:
            known("track", track, TRACKS)
    except InvalidQuestion as error:
        refuse(error, lang, as_json=as_json)
    found = [each for code in ([track] if track else TRACKS) for each in rounds(edition, code)]
    if as_json:
        print_json([_as_dict(each) for each in found])
    else:
        print_text(table(HEADINGS[lang], [_row(each, lang) for each in found], right=frozenset({1})))


def _row(each: Round, language: Language) -> tuple[str, ...]:
    return (
        TRACKS[each.track].in_language(language),
        str(each.number),
        _moment(each.deadline, language),
        _moment(each.decision_on, language),
        _moment(each.report_limit, language),
        UNCONFIRMED[language] if each.unconfirmed else "",
    )


def _moment(at: date | None, language: Language) -> str:
    if at is None:
        return "-"
    clock = f" {at:%H:%M}" if isinstance(at, datetime) else ""
    if language is Language.EN:
        return f"{at:%Y-%m-%d}{clock}"
    return f"{at.year}年{at.month}月{at.day}日（{WEEKDAYS[at.weekday()]}）{clock.strip()}"


def _as_dict(each: Round) -> dict[str, Any]:
    return {
        "id": each.id,
        "track": each.track,
        "round": each.number,
        "opens": each.opens and each.opens.isoformat(),
        "deadline": each.deadline and each.deadline.isoformat(),
        "decision_on": each.decision_on and each.decision_on.isoformat(),
        "report_limit": each.report_limit and each.report_limit.isoformat(),
        "unconfirmed": each.unconfirmed,
        "fact": each.fact,
        "note": each.note,
    }
