"""Publishing (交付決定者の公表, W-65): name, corporate number and town of whoever was granted; of a person the prefecture."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.db import transaction

from hojokin.flow.applications import public_entry
from hojokin.flow.form import Values
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.queries.scoring import last_versions
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    DecisionProposal,
    FilingVersion,
    GrantDecision,
    PublishedGrant,
    Round,
)
from hojokin.office.records.models.decision import Outcome, ProposalState
from hojokin.rules.engine.facts import Text

PUBLISHERS = frozenset({Role.APPROVER, Role.ADMINISTRATOR})
AT_ONCE = 500
NOT_PUBLISHER = Text(
    "公表できるのは決裁者と管理者だけです。", "Only an approver or an administrator may publish."
)
NOT_DECIDED = Text(
    "決定の処理が終わっていません。終わってから公表してください。",
    "The round is still being decided. Publish when it is done.",
)


@transaction.atomic
def publish_grants(round_: Round, *, by: Actor, at: datetime) -> int:
    """Publish the grants of a round that are not public yet; how many. Raises NotAllowed."""
    if by.role not in PUBLISHERS:
        raise NotAllowed(NOT_PUBLISHER)
    row = Round.objects.select_for_update(no_key=True).get(pk=round_.pk)
    if DecisionProposal.objects.filter(round=row, state=ProposalState.DECIDING.value).exists():
        raise NotAllowed(NOT_DECIDED)
    granted = GrantDecision.objects.filter(
        proposal__round=row, outcome=Outcome.GRANTED.value, published__isnull=True
    )
    new = list(granted.select_related("filing").order_by("pk"))
    versions = last_versions([each.filing for each in new])
    PublishedGrant.objects.bulk_create(
        (_entry(each, row, versions[each.filing_id][0], at) for each in new), batch_size=AT_ONCE
    )
    done = DecisionProposal.objects.filter(round=row, state=ProposalState.DONE.value)
    done.filter(published_at__isnull=True).update(published_at=at)
    if new:
        record(by, "round.publish", row.code, at=at, changes={"count": len(new)})
    return len(new)


def _entry(decision: GrantDecision, row: Round, version: FilingVersion, at: datetime) -> PublishedGrant:
    told = public_entry(cast("Values", version.values))
    return PublishedGrant(
        decision=decision,
        round=row,
        name=told.name,
        group_name=told.group_name,
        corporate_number=told.corporate_number,
        prefecture=told.prefecture,
        municipality=told.municipality,
        published_at=at,
    )
