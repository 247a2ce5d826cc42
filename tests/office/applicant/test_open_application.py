"""An application begins by an invitation, as the representative of a group, or once more after it came to nothing."""

from datetime import UTC, datetime

import pytest

from hojokin.office.actions.accept_invitation import accept_invitation
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.invite_applicant import Invited, invite_applicant
from hojokin.office.actions.open_invited_application import (
    ALREADY_OPEN,
    NOT_INVITED,
    VENDORS_DO_NOT_APPLY,
    open_invited_application,
)
from hojokin.office.actions.start_group_application import (
    APPLICANTS_ONLY,
    CORPORATIONS_ONLY,
    start_group_application,
)
from hojokin.office.actions.start_group_application import UNDER_WAY_ALREADY as GROUP_UNDER_WAY
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Invitation, Party, Round, Vendor
from tests.office.vendor.people import (
    AT,
    EDITION,
    accepted,
    applicant_person,
    browser,
    filing_of,
    firm,
    registered,
    vendor_person,
)

FAR = datetime(2099, 1, 1, tzinfo=UTC)
AHEAD = {
    "code": "ahead",
    "edition": EDITION,
    "track": "normal",
    "number": 1,
    "promised_at": FAR,
    "promised_since": AT,
    "closes_at": FAR,
}


def invited(by: Actor | None = None) -> Invitation:
    """An invitation that nobody has followed."""
    seller = by or vendor_person()
    registered(seller)
    filing = invite_applicant(Invited("normal", "さくら", "owner@sakura.example.jp"), by=seller, at=AT)
    return filing.invitations.get()


def why(invitation: Invitation, by: Actor) -> object:
    """Why the opening is refused."""
    with pytest.raises(NotAllowed) as refused:
        open_invited_application(invitation, by=by, at=AT)
    return refused.value.why


def test_the_link_makes_the_application_the_applicants_own() -> None:
    invitation, owner = invited(), applicant_person()
    assert invitation.filing is not None
    placeholder = invitation.filing.owner.pk
    assert owner.person is not None
    accept_invitation(invitation, owner.person, by=SYSTEM, at=AT)
    invitation.refresh_from_db()

    filing = open_invited_application(invitation, by=owner, at=AT)

    assert (filing.owner, filing.state) == (owner.party, "applicant_editing")
    assert dict(filing.entries.values_list("name", "value")) == {
        "applicant_kind": "corporation",
        "corporate_number": "8000000000001",
        "company_name": "さくら商店株式会社",
        "head_office_prefecture": "13",
        "representative_name": "佐倉 花",
    }
    assert not Party.objects.filter(pk=placeholder).exists()


def test_somebody_elses_invitation_opens_nothing() -> None:
    invitation, owner = invited(), applicant_person()
    assert invitation.filing is not None
    accepted(invitation.filing, owner)
    invitation.refresh_from_db()

    assert why(invitation, applicant_person(firm("株式会社よそ"), "x@example.jp", "gbiz-2")) == NOT_INVITED


def test_an_invitation_that_was_not_followed_opens_nothing() -> None:
    assert why(invited(), applicant_person()) == NOT_INVITED


@pytest.mark.parametrize("state", ["applicant_editing", "expired", "withdrawn"])
def test_it_opens_once_and_not_after_it_was_taken_back(state: str) -> None:
    invitation, owner = invited(), applicant_person()
    assert invitation.filing is not None
    accepted(invitation.filing, owner)
    Filing.objects.filter(pk=invitation.filing.pk).update(state=state)
    invitation.refresh_from_db()

    assert why(invitation, owner) == ALREADY_OPEN


def registered_party(owner: Actor) -> None:
    """Let the firm be a registered vendor."""
    Vendor.objects.create(
        party=owner.party,
        public_id="V26-000009",
        name="x",
        prefecture="13",
        state="registered",
        registered_on=AT.date(),
    )


def test_a_registered_vendor_does_not_apply() -> None:
    invitation, owner = invited(), applicant_person()
    registered_party(owner)
    assert invitation.filing is not None
    accepted(invitation.filing, owner)
    invitation.refresh_from_db()

    assert why(invitation, owner) == VENDORS_DO_NOT_APPLY


def test_the_gbizid_of_a_vendor_does_not_use_the_link_up() -> None:
    invitation, owner = invited(), applicant_person()
    assert owner.person is not None
    registered_party(owner)

    with pytest.raises(NotAllowed) as refused:
        accept_invitation(invitation, owner.person, by=owner, at=AT)

    invitation.refresh_from_db()
    assert refused.value.why == VENDORS_DO_NOT_APPLY
    assert invitation.used_at is None


def test_the_page_shows_the_invitation_and_opens_it() -> None:
    invitation, owner = invited(), applicant_person()
    assert invitation.filing is not None
    accepted(invitation.filing, owner)
    client = browser(owner)

    shown = client.get("/my/").content.decode()
    answer = client.post(f"/my/invitations/{invitation.pk}/open/")

    assert "株式会社みどり からの招待" in shown
    assert answer.headers["Location"] == f"/cases/{invitation.filing.number}/"
    assert client.get(f"/cases/{invitation.filing.number}/").status_code == 200


def test_a_foreign_invitation_is_absent() -> None:
    invitation = invited()

    assert browser(applicant_person()).post(f"/my/invitations/{invitation.pk}/open/").status_code == 404


def test_a_representative_opens_the_groups_application_alone() -> None:
    owner = applicant_person()

    filing = start_group_application(by=owner, at=AT)

    assert (filing.kind, filing.track, filing.state, filing.partner) == (
        "consortium_application",
        "consortium",
        "applicant_editing",
        None,
    )
    assert filing.entries.get(name="company_name").value == "さくら商店株式会社"


def test_a_group_has_one_application_a_year() -> None:
    owner = applicant_person()
    start_group_application(by=owner, at=AT)

    with pytest.raises(NotAllowed) as refused:
        start_group_application(by=owner, at=AT)

    assert refused.value.why == GROUP_UNDER_WAY


def test_a_sole_proprietor_and_a_vendor_represent_no_group() -> None:
    alone = applicant_person(firm("佐倉 花", kind="sole_proprietor", corporate_number=""))
    told = []
    for who in (alone, vendor_person()):
        with pytest.raises(NotAllowed) as refused:
            start_group_application(by=who, at=AT)
        told.append(refused.value.why)

    assert told == [CORPORATIONS_ONLY, APPLICANTS_ONLY]


def rejected(owner: Actor, seller: Actor) -> Filing:
    """An application that was not granted."""
    said = {"company_name": ["さくら商店株式会社"]}
    return filing_of("application", owner, said, state="rejected", track="normal", partner=seller.party)


def test_the_door_begins_both_and_says_why_not() -> None:
    owner, seller = applicant_person(), vendor_person()
    registered(seller)
    earlier = rejected(owner, seller)
    Round.objects.create(**AHEAD)
    client = browser(owner)

    group, again = client.post("/my/apply/"), client.post("/my/apply/", {"again": earlier.number})
    refused = client.post("/my/apply/", {"again": earlier.number})

    assert group.headers["Location"] == f"/cases/{Filing.objects.get(kind='consortium_application').number}/"
    assert again.headers["Location"] == f"/cases/{Filing.objects.latest('pk').number}/"
    assert refused.status_code == 409
    assert "すでに始まっています" in refused.content.decode()


def test_a_foreign_application_is_absent_at_the_door() -> None:
    stranger = applicant_person(firm("株式会社よそ"), "x@example.jp", "gbiz-2")
    earlier = rejected(applicant_person(), vendor_person())

    assert browser(stranger).post("/my/apply/", {"again": earlier.number}).status_code == 404
