"""What is known of a party (既知の情報): from its gBizID, offered as filled in on whatever it opens."""

from __future__ import annotations

from hojokin.office.queries.entries import Typed
from hojokin.office.records.models import Party
from hojokin.office.records.models.party import PartyKind


def of_vendor(party: Party) -> dict[str, Typed]:
    """For the registration of a vendor."""
    return _filled(
        name=party.name,
        kana=party.kana,
        corporate_number=party.corporate_number,
        prefecture=party.prefecture,
        address=party.address,
        representative_name=party.representative,
    )


def of_applicant(party: Party) -> dict[str, Typed]:
    """For an application, of a corporation or of a sole proprietor."""
    if party.kind == PartyKind.SOLE_PROPRIETOR:
        return _filled(applicant_kind=party.kind, person_name=party.name, home_prefecture=party.prefecture)
    return _filled(
        applicant_kind=party.kind,
        corporate_number=party.corporate_number,
        company_name=party.name,
        head_office_prefecture=party.prefecture,
        representative_name=party.representative,
    )


def _filled(**texts: str) -> dict[str, Typed]:
    return {name: [text] for name, text in texts.items() if text}
