"""What the applicants of the journeys answer: the samples of each track, with firms and days of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hojokin.flow.form import Row, Value
from tests.flow import application_samples as samples

VENDOR_EMAIL, VENDOR_NAME = "asahi@demo.example", "株式会社あさひシステム"


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented applicant (架空の申請者); a person has no corporate number."""

    code: str
    name: str
    corporate_number: str
    mobile: str
    representative: str = "日本 太郎"

    @property
    def email(self) -> str:
        """The address of its gBizID; the page of sample people lists it."""
        return f"journey-{self.code}@demo.example"


FIRMS = {
    each.code: each
    for each in (
        Firm("sakura", "さくら製作所株式会社", "8999900000001", "09010000001", "桜井 恵子"),
        Firm("yamada", "山田 一郎", "", "09020000002", "山田 一郎"),
        Firm("ookawa", "株式会社大川流通", "3999912000002", "09020000003"),
        Firm("mamori", "株式会社まもり", "2999912000003", "09020000004"),
        Firm("nihonbashi", "株式会社日本橋商店", samples.LEADER, "09020000005"),
        Firm("naosu", "株式会社なおす", "1999912000004", "09020000006"),
        Firm("okure", "株式会社おくれ", "9999912000005", "09020000007"),
        Firm("mataka", "株式会社またか", "8999912000006", "09020000008"),
        Firm("futatsu", "株式会社ふたつ", "7999912000007", "09020000009"),
    )
}
# The vendor's tools, one for each track; categories as the tracks want them.
TOOLS = {
    "normal": "DL06-9900001",
    "invoice": "DL06-9900002",
    "electronic_transaction": "DL06-9900003",
    "security": "DL06-9900004",
}


def answers(track: str, firm: Firm, today: date) -> dict[str, Value]:
    """Everything that the form of a track asks, for a firm and a day; nothing is wrong with it."""
    if track == "consortium":
        return samples.group(**_days(today))
    every = samples.corporation if firm.corporate_number else samples.person
    return every(**_of_firm(firm), **_days(today), **_of_track(track))


def _of_firm(firm: Firm) -> dict[str, Value]:
    contact: dict[str, Value] = {
        "mobile_phone": firm.mobile,
        "contact_email": f"keiri@{firm.code}.example.jp",
        "contact_phone": f"03-5555-{firm.mobile[-4:]}",
    }
    if not firm.corporate_number:
        return {**contact, "person_name": firm.name}
    return {
        **contact,
        "corporate_number": firm.corporate_number,
        "company_name": firm.name,
        "register_name": firm.name,
        "representative_name": firm.representative,
        "officers": [{"title": "代表取締役", "name": firm.representative, "kana": "ニホン タロウ"}],
    }


def _days(today: date) -> dict[str, Value]:
    return {
        "register_extract_issued_on": (today - timedelta(days=10)).isoformat(),
        "announced_on": (today - timedelta(days=20)).isoformat(),
        "identity_valid_until": (today + timedelta(days=800)).isoformat(),
    }


def _of_track(track: str) -> dict[str, Value]:
    row: Row = samples.tool(tool=TOOLS[track], name="あさひ会計")
    if track == "security":
        row = samples.tool(
            tool=TOOLS[track], category="10", processes=[], functions=[], name="あさひの見守り"
        )
    return {"tools": [row]}
