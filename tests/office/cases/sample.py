"""A small kind of filing with every kind of field, two parties and an oath, for tests of pages that know no kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client

from hojokin.flow.form import Form
from hojokin.flow.kinds import FilingKind
from hojokin.flow.loading import parse_form
from hojokin.flow.roles import Role
from hojokin.flow.table import Need, State, Table, Transition
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Party, Person, Seat
from hojokin.rules.engine.facts import Text

P, V, R = Role.APPLICANT, Role.VENDOR, Role.REVIEWER
AT = datetime(2026, 8, 25, 3, 0, tzinfo=UTC)  # noon in Japan

FORM = """
title: 見本の申請
title_en: Sample application
sections:
  firm:
    title: 申請する事業者
    title_en: The firm
    lead: 履歴事項全部証明書を手元に置いて入力してください。
    lead_en: Keep the registry certificate at hand.
    party: applicant
    fields:
      name: {kind: text, label: 法人名, label_en: Name, at_most: 20, where: 履歴事項全部証明書の「商号」, where_en: Trade name, example: 株式会社サンプル, source: S-01}
      kana: {kind: kana, label: フリガナ, label_en: Kana, required: false}
      founded: {kind: date, label: 設立日, label_en: Founded on, required: false}
      capital: {kind: yen, label: 資本金, label_en: Capital, at_least: 0}
      form: {kind: choice, label: 事業者の区分, label_en: Form, options: {single: [単独, Single, ひとりで申請します。, Applies alone.], group: [グループ, Group]}}
      group_name: {kind: text, label: グループ名, label_en: Name of the group, when: [{field: form, is: [group]}], unconfirmed: true, source: S-02}
      prefecture: {kind: prefecture, label: 本店の都道府県, label_en: Prefecture, required: false}
      has_site: {kind: yes_no, label: Webサイトがある, label_en: Has a web site}
      site: {kind: url, label: WebサイトのURL, label_en: Web site, when: [{field: has_site, is: ["yes"]}]}
  work:
    title: 取組みの内容
    title_en: The work
    party: applicant
    fields:
      story: {kind: long_text, label: 取組みの概要, label_en: Outline, at_most: 500, help: 何をどう変えるかを書きます。, help_en: Say what will change.}
      aims: {kind: choices, label: ねらい, label_en: Aims, options: {sales: [売上, Sales], hours: [労働時間, Hours]}}
      buyers:
        kind: table
        label: 主な取引先
        label_en: Main customers
        at_most: 3
        required: false
        columns:
          name: {kind: text, label: 名称, label_en: Name, at_most: 20}
          sum: {kind: yen, label: 取引額, label_en: Sum, required: false}
      paper: {kind: document, label: 履歴事項全部証明書, label_en: Registry certificate, at_most: 2}
      agreed: {kind: pledge, label: 公募要領を読みました, label_en: I have read the guideline}
  plan:
    title: 支援事業者の計画
    title_en: Plan of the vendor
    party: vendor
    fields:
      plan: {kind: long_text, label: 導入の計画, label_en: Plan, at_most: 500}
"""


def form(edition: str, track: str) -> Form:
    """The sample form."""
    return parse_form("sample", edition, FORM)


def oath(edition: str, track: str) -> Mapping[str, Text]:
    """Two items."""
    return {
        "true": Text("記載に虚偽がないことを誓います。", "All of it is true."),
        "once": Text("重複して申請していないことを誓います。", "It is applied for once."),
    }


STATES = (
    State(
        "writing",
        Text("申請者の入力中", "Applicant writes"),
        P,
        Text("申請者が入力しています。", "The applicant writes."),
    ),
    State(
        "vendor_writing",
        Text("支援事業者の入力中", "Vendor writes"),
        V,
        Text("支援事業者が計画を入力しています。", "The vendor writes."),
    ),
    State(
        "confirming",
        Text("最終確認", "Final check"),
        P,
        Text("申請者が確かめて提出します。", "The applicant checks and submits."),
    ),
    State(
        "submitted",
        Text("審査中", "Under review"),
        R,
        Text("事務局が審査しています。", "The office reviews it."),
    ),
    State(
        "returned",
        Text("訂正の依頼", "Returned"),
        P,
        Text("指摘に答えて直してください。", "Answer and correct."),
    ),
    State("granted", Text("交付決定", "Granted"), None, Text("交付が決まりました。", "It was granted.")),
    State("withdrawn", Text("取下げ", "Withdrawn"), None, Text("取り下げました。", "It was withdrawn.")),
)
TRANSITIONS = (
    Transition(
        "hand_over",
        Text("入力を終えて渡す", "Hand over"),
        ("writing",),
        "vendor_writing",
        (P,),
        (),
        (V,),
        is_main=True,
    ),
    Transition(
        "confirm",
        Text("確認を依頼する", "Ask to confirm"),
        ("vendor_writing",),
        "confirming",
        (V,),
        (Need.COMPLETE,),
        (P,),
        is_main=True,
    ),
    Transition(
        "give_back",
        Text("申請者に戻す", "Give back"),
        ("vendor_writing",),
        "writing",
        (V,),
        (Need.REASON,),
        (P,),
    ),
    Transition(
        "submit",
        Text("事務局に提出する", "Submit"),
        ("confirming",),
        "submitted",
        (P,),
        (Need.COMPLETE, Need.OATH, Need.CODE),
        (P, V, R),
        is_main=True,
        source="S-09",
    ),
    Transition(
        "resubmit",
        Text("訂正して提出する", "Submit again"),
        ("returned",),
        "submitted",
        (P,),
        (Need.COMPLETE, Need.ANSWERED),
        (R,),
        is_main=True,
    ),
    Transition(
        "return",
        Text("差し戻す", "Return"),
        ("submitted",),
        "returned",
        (R,),
        (Need.FINDINGS, Need.NO_CONFLICT),
        (P, V),
    ),
    Transition(
        "grant",
        Text("交付を決める", "Grant"),
        ("submitted",),
        "granted",
        (R,),
        (Need.NO_FINDINGS,),
        (P, V),
        is_main=True,
    ),
    Transition(
        "withdraw",
        Text("取り下げる", "Withdraw"),
        ("writing", "confirming"),
        "withdrawn",
        (P,),
        (Need.REASON,),
        (V,),
    ),
)
TABLE = Table(
    "sample",
    "writing",
    {each.code: each for each in STATES},
    TRANSITIONS,
    {
        "writing": frozenset({P, V}),
        "vendor_writing": frozenset({V}),
        "confirming": frozenset({P}),
        "returned": frozenset({P}),
    },
)
SAMPLE = FilingKind("sample", Text("見本の申請", "Sample application"), "SA", P, V, TABLE, form, (), oath)

COMPLETE: Mapping[str, Any] = {
    "name": ["株式会社青空"],
    "capital": ["1000000"],
    "form": ["single"],
    "has_site": ["no"],
    "story": ["受発注を電子化します。"],
    "aims": ["sales"],
    "agreed": ["yes"],
    "plan": ["3か月で導入します。"],
}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\nxref\n0 4\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \n"
    b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n163\n%%EOF\n"
)


@dataclass(frozen=True)
class Scene:
    """An application with its people and a browser for each of them."""

    filing: Filing
    applicant: Actor
    vendor: Actor
    reviewer: Actor
    stranger: Actor
    as_applicant: Client
    as_vendor: Client
    as_reviewer: Client
    as_stranger: Client

    @property
    def address(self) -> str:
        """Address of the case page."""
        return f"/cases/{self.filing.number}/"

    def now(self) -> Filing:
        """The filing as it stands now."""
        return Filing.objects.get(pk=self.filing.pk)


def actor(name: str, role: Role, party: Party | None) -> Actor:
    """A person in one seat, with a telephone."""
    person = Person.objects.create_user(
        f"{name}@example.jp", name=name, joined_at=AT, phone="09012345678", phone_confirmed_at=AT
    )
    Seat.objects.create(person=person, role=role.value, party=party, since=AT)
    return Actor(person, role, party)


def browser(of: Actor) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    assert of.person is not None
    client.force_login(of.person)
    return client


def scene(typed: Mapping[str, Any] | None = None) -> Scene:
    """An application of a firm that a vendor works on too, due in nine days."""
    firm, seller, other = (
        Party.objects.create(name=name) for name in ("株式会社青空", "緑ソフト株式会社", "他社")
    )
    people = [
        actor("青木", P, firm),
        actor("緑川", V, seller),
        actor("審査 花子", R, None),
        actor("他人", P, other),
    ]
    about = About("fy2026", firm, partner=seller, title="受発注の電子化", typed=typed or {})
    filing = open_filing("sample", about, by=people[0], at=AT)
    Filing.objects.filter(pk=filing.pk).update(due_at=datetime.now(UTC) + timedelta(days=9, hours=1))
    filing.refresh_from_db()
    applicant, vendor, reviewer, stranger = people
    return Scene(filing, applicant, vendor, reviewer, stranger, *(browser(each) for each in people))
