"""Start a filing of change (届出の開始): withdrawal, plan change, delay and the like, with what is known filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from hojokin.flow.change_kinds import may_begin, plain_code
from hojokin.flow.grants import WITHDRAWAL, kind_for
from hojokin.flow.roles import Role
from hojokin.flow.tables.grant import AFTER_PAYMENT
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.lock import lock
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.queries.entries import Typed
from hojokin.office.queries.filings import stands_at
from hojokin.office.queries.grant_facts import GRANT
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Grant
from hojokin.rules.engine.facts import Text

ENDED = ("approved", "refused", "taken_back")
NOT_GRANTEE = Text("届け出られるのは交付決定を受けた方だけです。", "Only the grantee files a change.")
NOT_NOW = Text(
    "いまの状態では、この届出はできません。振込の手続き中のときは、終わってから始めてください。",
    "This cannot be filed in the present state. During a transfer, begin when it is finished.",
)


@transaction.atomic
def start_change_filing(filing: Filing, code: str, *, by: Actor, at: datetime) -> Filing:
    """Open a filing of change for a grant, or answer with the one that is still open. Raises NotAllowed."""
    filing = lock(filing)
    if filing.kind != GRANT or by.role is not Role.APPLICANT or not stands_at(filing, by):
        raise NotAllowed(NOT_GRANTEE)
    if not may_begin(code, filing.state):
        raise NotAllowed(NOT_NOW)
    kind = kind_for(code, filing.track)
    known = filing.children.filter(kind=kind.code).exclude(state__in=ENDED).order_by("pk").first()
    if known is not None:
        return known
    about = About(
        edition=filing.edition,
        owner=filing.owner,
        track=filing.track,
        partner=filing.partner if kind.partner else None,
        parent=filing,
        vendor=filing.vendor,
        title=filing.title,
        typed=_known(filing, code),
    )
    return open_filing(kind.code, about, by=by, at=at)


def _known(filing: Filing, code: str) -> Mapping[str, Typed]:
    """What a withdrawal can be filled in with: whether money was paid, and the tools with their days."""
    if plain_code(code) != WITHDRAWAL.code:
        return {}
    if filing.state not in AFTER_PAYMENT:
        return {"after_payment": ["no"]}
    grant = Grant.objects.get(filing=filing)
    introduced = [grant.introduced_on.isoformat()] if grant.introduced_on else []
    rows = [{"name": [str(each["name"])], "introduced_on": introduced} for each in grant.items]
    return {"after_payment": ["yes"], "stopped": rows}
