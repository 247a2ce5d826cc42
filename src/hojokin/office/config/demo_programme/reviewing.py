"""The review (審査): submitted, read, perhaps returned and corrected, scored and ready for the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hojokin.flow.roles import Role
from hojokin.flow.scoring import Mark, sheet_items
from hojokin.office.actions.answer_finding import answer_finding
from hojokin.office.actions.assign_reviewer import assign_reviewer
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.raise_finding import close_finding, raise_finding
from hojokin.office.actions.score_application import score_application
from hojokin.office.actions.take_step import take_step
from hojokin.office.config.demo_programme.case import CORRECTIONS, Case
from hojokin.office.config.demo_programme.grantee import Grantee
from hojokin.office.config.demo_programme.granting import life_of
from hojokin.office.config.demo_programme.moments import DAY, HOUR, MINUTE, five_o_clock
from hojokin.office.config.demo_programme.people import sample
from hojokin.office.config.demo_programme.timeline import Life
from hojokin.office.config.demo_programme.typing_in import data, sign
from hojokin.office.queries.scoring import round_number_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing


def handed_in(case: Case, by: Actor, at: datetime) -> Life:
    """It is submitted, read, perhaps returned and corrected, scored and ready for the decision."""
    until = case.until
    if case.filing is None:
        return
    case.filing = sign(case.filing, "submit", by=by, at=at)
    if until == "submitted":
        return
    yield (at := at + case.read_after)
    reader = sample(case.reviewers[0], Role.REVIEWER)
    declare_tie(case.filing, has_tie=False, by=reader, at=at)
    case.filing = assign_reviewer(case.filing, reader.person, by=reader, at=at)
    case.filing = take_step(case.filing, "start_review", by=reader, at=at)
    yield (at := at + 3 * DAY)
    if until in CORRECTIONS or until == "corrected":
        yield from _corrected(case, by, reader, at)
        at += 8 * DAY
    if until in {"under_review", *CORRECTIONS, "corrected"}:
        return
    for name in case.reviewers:
        yield (at := at + 4 * HOUR)
        _score(case, sample(name, Role.REVIEWER), at)
    take_step(case.filing, "finish_review", by=reader, at=at + MINUTE)
    if case.decided_at is not None:
        yield (at := case.decided_at + DAY)
        if case.now().state == "granted":
            yield from life_of(Grantee(case.now(), case.firm, by, case.vendor, case.after), at)


def _score(case: Case, by: Actor, at: datetime) -> None:
    if case.filing is None:
        return
    filing = case.filing
    declare_tie(filing, has_tie=False, by=by, at=at)
    items = sheet_items(filing.edition, filing.track, round_number_of(filing))
    marks = {each.code: Mark(str(min(max(case.points, each.lowest), each.highest))) for each in items}
    score_application(filing, marks, finish=True, by=by, at=at)


def _corrected(case: Case, by: Actor, reader: Actor, at: datetime) -> Life:
    """Returned with points, answered, passed on and, in the end, submitted again."""
    if case.filing is None:
        return
    said = _points(case.filing)
    findings = [raise_finding(case.filing, name, text, by=reader, at=at) for name, (text, _a) in said.items()]
    case.filing = take_step(
        case.filing, "request_correction", by=reader, at=at, due_at=five_o_clock(at + 14 * DAY)
    )
    if case.until == "correction_applicant":
        return
    yield (at := at + 2 * DAY)
    for each in findings:
        each.refresh_from_db()
        answer_finding(each, said[each.field][1], by=by, at=at)
    action = "hand_over_correction" if case.filing.partner_id else "finish_correction"
    case.filing = take_step(case.filing, action, by=by, at=at + MINUTE)
    if case.until == "correction_vendor":
        return
    yield (at := at + DAY)
    if case.filing.partner_id:
        case.filing = take_step(case.filing, "pass_on_correction", by=case.vendor, at=at)
    if case.until == "correction_confirming":
        return
    yield (at := at + DAY)
    case.filing = sign(case.filing, "resubmit", by=by, at=at)
    for each in findings:
        each.refresh_from_db()
        close_finding(each, by=reader, at=at + DAY)


def _points(filing: Filing) -> Mapping[str, tuple[str, str]]:
    """What the office points out, and what is answered, by field."""
    kind = "corporation" if filing.owner.corporate_number else "sole_proprietor"
    told: Mapping[str, Any] = data("findings")["application"][kind]
    return {name: (each[0], each[1]) for name, each in told.items()}
