"""Opening reports (報告の用意): the performance report and each effect report, with what is known already filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from hojokin.flow.grants import kind_for
from hojokin.flow.group_members import GroupMember
from hojokin.flow.roles import Role
from hojokin.office.actions.lock import lock
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.clock import end_of
from hojokin.office.queries.filings import form_of, read
from hojokin.office.queries.performance_reports import report_of, reports_of
from hojokin.office.queries.project import report_rows
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, FilingEntry, FilingVersion, Grant, Person
from hojokin.rules.shared.effect_reports import DueReport

REPORT, EFFECT = "performance_report", "effect_report"
LONGEST_TITLE = 200


@transaction.atomic
def open_performance_report(
    grant: Grant, member: GroupMember | None = None, *, by: Actor, at: datetime
) -> Filing:
    """Open the performance report (実績報告) of the grantee, in a group of one member, or answer with the one that is there.

    Its limit is the grant's.
    """
    filing = lock(grant.filing)
    known = report_of(grant, member)
    if known is not None:
        return known
    rows = report_rows(grant, member)
    methods = sorted({row["method"][0] for row in rows if "method" in row})
    typed = {"items": rows, **({"payment_methods": methods} if methods else {}), **_whose(member)}
    code, title = kind_for(REPORT, filing.track).code, filing.title
    if member is not None:
        title = f"{member.label.ja}：{title}"[:LONGEST_TITLE] if title else member.label.ja
    return _open(code, filing, typed, filing.due_at, by, at, title)


@transaction.atomic
def open_missing_reports(grant: Grant, *, by: Actor, at: datetime) -> int:
    """Open every performance report of a grant that was not begun; how many."""
    missing = [each.member for each in reports_of(grant) if each.filing is None]
    for each in missing:
        open_performance_report(grant, each, by=by, at=at)
    return len(missing)


@transaction.atomic
def open_effect_report(grant: Grant, due: DueReport, *, at: datetime) -> Filing:
    """Open one effect report (効果報告), or answer with the one that is there."""
    filing = lock(grant.filing)
    code, year = kind_for(EFFECT, filing.track).code, str(due.window.plan_year)
    known = FilingEntry.objects.filter(
        filing__parent=filing, filing__kind=code, name="plan_year", value=year
    ).first()
    if known is not None:
        return known.filing
    typed: dict[str, Any] = {"plan_year": [year]}
    if due.covers is not None:
        typed |= {"covers_from": [due.covers.start.isoformat()], "covers_to": [due.covers.end.isoformat()]}
    closes = due.window.closes if due.year_ends_in_time else None
    until = end_of(closes) if closes else None
    return _open(code, filing, typed, until, SYSTEM, at, filing.title)


def _whose(member: GroupMember | None) -> Mapping[str, list[str]]:
    """Whose report it is, in a group."""
    if member is None:
        return {}
    return {
        "member": [str(member.number)],
        "member_name": [member.label.ja],
        "member_role": [member.role],
    }


def _open(
    code: str,
    grant: Filing,
    typed: Mapping[str, Any],
    until: datetime | None,
    by: Actor,
    at: datetime,
    title: str,
) -> Filing:
    about = About(
        edition=grant.edition,
        owner=grant.owner,
        track=grant.track,
        partner=grant.partner,
        parent=grant,
        vendor=grant.vendor,
        title=title,
    )
    opened = open_filing(code, about, by=by, at=at)
    _fill(opened, typed, by.person or _applicant(grant), at)
    opened.round_code, opened.due_at = grant.round_code, until
    opened.save(update_fields=["round_code", "due_at"])
    return opened


def _applicant(grant: Filing) -> Person:
    """Whose words the copied values are: who submitted the application, else who wrote in it last.

    Raises Person.DoesNotExist where nobody ever did: such a case came in by no door of this office.
    """
    last = FilingVersion.objects.filter(filing=grant.parent_id).order_by("-sequence").first()
    if last is not None:
        return last.submitted_by
    written = FilingEntry.objects.filter(filing=grant.parent_id).order_by("-written_at").first()
    if written is None:
        raise Person.DoesNotExist(grant.number)
    return written.written_by


def _fill(filing: Filing, typed: Mapping[str, Any], person: Person, at: datetime) -> None:
    known = {each.name: each for each in form_of(filing).fields()}
    FilingEntry.objects.bulk_create(
        FilingEntry(
            filing=filing,
            name=name,
            typed=list(texts),
            value=read(known[name], texts),
            written_by=person,
            written_as=Role.SYSTEM.value,
            written_at=at,
        )
        for name, texts in typed.items()
        if name in known
    )
