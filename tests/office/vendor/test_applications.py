"""A registered vendor invites its customers by mail, and takes the list of their applications with it."""

from datetime import timedelta

import pytest

from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.expire_invitations import expire_invitations
from hojokin.office.actions.invite_applicant import (
    EMAIL,
    NAME,
    NOT_INVITED,
    OWN_EMAIL,
    REGISTERED_ONLY,
    TRACK,
    Invited,
    invite_applicant,
    invite_applicant_again,
)
from hojokin.office.actions.take_step import take_step
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, OutboxMessage, Round
from tests.office.vendor.people import (
    AT,
    accepted,
    applicant_person,
    browser,
    filing_of,
    registered,
    vendor_person,
)

CUSTOMER = Invited("normal", "さくら商店株式会社", "owner@sakura.example.jp")
LIFE = timedelta(hours=72)


def seller() -> Actor:
    """Somebody of a registered vendor."""
    actor = vendor_person()
    registered(actor)
    return actor


def test_the_application_waits_for_whoever_follows_the_link() -> None:
    by = seller()

    filing = invite_applicant(CUSTOMER, by=by, at=AT)

    assert (filing.state, filing.track, filing.partner, filing.title) == (
        "invited",
        "normal",
        by.party,
        "さくら商店株式会社",
    )
    assert filing.owner.corporate_number == ""
    assert OutboxMessage.objects.get().to == "owner@sakura.example.jp"


def test_the_application_aims_at_the_next_round() -> None:
    Round.objects.create(
        code="ahead",
        edition="fy2026",
        track="normal",
        number=1,
        promised_at=AT + timedelta(days=30),
        promised_since=AT,
        closes_at=AT + timedelta(days=30),
    )

    filing = invite_applicant(CUSTOMER, by=seller(), at=AT)

    assert (filing.round_code, filing.due_at) == ("ahead", AT + timedelta(days=30))


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(Unmet) as unmet:
        invite_applicant(Invited("consortium", "  ", "nobody"), by=seller(), at=AT)

    assert [each.message for each in unmet.value.problems] == [TRACK, NAME, EMAIL]


@pytest.mark.parametrize(("length", "is_fine"), [(199, True), (200, True), (201, False)])
def test_a_name_has_at_most_two_hundred_letters(length: int, is_fine: bool) -> None:
    invited = Invited("normal", "あ" * length, "owner@sakura.example.jp")
    by = seller()

    if is_fine:
        assert len(invite_applicant(invited, by=by, at=AT).title) == length
    else:
        with pytest.raises(Unmet):
            invite_applicant(invited, by=by, at=AT)


def test_the_vendors_own_address_is_refused() -> None:
    with pytest.raises(Unmet) as unmet:
        invite_applicant(Invited("normal", "さくら", " Seller@midori.example.jp "), by=seller(), at=AT)

    assert [each.message for each in unmet.value.problems] == [OWN_EMAIL]


def test_only_a_registered_vendor_invites() -> None:
    by = vendor_person()
    filing_of("vendor_registration", by, state="provisional")

    with pytest.raises(NotAllowed) as refused:
        invite_applicant(CUSTOMER, by=by, at=AT)

    assert refused.value.why == REGISTERED_ONLY


def test_an_invitation_expires_with_its_life_and_can_be_sent_again() -> None:
    by = seller()
    filing = invite_applicant(CUSTOMER, by=by, at=AT)

    just_before = expire_invitations(AT + LIFE - timedelta(seconds=1))
    on_time = expire_invitations(AT + LIFE)
    again = invite_applicant_again(filing, "new@sakura.example.jp", by=by, at=AT + LIFE)

    assert (just_before, on_time, expire_invitations(AT + LIFE)) == (0, 1, 0)
    assert again.state == "invited"
    assert filing.invitations.latest("pk").email == "new@sakura.example.jp"


def test_an_accepted_invitation_does_not_expire() -> None:
    filing = invite_applicant(CUSTOMER, by=seller(), at=AT)
    accepted(filing, applicant_person())

    assert expire_invitations(AT + LIFE) == 0


def test_inviting_again_on_the_case_page_sends_a_link_to_the_same_address() -> None:
    by = seller()
    filing = invite_applicant(CUSTOMER, by=by, at=AT)
    expire_invitations(AT + LIFE)

    take_step(filing, "invite_again", by=by, at=AT + LIFE)

    assert filing.invitations.filter(expires_at__gt=AT + LIFE).get().email == "owner@sakura.example.jp"


def test_a_second_link_ends_the_first() -> None:
    by = seller()
    filing = invite_applicant(CUSTOMER, by=by, at=AT)

    invite_applicant_again(filing, "owner@sakura.example.jp", by=by, at=AT + timedelta(hours=1))

    assert filing.invitations.filter(expires_at__gt=AT + timedelta(hours=1)).count() == 1


def test_an_application_that_has_begun_is_not_invited_to() -> None:
    by = seller()
    filing = invite_applicant(CUSTOMER, by=by, at=AT)
    Filing.objects.filter(pk=filing.pk).update(state="vendor_editing")

    with pytest.raises(NotAllowed) as refused:
        invite_applicant_again(filing, "owner@sakura.example.jp", by=by, at=AT)

    assert refused.value.why == NOT_INVITED


def test_the_form_keeps_what_was_typed_and_ties_each_error_to_its_field() -> None:
    answer = browser(seller()).post(
        "/vendor/applications/new/", {"track": "", "name": "さくら商店", "email": "x"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="さくら商店"' in page
    assert 'href="#track"' in page
    assert 'aria-describedby="email-help email-wrong" aria-invalid="true"' in page


def test_the_form_opens_the_application() -> None:
    typed = {
        "track": "invoice",
        "kind": "sole_proprietor",
        "name": "佐倉 花",
        "email": "hana@sakura.example.jp",
    }

    answer = browser(seller()).post("/vendor/applications/new/", typed)

    filing = Filing.objects.get(kind="application")
    assert answer.headers["Location"] == f"/cases/{filing.number}/"
    assert filing.owner.kind == "sole_proprietor"


def test_the_page_sends_another_link() -> None:
    by = seller()
    filing = invite_applicant(CUSTOMER, by=by, at=AT)
    client, address = browser(by), f"/vendor/applications/{filing.number}/again/"

    shown = client.get(address).content.decode()
    wrong = client.post(address, {"email": "x"})
    sent = client.post(address, {"email": "other@sakura.example.jp"})

    assert 'value="owner@sakura.example.jp"' in shown
    assert wrong.status_code == 422
    assert sent.headers["Location"] == f"/cases/{filing.number}/"


def test_the_list_is_narrowed_by_state_and_name() -> None:
    by = seller()
    first = invite_applicant(CUSTOMER, by=by, at=AT)
    second = invite_applicant(Invited("normal", "ほたる商事", "h@hotaru.example.jp"), by=by, at=AT)
    Filing.objects.filter(pk=second.pk).update(state="submitted")
    client = browser(by)

    by_state = client.get("/vendor/applications/?state=submitted").content.decode()
    by_name = client.get("/vendor/applications/?text=さくら").content.decode()

    assert (first.number in by_state, second.number in by_state) == (False, True)
    assert (first.number in by_name, second.number in by_name) == (True, False)


def test_each_state_leads_to_as_many_applications_as_it_counts_while_a_name_is_searched() -> None:
    by = seller()
    invite_applicant(CUSTOMER, by=by, at=AT)
    invite_applicant(Invited("normal", "ほたる商事", "h@hotaru.example.jp"), by=by, at=AT)
    client = browser(by)

    searched = client.get("/vendor/applications/?text=さくら")

    [(state, query)] = searched.context["states"]
    led_to = client.get(f"/vendor/applications/?{query}")
    assert (state.count, led_to.context["work"].page.paginator.count) == (2, 2)


def test_the_file_holds_the_narrowed_list_and_no_formula() -> None:
    by = seller()
    invite_applicant(Invited("normal", "=1+1", "a@b.example.jp"), by=by, at=AT)
    other = invite_applicant(CUSTOMER, by=by, at=AT)
    Filing.objects.filter(pk=other.pk).update(state="submitted")

    answer = browser(by).get("/vendor/applications/applications.csv?state=invited")

    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("\ufeff受付番号,申請枠,申請者,状態,担当する側")
    assert [line.split(",")[1:5] for line in lines[1:]] == [["通常枠", "'=1+1", "招待中", "申請者"]]


def test_another_vendors_applications_are_neither_listed_nor_filed() -> None:
    filing = invite_applicant(CUSTOMER, by=seller(), at=AT)
    stranger = browser(applicant_person())
    other = browser(vendor_person(None, "else@example.jp"))

    assert filing.number not in other.get("/vendor/applications/").content.decode()
    assert other.get(f"/vendor/applications/{filing.number}/again/").status_code == 404
    assert stranger.get("/vendor/applications/").status_code == 403


def test_the_case_tells_the_vendor_where_the_link_went_and_lets_it_correct_the_address() -> None:
    by = seller()
    filing = invite_applicant(CUSTOMER, by=by, at=AT)
    client = browser(by)

    waiting = client.get(f"/cases/{filing.number}/").text
    OutboxMessage.objects.update(failure="550 no such user")
    failed = client.get(f"/cases/{filing.number}/").text
    OutboxMessage.objects.update(sent_at=AT, failure="")
    gone = client.get(f"/cases/{filing.number}/").text

    assert all("owner@sakura.example.jp" in each for each in (waiting, failed, gone))
    assert all(
        f'href="/vendor/applications/{filing.number}/again/"' in each for each in (waiting, failed, gone)
    )
    assert ["まもなく送ります" in waiting, "まだ送れていません" in failed, "に送りました" in gone] == [
        True
    ] * 3
    assert "招待のメールを出しました" in gone  # among the events


def test_what_has_ended_comes_after_what_is_still_to_be_done() -> None:
    by = seller()
    ended = invite_applicant(CUSTOMER, by=by, at=AT)
    open_one = invite_applicant(Invited("normal", "ほたる商事", "h@hotaru.example.jp"), by=by, at=AT)
    Filing.objects.filter(pk=ended.pk).update(state="rejected", due_at=AT - timedelta(days=90))
    Filing.objects.filter(pk=open_one.pk).update(due_at=AT + timedelta(days=9))

    page = browser(by).get("/vendor/applications/").text

    assert page.index(open_one.number) < page.index(ended.number)
