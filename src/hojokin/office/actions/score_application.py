"""Scoring (採点): each reviewer fills in a sheet of their own; two sheets are needed for a decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hojokin.flow.applications import APPLICATIONS
from hojokin.flow.deciding_settings import numbers
from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.flow.scoring import Mark, points_of, sheet_items
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.lock import lock
from hojokin.office.actions.raise_finding import NOT_REVIEWER
from hojokin.office.actions.record import record
from hojokin.office.queries.scoring import round_number_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Person, Score, ScoreSheet, Tie
from hojokin.rules.engine.facts import Text

UNDER_REVIEW = "under_review"


@transaction.atomic
def score_application(
    filing: Filing, marks: Mapping[str, Mark], *, finish: bool, by: Actor, at: datetime
) -> ScoreSheet:
    """Keep a reviewer's marks; ``finish`` hands the sheet in. Raises NotAllowed, Unmet with every wrong mark."""
    filing = lock(filing)
    sheet = _own_sheet(filing, _reviewer(filing, by))
    if sheet.finished_at is not None:
        raise NotAllowed(_FINISHED)
    items = sheet_items(filing.edition, filing.track, round_number_of(filing))
    points, problems = points_of(items, marks, finish=finish)
    if problems:
        raise Unmet(problems)
    sheet.scores.all().delete()
    Score.objects.bulk_create(
        Score(sheet=sheet, item=each.code, points=points.get(each.code), note=marks[each.code].note.strip())
        for each in items
        if each.code in points or (each.code in marks and marks[each.code].note.strip())
    )
    if finish:
        sheet.finished_at = at
        sheet.save(update_fields=["finished_at"])
    what = "score.finish" if finish else "score.write"
    record(by, what, filing.number, at=at, changes={"count": len(points), "score": sum(points.values())})
    return sheet


@transaction.atomic
def reopen_sheet(filing: Filing, reason: str, *, by: Actor, at: datetime) -> ScoreSheet:
    """Take one's finished sheet back to change it (採点のやり直し), with a reason. Raises NotAllowed, Unmet."""
    filing = lock(filing)
    sheet = _own_sheet(filing, _reviewer(filing, by))
    if not reason.strip():
        raise Unmet([FormProblem("reason", _WHY)])
    sheet.finished_at = None
    sheet.save(update_fields=["finished_at"])
    record(by, "score.reopen", filing.number, at=at, reason=reason.strip())
    return sheet


def _reviewer(filing: Filing, by: Actor) -> Person:
    """Who scores: a reviewer without a tie, while the application is under review."""
    if by.role is not Role.REVIEWER or by.person is None or filing.kind not in APPLICATIONS:
        raise NotAllowed(NOT_REVIEWER)
    if filing.state != UNDER_REVIEW:
        raise NotAllowed(_NOT_NOW)
    declared = Tie.objects.filter(filing=filing, person=by.person).first()
    if declared is None or declared.has_tie:
        raise NotAllowed(_TIE)
    return by.person


def _own_sheet(filing: Filing, reviewer: Person) -> ScoreSheet:
    sheets = ScoreSheet.objects.select_for_update(no_key=True).filter(filing=filing)
    own = next((each for each in sheets if each.reviewer_id == reviewer.pk), None)
    if own is None and len(sheets) >= numbers("scoring").reviewers:
        raise NotAllowed(_ENOUGH)
    return own or ScoreSheet.objects.create(filing=filing, reviewer=reviewer)


_FINISHED = Text(
    "採点は確定しています。直すときは、理由を書いて採点をやり直してください。",
    "Your sheet is finished. To change it, reopen it with a reason.",
)
_NOT_NOW = Text("採点できるのは審査中の申請だけです。", "An application is scored while it is under review.")
_TIE = Text(
    "採点の前に、利害関係がないことを申告してください。利害関係がある人は採点できません。",
    "First declare that you have no tie to the parties; who has one may not score.",
)
_ENOUGH = Text(
    "すでに必要な人数が採点しています。", "As many reviewers as needed are scoring this application."
)
_WHY = Text("採点をやり直す理由を入力してください。", "Enter why you reopen your sheet.")
