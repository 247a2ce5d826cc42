"""A leader invites each member of its list once, and sees how far each has come."""

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.invite_members import HAS_JOINED, NOT_NOW, invite_member_again, invite_members
from hojokin.office.queries.members import members_of
from hojokin.office.queries.vendor_registrations import renewable_values
from hojokin.office.records.models import Filing, Invitation, OutboxMessage
from tests.office.vendor.people import (
    AT,
    MEMBERS,
    THIRD,
    browser,
    consortium,
    filing_of,
    firm,
    say,
    sits,
    vendor_person,
)


def test_each_member_gets_a_part_of_its_own_and_a_mail() -> None:
    leader = vendor_person()
    registration = consortium(leader)

    parts = invite_members(registration, by=leader, at=AT)

    assert [(each.title, each.partner, each.parent) for each in parts] == [
        ("株式会社あおば", leader.party, registration),
        ("林デザイン", leader.party, registration),
    ]
    assert [each.owner.kind for each in parts] == ["corporation", "sole_proprietor"]
    assert list(OutboxMessage.objects.order_by("pk").values_list("to", flat=True)) == [
        "a@aoba.example.jp",
        "h@hayashi.example.jp",
    ]
    assert parts[0].entries.get(name="corporate_number").value == "8000000000001"


def test_inviting_again_leaves_those_who_have_a_part_alone() -> None:
    leader = vendor_person()
    registration = consortium(leader)
    invite_members(registration, by=leader, at=AT)
    say(registration, leader, members=[*MEMBERS, THIRD])

    parts = invite_members(registration, by=leader, at=AT)

    assert [each.title for each in parts] == ["有限会社きた"]


def test_a_number_that_the_leader_typed_opens_no_other_firms_filings() -> None:
    other = firm("株式会社あおば", corporate_number="8000000000001")
    leader = vendor_person()

    parts = invite_members(consortium(leader), by=leader, at=AT)

    assert parts[0].owner != other
    assert parts[0].owner.corporate_number == ""


def test_rows_without_name_or_address_are_named_all_at_once() -> None:
    leader = vendor_person()
    registration = consortium(leader, [{"name": ["株式会社あおば"]}, {"email": ["x@example.jp"]}, MEMBERS[1]])

    with pytest.raises(Unmet) as unmet:
        invite_members(registration, by=leader, at=AT)

    assert [each.row for each in unmet.value.problems] == [0, 1]
    assert Filing.objects.filter(kind="member_part").count() == 0


def test_a_single_vendor_has_nobody_to_invite() -> None:
    leader = vendor_person()

    with pytest.raises(Unmet):
        invite_members(filing_of("vendor_registration", leader, {"form": ["single"]}), by=leader, at=AT)


@pytest.mark.parametrize("state", ["submitted", "registered", "rejected"])
def test_nobody_is_invited_while_the_registration_cannot_be_written(state: str) -> None:
    leader = vendor_person()
    registration = consortium(leader)
    Filing.objects.filter(pk=registration.pk).update(state=state)

    with pytest.raises(NotAllowed) as refused:
        invite_members(registration, by=leader, at=AT)

    assert refused.value.why == NOT_NOW


def test_a_stranger_cannot_invite() -> None:
    registration = consortium(vendor_person())
    stranger = vendor_person(firm("株式会社よそ"), "else@example.jp")

    with pytest.raises(NotAllowed):
        invite_members(registration, by=stranger, at=AT)


def test_a_second_link_ends_the_first() -> None:
    leader = vendor_person()
    part = invite_members(consortium(leader), by=leader, at=AT)[0]

    invite_member_again(part, "new@aoba.example.jp", by=leader, at=AT)

    assert list(part.invitations.order_by("pk").values_list("email", "expires_at")) == [
        ("a@aoba.example.jp", AT),
        ("new@aoba.example.jp", part.invitations.latest("pk").expires_at),
    ]
    assert Invitation.objects.latest("pk").expires_at > AT


def test_a_leader_cannot_add_people_to_a_member_that_has_joined() -> None:
    leader = vendor_person()
    part = invite_members(consortium(leader), by=leader, at=AT)[0]
    sits("aoba@aoba.example.jp", Role.MEMBER, part.owner)

    with pytest.raises(NotAllowed) as refused:
        invite_member_again(part, "mine@midori.example.jp", by=leader, at=AT)

    assert refused.value.why == HAS_JOINED


def test_next_year_the_same_person_finds_the_new_part_beside_the_old_one() -> None:
    leader = vendor_person()
    old = invite_members(consortium(leader), by=leader, at=AT)[0]
    member = sits("a@aoba.example.jp", Role.MEMBER, old.owner)
    Filing.objects.filter(kind="vendor_registration").update(edition="fy2025")

    new = invite_members(consortium(leader), by=leader, at=AT)[0]

    assert new.owner == member.party
    assert new.invitations.count() == 0
    assert member.person is not None
    assert member.person.notices.filter(filing=new).count() == 1


def test_the_leader_sees_each_members_progress() -> None:
    leader = vendor_person()
    registration = consortium(leader)
    first, second = invite_members(registration, by=leader, at=AT)
    Filing.objects.filter(pk=second.pk).update(state="handed_over")
    sits("x@example.jp", Role.MEMBER, first.owner)

    members = members_of(registration, renewable_values(registration), AT)

    assert [(each.name, each.is_ready, each.has_joined, each.is_mine) for each in members] == [
        ("株式会社あおば", False, True, False),
        ("林デザイン", True, False, True),
    ]
    assert members[0].answered == 5
    assert [each.may_be_invited_again for each in members] == [False, True]


def test_a_part_that_is_on_no_row_any_more_is_still_shown() -> None:
    leader = vendor_person()
    registration = consortium(leader)
    invite_members(registration, by=leader, at=AT)
    say(registration, leader, members=[MEMBERS[0]])

    members = members_of(registration, renewable_values(registration), AT)

    assert [(each.name, each.row is None) for each in members] == [
        ("株式会社あおば", False),
        ("林デザイン", True),
    ]


def test_the_page_invites_and_lists_them() -> None:
    leader = vendor_person()
    consortium(leader)
    client = browser(leader)

    answer = client.post("/vendor/registration/members/", follow=True)

    page = answer.content.decode()
    assert answer.redirect_chain == [("/vendor/registration/", 302)]
    assert "株式会社あおば" in page
    assert "a@aoba.example.jp" in page


def test_the_page_says_which_row_lacks_what() -> None:
    leader = vendor_person()
    consortium(leader, [{"name": ["株式会社あおば"]}])

    answer = browser(leader).post("/vendor/registration/members/")

    assert answer.status_code == 409
    assert "構成員の1行目に、名前かメールアドレスがありません。" in answer.content.decode()


def test_a_foreign_part_cannot_be_invited_to() -> None:
    leader = vendor_person()
    part = invite_members(consortium(leader), by=leader, at=AT)[0]
    stranger = vendor_person(firm("株式会社よそ"), "else@example.jp")

    answer = browser(stranger).post(f"/vendor/registration/members/{part.number}/", {"email": "a@b.example"})

    assert answer.status_code == 404


def test_an_address_that_is_refused_stays_in_the_opened_form_of_its_member() -> None:
    leader = vendor_person()
    part = invite_members(consortium(leader), by=leader, at=AT)[0]
    site = browser(leader)

    refused = site.post(f"/vendor/registration/members/{part.number}/", {"email": "青葉＠あおば"})

    assert refused.status_code == 409
    assert 'value="青葉＠あおば"' in refused.text
    assert "<details open>" in refused.text
    assert site.get("/en/vendor/registration/").status_code == 200
    assert 'href="/en/vendor/registration/" lang="en"' in refused.text
