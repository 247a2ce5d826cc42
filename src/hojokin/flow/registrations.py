"""Registrations as kinds of filing (登録の手続): vendors, members of a consortium, tools, and changes of a vendor."""

from __future__ import annotations

from collections.abc import Callable

from hojokin.flow.checks.answers import asked_only, chosen
from hojokin.flow.checks.tool_registration import problems_of_tool
from hojokin.flow.checks.vendor_registration import problems_of_change, problems_of_member, problems_of_vendor
from hojokin.flow.form import Form, Value, Values
from hojokin.flow.kinds import FilingKind
from hojokin.flow.loading import load_form
from hojokin.flow.registration_limits import words
from hojokin.flow.roles import Role
from hojokin.flow.tables import member_part, tool_registration, vendor_change, vendor_registration
from hojokin.rules.engine.facts import Text

PUBLIC_OF_VENDOR = ("name", "kana", "corporate_number", "prefecture", "form", "url", "description")
PUBLIC_OF_TOOL = (
    "name",
    "kana",
    "maker",
    "category",
    "outline",
    "url",
    "ai_kind",
    "ai_evidence",
    "is_cloud",
    "is_invoice_ready",
    "is_smart_register",
    "tracks",
    "processes",
    "functions",
    "industries",
    "price_min",
    "price_standard",
    "customers",
    "sales_started_on",
)


def _form(name: str) -> Callable[[str, str], Form]:
    return lambda edition, _track: load_form(name, edition)


VENDOR_REGISTRATION = FilingKind(
    code="vendor_registration",
    label=Text("IT導入支援事業者の登録", "Vendor registration"),
    prefix="VR",
    owner=Role.VENDOR,
    partner=None,
    table=vendor_registration.TABLE,
    form=_form("vendor_registration"),
    checks=(problems_of_vendor,),
)
MEMBER_PART = FilingKind(
    code="member_part",
    label=Text("構成員の登録内容", "A member's part"),
    prefix="MP",
    owner=Role.MEMBER,
    partner=Role.VENDOR,
    table=member_part.TABLE,
    form=_form("member_part"),
    checks=(problems_of_member,),
)
TOOL_REGISTRATION = FilingKind(
    code="tool_registration",
    label=Text("ITツールの登録", "Tool registration"),
    prefix="TR",
    owner=Role.VENDOR,
    partner=None,
    table=tool_registration.TABLE,
    form=_form("tool_registration"),
    checks=(problems_of_tool,),
)
VENDOR_CHANGE = FilingKind(
    code="vendor_change",
    label=Text("支援事業者の登録変更届", "Change of a vendor's registration"),
    prefix="VC",
    owner=Role.VENDOR,
    partner=None,
    table=vendor_change.TABLE,
    form=_form("vendor_change"),
    checks=(problems_of_change,),
)
REGISTRATIONS = (VENDOR_REGISTRATION, MEMBER_PART, TOOL_REGISTRATION, VENDOR_CHANGE)


def public_vendor(values: Values) -> dict[str, Value]:
    """What the public record of a vendor takes from its registration, by the record's own names."""
    return {name: values.get(name) for name in PUBLIC_OF_VENDOR}


def public_tool(values: Values, edition: str) -> dict[str, Value]:
    """What the public record of a tool takes from its registration; what was not asked is None.

    A service is never asked about AI or the cloud; a tool is for electronic transactions by its tracks.
    """
    answers = asked_only(load_form("tool_registration", edition), values)
    electronic = set(words("tool_tracks", "electronic"))
    return {
        **{name: answers.get(name) for name in PUBLIC_OF_TOOL},
        "is_electronic_transaction": bool(electronic & set(chosen(answers, "tracks"))),
    }
