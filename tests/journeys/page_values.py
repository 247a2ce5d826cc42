"""What stands at the arguments of the site's addresses in the running demo (引数の値)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from hojokin.office.adapters.inbox import LocalInbox
from hojokin.office.portals.applicant.duty_feed import token_of
from hojokin.office.queries.filings import FilingView, form_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    Alert,
    ApiToken,
    DecisionProposal,
    Filing,
    Grant,
    Invitation,
    NewsItem,
    OutboxMessage,
    PaperErasure,
    Payment,
    PaymentBatch,
    Round,
    Seat,
    Tool,
    ToolReport,
    Vendor,
)
from tests.journeys.page_records import APPLICANT, VENDOR


@dataclass(frozen=True)
class Looked:
    """A filing, and somebody of those whom it is about."""

    filing: Filing
    by: Actor

    @property
    def email(self) -> str:
        """Whoever looks."""
        assert self.by.person is not None
        return str(self.by.person.email)


def _sections(seen: Looked) -> list[object]:
    """The screens on which this party writes."""
    return [
        section.name
        for section in form_of(seen.filing).sections
        if any(each.party is seen.by.role for each in section.fields)
    ]


def _steps(seen: Looked) -> list[object]:
    view = FilingView(seen.filing, seen.by, seen.filing.state_since)
    return [each.action for each in view.offered]


def _keys(some: object) -> list[object]:
    return list(some.order_by("-pk").values_list("pk", flat=True)[:1])  # type: ignore[attr-defined]  # any manager


def _grants() -> list[object]:
    """The grant of whoever looks as an applicant."""
    grants = Grant.objects.filter(filing__owner__seats__person__email=APPLICANT)
    return list(grants.values_list("filing__number", flat=True)[:1])


def _rounds(_seen: Looked) -> list[object]:
    """The last one, and one that was decided on."""
    decided = Round.objects.filter(pk__in=DecisionProposal.objects.values("round"))
    return [each.code for each in (Round.objects.latest("closes_at"), decided.first()) if each is not None]


def _tool() -> object:
    return Tool.objects.filter(vendor__party__seats__person__email=VENDOR).earliest("pk").number


type Values = Callable[[Looked], Sequence[object]]

# What stands at an argument, by the address up to and with it; of some there are many, of others none.
VALUES: Mapping[str, Values] = {
    "account/second/passkeys/<int:pk>": lambda _: [1],
    "accounts/<int:pk>": lambda _: [Seat.objects.latest("pk").pk],
    "api/v1/tools/<number>": lambda _: [_tool()],
    "cases/<str:number>": lambda seen: [seen.filing.number],
    "cases/<str:number>/fields/<slug:name>": lambda seen: [next(iter(form_of(seen.filing).fields())).name],
    "cases/<str:number>/files/<int:document>": lambda seen: _keys(seen.filing.documents),
    "cases/<str:number>/files/<slug:field>": lambda _: ["none"],
    "cases/<str:number>/findings/<int:finding>": lambda seen: _keys(seen.filing.findings),
    "cases/<str:number>/form/<slug:section>": _sections,
    "cases/<str:number>/receipt/<int:sequence>": lambda seen: list(
        seen.filing.versions.values_list("sequence", flat=True)[:1]
    ),
    "cases/<str:number>/steps/<slug:action>": _steps,
    "desk/<str:number>": lambda seen: [seen.filing.number] if seen.filing.submitted_at else [],
    "desk/<str:number>/findings/<int:finding>": lambda seen: _keys(seen.filing.findings),
    "desk/alerts/<int:alert>": lambda _: _keys(Alert.objects),
    "desk/<str:number>/papers/<int:document>": lambda seen: _keys(seen.filing.documents),
    "desk/erasures/<int:erasure>": lambda _: _keys(PaperErasure.objects),
    "desk/figures/<slug:block>": lambda _: ["cases"],
    "desk/inspection/<str:number>": lambda _: _grants(),
    "desk/messages/<int:message>": lambda _: _keys(OutboxMessage.objects),
    "desk/news/<slug:slug>": lambda _: [NewsItem.objects.latest("pk").slug],
    "desk/payments/<str:number>": lambda _: [PaymentBatch.objects.latest("pk").number],
    "desk/payments/<str:number>/<int:payment>": lambda _: _keys(Payment.objects),
    "desk/people/<int:seat>": lambda _: _keys(Seat.objects),
    "desk/repayments/<str:number>": lambda _: _grants(),
    "desk/rounds/<slug:code>": _rounds,
    "desk/rounds/<slug:code>/decide/notices/<int:proposal>": lambda _: _keys(DecisionProposal.objects),
    "inbox/<str:name>": lambda _: LocalInbox().names()[:1],
    "invitation/<str:secret>": lambda _: ["none"],
    "my/banks/<str:number>": lambda seen: [seen.filing.number],
    "my/calendar/<str:token>": lambda _: [token_of(Grant.objects.latest("pk"))],
    "my/invitations/<int:pk>": lambda _: _keys(Invitation.objects),
    "my/projects/<str:number>": lambda _: _grants(),
    "my/projects/<str:number>/tools/<int:report>": lambda _: _keys(ToolReport.objects),
    "news/<slug:slug>": lambda _: [NewsItem.objects.latest("pk").slug],
    "tools/<str:number>": lambda _: [_tool()],
    "vendor/applications/<str:number>": lambda seen: [seen.filing.number],
    "vendor/people/<int:pk>": lambda _: _keys(Seat.objects),
    "vendor/registration/members/<str:number>": lambda seen: [seen.filing.number],
    "vendor/system/<int:pk>": lambda _: _keys(ApiToken.objects),
    "vendor/tools/<str:number>": lambda _: [_tool()],
    "vendors/<str:public_id>": lambda _: [Vendor.objects.earliest("pk").public_id],
}
# The one address that is a pattern of its own.
PATTERNS = {"^signin/password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "signin/password/1-set/"}
QUERIES = {
    "cases/<str:number>/changes/": "?section=applicant_type",
    "check/result/": "?c=1132200000100000123",
    "tools/compare/": "?n=DL06-5000001&n=DL06-5000002",
}
