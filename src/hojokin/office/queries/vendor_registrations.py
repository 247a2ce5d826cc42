"""A vendor's registrations (支援事業者の登録の照会): this year's, earlier ones, and who may begin one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from django.db.models import QuerySet

from hojokin.flow.form import Value
from hojokin.flow.registrations import VENDOR_CHANGE, VENDOR_REGISTRATION
from hojokin.flow.roles import Role
from hojokin.flow.vendor_standing import may_apply_again
from hojokin.office.catalogue.codes import VendorState
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Vendor
from hojokin.office.records.models.party import PartyKind
from hojokin.office.records.prepared import KEY, TEXT, Given, prepared
from hojokin.rules.engine.facts import Text
from hojokin.rules.years import EDITIONS

ENDED = ("rejected", "withdrawn", "deregistered")
NEVER_REGISTERED = ("draft", "rejected", "withdrawn")
NO_SEAT = Text(
    "法人の gBizIDプライムでサインインすると、登録を始められます。アカウントの画面で「gBizID をつなぐ」を選んでください。",
    "Sign in with the firm's gBizID Prime to begin. Choose “Connect gBizID” in the account.",
)
OTHER_SEAT = Text(
    "いまの担当では登録を始められません。右上の名前から、会社の担当に切り替えてください。",
    "You cannot begin in your present seat. Switch to the one of your firm from your name above.",
)
CORPORATIONS_ONLY = Text(
    "IT導入支援事業者として登録できるのは法人だけです。個人事業主は、コンソーシアムの構成員として参加できます。"
    "幹事社になる法人に、招待を頼んでください。",
    "Only corporations register as vendors. A sole proprietor can be a member of a consortium: "
    "ask the corporation that leads it for an invitation.",
)
REJECTED_THIS_YEAR = Text(
    "この年度に不登録となったため、同じ年度の再申請はできません。次の年度の受付を待ってください。",
    "The registration was rejected this year, and there is no second one in the same year. Wait for the next.",
)


def why_not(actor: Actor | None, edition: str) -> Text | None:
    """Why somebody may not begin a registration of the year; None when nothing stands in the way."""
    if actor is None or actor.person is None or actor.party is None:
        return NO_SEAT if actor is None or not actor.is_secretariat else OTHER_SEAT
    if actor.role not in {Role.APPLICANT, Role.VENDOR}:
        return OTHER_SEAT
    if actor.party.kind != PartyKind.CORPORATION:
        return CORPORATIONS_ONLY
    if actor.role is Role.APPLICANT and not actor.person.gbiz_subject:
        return NO_SEAT
    if not may_apply_again(_rejected_in(actor.party), EDITIONS[edition].year):
        return REJECTED_THIS_YEAR
    return None


def every_registration(party: Party) -> Sequence[Filing]:
    """All registrations of a party, the newest first."""
    return list(_registrations(party).select_related("owner", "vendor").order_by("-opened_at", "-pk"))


def live_registration(party: Party, edition: str) -> Filing | None:
    """The registration of the year that has not come to nothing."""
    return live_of(every_registration(party), edition)


def has_live_registration(party: Party, edition: str) -> bool:
    """Whether there is one."""
    return bool(_live(party=party.pk, edition=edition))


@prepared(party=KEY, edition=TEXT)
def _live(party: Given, edition: Given) -> QuerySet[Filing, tuple[str]]:
    return _registrations(party).filter(edition=edition).exclude(state__in=ENDED).values_list("state")[:1]


def live_of(every: Sequence[Filing], edition: str) -> Filing | None:
    """The one of the year, of all registrations of a party."""
    return next((each for each in every if each.edition == edition and each.state not in ENDED), None)


def last_registration(party: Party, edition: str) -> Filing | None:
    """The newest registration of an earlier year that was handed in and not turned down."""
    return last_of(every_registration(party), edition)


def last_of(every: Sequence[Filing], edition: str) -> Filing | None:
    """The newest of an earlier year, of all registrations of a party."""
    earlier = [code for code, each in EDITIONS.items() if each.year < EDITIONS[edition].year]
    known = [each for each in every if each.edition in earlier and each.state not in NEVER_REGISTERED]
    return max(known, key=lambda each: (each.edition, each.opened_at, each.pk), default=None)


def renewable_values(filing: Filing) -> dict[str, Value]:
    """What a registration says, by field."""
    return {name: cast("Value", value) for name, value in filing.entries.values_list("name", "value")}


def registered_vendor(party: Party) -> Vendor | None:
    """The public record of a party that is registered as a vendor now."""
    return next(iter(_registered(party=party.pk)), None)


@prepared(party=KEY)
def _registered(party: Given) -> QuerySet[Vendor]:
    return Vendor.objects.filter(party=party, state=VendorState.REGISTERED.value).order_by("pk")[:1]


def change_under_way(party: Party) -> bool:
    """Whether a change of the registration has begun and not ended."""
    states = [each.code for each in VENDOR_CHANGE.table.states.values() if each.turn is not None]
    return Filing.objects.filter(kind=VENDOR_CHANGE.code, owner=party, state__in=states).exists()


def _registrations(party: Party | Given) -> QuerySet[Filing]:
    return Filing.objects.filter(kind=VENDOR_REGISTRATION.code, owner=party)


def _rejected_in(party: Party) -> set[int]:
    rejected = _registrations(party).filter(state="rejected").values_list("edition", flat=True)
    return {EDITIONS[code].year for code in rejected}
