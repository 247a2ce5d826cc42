"""Contact (連絡先): a mobile number that receives SMS, and nothing that belongs to the vendor (W-13, V-21)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from hojokin.flow.form import FormProblem, Values
from hojokin.flow.identity import NOT_MOBILE, mobile_number
from hojokin.rules.engine.facts import Text

_MARKS = re.compile(r"[\s()‐‑–—−ー-]+")

TAKEN = Text(
    "この携帯電話の番号は、ほかの申請者かIT導入支援事業者がすでに使っています。申請者だけが使う別の番号を入力してください。"
    "心当たりがないときは、コールセンターに連絡してください。",
    "Another applicant or a vendor already uses this mobile number. Enter one that only this applicant uses, or call the "
    "call centre if you do not know why.",
)


def check_contact(
    values: Values, vendor: Values | None, taken: frozenset[str] = frozenset()
) -> Sequence[FormProblem]:
    """The shape of the mobile number, whether others use it, and whether a contact is the vendor's."""
    return (*_mobile(values, taken), *_vendor(values, vendor or {}))


def _mobile(values: Values, taken: frozenset[str]) -> Iterator[FormProblem]:
    number = values.get("mobile_phone")
    if not isinstance(number, str) or not number:
        return
    if mobile_number(number) is None:
        yield FormProblem("mobile_phone", NOT_MOBILE, "W-13 PT-02")
    elif number in taken:
        yield FormProblem("mobile_phone", TAKEN, "PT-02")


def _vendor(values: Values, vendor: Values) -> Iterator[FormProblem]:
    # Its tables stay out: a list of customers may well name the applicant.
    known = {_spelled(each) for each in vendor.values() if isinstance(each, str)}
    for field in ("contact_email", "contact_phone", "mobile_phone"):
        typed = values.get(field)
        if isinstance(typed, str) and typed and _spelled(typed) in known:
            yield FormProblem(
                field,
                Text(
                    "IT導入支援事業者の連絡先と同じです。申請者が自分で管理する連絡先を入力してください。"
                    "なりすましは交付決定の取消しになります（公募要領 4(コ)）。",
                    "This is the vendor's. Enter one that the applicant manages itself; impersonation cancels the "
                    "grant (guidelines 4).",
                ),
                "V-21 PT-02",
            )


def _spelled(text: str) -> str:
    """Numbers without hyphens, addresses in small letters, both in usual width."""
    usual = unicodedata.normalize("NFKC", text).strip().casefold()
    return usual if "@" in usual else _MARKS.sub("", usual)
