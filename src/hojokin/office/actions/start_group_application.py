"""Start a group's application (複数者連携の申請の開始): the representative opens it alone (W-29)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.applications import CONSORTIUM, CONSORTIUM_APPLICATION
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.known_of_party import of_applicant
from hojokin.office.actions.move_to_next_round import aim_at_round
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.open_invited_application import refuse_vendors
from hojokin.office.queries.my_filings import application_under_way
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party
from hojokin.office.records.models.party import PartyKind
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import CURRENT

APPLICANTS_ONLY = Text(
    "複数者連携の申請は、代表事業者が gBizID でサインインして始めます。",
    "A group's application is begun by its representative, signed in with gBizID.",
)
CORPORATIONS_ONLY = Text(
    "複数者連携の代表事業者になれるのは法人です。",
    "The representative of a group is a corporation.",
)
UNDER_WAY_ALREADY = Text(
    "この年度の複数者連携の申請がもうあります。マイページから続けてください。",
    "There is an application of a group this year already. Go on from your page.",
)


@transaction.atomic
def start_group_application(*, by: Actor, at: datetime, edition: str = CURRENT) -> Filing:
    """Open it with what gBizID said. Raises NotAllowed."""
    if by.role is not Role.APPLICANT or by.party is None:
        raise NotAllowed(APPLICANTS_ONLY)
    party = Party.objects.select_for_update(no_key=True).get(pk=by.party.pk)
    if party.kind != PartyKind.CORPORATION:
        raise NotAllowed(CORPORATIONS_ONLY)
    refuse_vendors(party)
    if application_under_way(party, edition, CONSORTIUM) is not None:
        raise NotAllowed(UNDER_WAY_ALREADY)
    about = About(edition=edition, track=CONSORTIUM, owner=party, title=party.name, typed=of_applicant(party))
    return aim_at_round(open_filing(CONSORTIUM_APPLICATION.code, about, by=by, at=at), by=by, at=at)
