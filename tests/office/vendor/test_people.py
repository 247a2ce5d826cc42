"""Colleagues are invited by mail and let go, but not oneself and nobody elsewhere."""

from hojokin.flow.roles import Role
from hojokin.office.actions.end_colleague import NOT_ONESELF
from hojokin.office.records.models import Invitation, Seat
from tests.office.vendor.people import browser, firm, sits, vendor_person


def test_a_colleague_is_invited_by_mail() -> None:
    seller = vendor_person()

    answer = browser(seller).post("/vendor/people/", {"email": "new@midori.example.jp"}, follow=True)

    assert Invitation.objects.values_list("email", "role", "party").get() == (
        "new@midori.example.jp",
        "vendor",
        seller.party.pk if seller.party else None,
    )
    assert "new@midori.example.jp" in answer.content.decode()


def test_what_is_no_address_is_kept_and_told() -> None:
    answer = browser(vendor_person()).post("/vendor/people/", {"email": "nobody"})

    assert answer.status_code == 409
    assert 'value="nobody"' in answer.content.decode()
    assert Invitation.objects.count() == 0


def test_a_colleagues_seat_is_ended() -> None:
    seller = vendor_person()
    other = sits("other@midori.example.jp", Role.VENDOR, seller.party)
    seat = Seat.objects.get(person=other.person)

    browser(seller).post(f"/vendor/people/{seat.pk}/end/")

    seat.refresh_from_db()
    assert seat.until is not None


def test_nobody_ends_the_own_seat() -> None:
    seller = vendor_person()

    answer = browser(seller).post(f"/vendor/people/{Seat.objects.get().pk}/end/")

    assert answer.status_code == 409
    assert NOT_ONESELF.ja in answer.content.decode()


def test_a_seat_elsewhere_is_absent() -> None:
    stranger = sits("x@else.example.jp", Role.VENDOR, firm("株式会社よそ"))
    seat = Seat.objects.get(person=stranger.person)

    assert browser(vendor_person()).post(f"/vendor/people/{seat.pk}/end/").status_code == 404
