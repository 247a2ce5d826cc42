"""Opening a grant (交付決定の登録): the case that follows a decision, its amount committed in the ledger."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from hojokin.flow.form import Values
from hojokin.flow.granted_items import items_from
from hojokin.flow.ledger_entries import commit
from hojokin.flow.rounds import round_for
from hojokin.flow.settling import granted_parts
from hojokin.office.actions.book_entry import book_entry, provide, set_budget
from hojokin.office.actions.lock import lock
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.queries.grant_facts import GRANT, facts_from, parts_kept
from hojokin.office.queries.rounds import round_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant


@transaction.atomic
def open_grant(
    application: Filing,
    *,
    amount: int,
    eligible_cost: int,
    upheld: Collection[str] = (),
    by: Actor,
    at: datetime,
) -> Filing:
    """Open the grant of an application that was decided. Asked again, it answers with the one that is there.

    ``upheld`` are the refusing rules whose contest was upheld. Raises Unmet where the budget does not hold the amount.
    """
    application = lock(application)
    known = Grant.objects.select_related("filing").filter(application=application).first()
    if known is not None:
        return known.filing
    filing = open_filing(GRANT, _about(application), by=by, at=at)
    limit = report_limit_of(application, at)
    filing.round_code, filing.due_at = application.round_code, limit
    filing.save(update_fields=["round_code", "due_at"])
    values = cast("Values", dict(application.entries.values_list("name", "value")))
    applied_on = _day(application.submitted_at or application.opened_at)
    parts = granted_parts(
        values,
        filing.edition,
        filing.track,
        applied_on,
        amount=amount,
        eligible_cost=eligible_cost,
        upheld=upheld,
    )
    grant = Grant.objects.create(
        filing=filing,
        application=application,
        budget=budget_of(application),
        amount=amount,
        eligible_cost=eligible_cost,
        applied_on=applied_on,
        granted_on=_day(at),
        report_limit=_day(limit) if limit else None,
        items=items_from(values),
        parts=parts_kept(parts),
        facts=facts_from(values, application),
    )
    _commit(grant, by, at)
    return filing


def report_limit_of(application: Filing, at: datetime) -> datetime | None:
    """The report limit of the application's round; None where it is not published."""
    kept = round_of(application)
    if kept is not None:
        return kept.report_by
    found = round_for(application.edition, application.track, application.submitted_at or at)
    return found.report_limit if found else None


def budget_of(application: Filing) -> str:
    """The budget that a grant is taken from: its round's, or the track's where no round is known."""
    return application.round_code or f"{application.edition}-{application.track}"


def _about(application: Filing) -> About:
    return About(
        edition=application.edition,
        owner=application.owner,
        track=application.track,
        partner=application.partner,
        parent=application,
        vendor=application.vendor,
        title=application.title,
    )


def _commit(grant: Grant, by: Actor, at: datetime) -> None:
    number, budget = grant.filing.number, grant.budget
    kept = round_of(grant.application)
    if kept is not None and kept.budget_yen is not None:
        set_budget(budget, kept.budget_yen, grant.granted_on, by=by, at=at)
    provide(budget, f"{number}.appropriate", grant.amount, grant.granted_on, by=by, at=at)
    key = f"{number}.commit"
    book_entry(
        budget,
        number,
        lambda book: commit(book, key, grant.granted_on, budget, number, grant.amount),
        by=by,
        at=at,
    )


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()
