"""Codes by SMS, and the one number they go to."""

import re
from datetime import timedelta

import pytest

from hojokin.flow.identity import NOT_MOBILE, mobile_number
from hojokin.office.actions.change_phone import (
    PROVE_AGAIN,
    TAKEN,
    WRONG_NEW,
    WRONG_OLD,
    begin_phone_change,
    change_phone,
)
from hojokin.office.actions.check_code import check_code
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.send_code import NO_PHONE, send_code
from hojokin.office.records.actor import SYSTEM
from hojokin.office.records.models import AuditRow, OutboxMessage, Person, SmsCode
from tests.office.signin.conftest import NOW, make_person

OLD, NEW = "09011112222", "08033334444"
PURPOSE = "submit:AP26-000001"


@pytest.fixture
def person(db: None) -> Person:
    return make_person("a@firm.example", phone=OLD, phone_confirmed_at=NOW)


def last_code(to: str) -> str:
    message = OutboxMessage.objects.filter(channel="sms", to=to).latest("pk")
    found = re.search(r"\b\d{5}\b", message.text)
    assert found is not None
    return found[0]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 100_000:05d}"


def test_a_code_has_five_digits_and_works_once(person: Person) -> None:
    send_code(person, PURPOSE, at=NOW)
    code = last_code(OLD)

    assert check_code(person, PURPOSE, code, at=NOW) is True
    assert check_code(person, PURPOSE, code, at=NOW) is False
    assert code not in SmsCode.objects.get().code_hash


def test_a_code_typed_in_wide_digits_is_the_same(person: Person) -> None:
    send_code(person, PURPOSE, at=NOW)
    wide = last_code(OLD).translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    assert check_code(person, PURPOSE, wide, at=NOW) is True


def test_a_code_is_for_one_purpose_and_one_person(person: Person) -> None:
    send_code(person, PURPOSE, at=NOW)
    code = last_code(OLD)

    assert check_code(person, "submit:AP26-000002", code, at=NOW) is False
    assert check_code(make_person("b@firm.example"), PURPOSE, code, at=NOW) is False


@pytest.mark.parametrize(("seconds", "works"), [(599, True), (600, False), (601, False)])
def test_a_code_lives_ten_minutes(person: Person, seconds: int, works: bool) -> None:
    send_code(person, PURPOSE, at=NOW)

    assert check_code(person, PURPOSE, last_code(OLD), at=NOW + timedelta(seconds=seconds)) is works


@pytest.mark.parametrize(("wrong", "works"), [(4, True), (5, False)])
def test_a_code_stands_four_wrong_tries(person: Person, wrong: int, works: bool) -> None:
    send_code(person, PURPOSE, at=NOW)
    code = last_code(OLD)
    for _ in range(wrong):
        assert check_code(person, PURPOSE, other_than(code), at=NOW) is False

    assert check_code(person, PURPOSE, code, at=NOW) is works


def test_a_new_code_replaces_the_last_one(person: Person) -> None:
    send_code(person, PURPOSE, at=NOW)
    first = last_code(OLD)
    send_code(person, PURPOSE, at=NOW + timedelta(seconds=1))
    second = last_code(OLD)

    if first != second:
        assert check_code(person, PURPOSE, first, at=NOW + timedelta(seconds=2)) is False
    assert check_code(person, PURPOSE, second, at=NOW + timedelta(seconds=2)) is True


def test_five_codes_an_hour_are_sent_and_no_sixth(person: Person) -> None:
    for _ in range(5):
        send_code(person, PURPOSE, at=NOW)

    with pytest.raises(NotAllowed) as refused:
        send_code(person, PURPOSE, at=NOW + timedelta(minutes=59, seconds=59))
    send_code(person, PURPOSE, at=NOW + timedelta(hours=1))

    assert (
        refused.value.why.ja
        == "使われていない確認コードを1時間に5回送りました。1分後にもう一度お試しください。"
    )


@pytest.mark.parametrize(("unused", "fine"), [(3, True), (4, True), (5, False)])
def test_codes_that_were_used_do_not_count(person: Person, unused: int, fine: bool) -> None:
    for _ in range(6):
        send_code(person, PURPOSE, at=NOW)
        assert check_code(person, PURPOSE, last_code(OLD), at=NOW) is True
    for _ in range(unused):
        send_code(person, PURPOSE, at=NOW)

    if fine:
        send_code(person, PURPOSE, at=NOW)
    else:
        with pytest.raises(NotAllowed):
            send_code(person, PURPOSE, at=NOW)


def test_guessing_goes_no_further_with_new_codes(person: Person) -> None:
    for _ in range(3):
        send_code(person, PURPOSE, at=NOW)
        for _ in range(5):
            check_code(person, PURPOSE, other_than(last_code(OLD)), at=NOW)
    send_code(person, PURPOSE, at=NOW)

    assert check_code(person, PURPOSE, last_code(OLD), at=NOW) is False


def test_without_a_number_no_code_is_sent(db: None) -> None:
    with pytest.raises(NotAllowed) as refused:
        send_code(make_person("c@firm.example"), PURPOSE, at=NOW)

    assert refused.value.why is NO_PHONE


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("090-1234-5678", "09012345678"),
        ("０８０ー１２３４ー５６７８", "08012345678"),
        ("+81 70 1234 5678", "07012345678"),
        ("050-1234-5678", None),
        ("03-1234-5678", None),
        ("0901234567", None),
        ("090123456789", None),
        ("", None),
    ],
)
def test_only_mobile_numbers_count(typed: str, number: str | None) -> None:
    assert mobile_number(typed) == number


def test_a_first_number_is_registered_by_its_code(db: None) -> None:
    person = make_person("d@firm.example")
    number = begin_phone_change(person, "080-3333-4444", at=NOW, has_old=True)

    changed = change_phone(person, number, new_code=last_code(NEW), by=SYSTEM, at=NOW)

    assert (changed.phone, changed.phone_confirmed_at) == (NEW, NOW)
    assert not OutboxMessage.objects.filter(channel="mail").exists()


def test_a_number_is_replaced_by_both_codes_and_the_person_is_told(person: Person) -> None:
    begin_phone_change(person, NEW, at=NOW, has_old=True)

    changed = change_phone(person, NEW, new_code=last_code(NEW), old_code=last_code(OLD), by=SYSTEM, at=NOW)

    assert changed.phone == NEW
    mail = OutboxMessage.objects.get(channel="mail")
    assert (mail.to, "080-****-4444" in mail.text, NEW in mail.text) == ("a@firm.example", True, False)
    row = AuditRow.objects.get(what="person.phone_changed")
    assert NEW not in str(row.changes)


def test_the_old_number_must_answer(person: Person) -> None:
    begin_phone_change(person, NEW, at=NOW, has_old=True)

    with pytest.raises(NotAllowed) as refused:
        change_phone(
            person, NEW, new_code=last_code(NEW), old_code=other_than(last_code(OLD)), by=SYSTEM, at=NOW
        )

    assert refused.value.why is WRONG_OLD


def test_a_mistaken_new_code_leaves_the_old_one_usable(person: Person) -> None:
    begin_phone_change(person, NEW, at=NOW, has_old=True)
    old, new = last_code(OLD), last_code(NEW)

    with pytest.raises(NotAllowed) as refused:
        change_phone(person, NEW, new_code=other_than(new), old_code=old, by=SYSTEM, at=NOW)

    assert refused.value.why is WRONG_NEW
    assert change_phone(person, NEW, new_code=new, old_code=old, by=SYSTEM, at=NOW).phone == NEW


def test_a_lost_number_is_replaced_only_after_a_fresh_proof(person: Person) -> None:
    begin_phone_change(person, NEW, at=NOW, has_old=False)
    code = last_code(NEW)

    with pytest.raises(NotAllowed) as refused:
        change_phone(person, NEW, new_code=code, by=SYSTEM, at=NOW)

    assert refused.value.why is PROVE_AGAIN
    assert change_phone(person, NEW, new_code=code, proved_again=True, by=SYSTEM, at=NOW).phone == NEW


def test_a_number_of_somebody_else_is_refused(person: Person) -> None:
    make_person("vendor@firm.example", phone=NEW, phone_confirmed_at=NOW)

    with pytest.raises(NotAllowed) as refused:
        begin_phone_change(person, NEW, at=NOW, has_old=True)

    assert refused.value.why is TAKEN


def test_a_land_line_is_refused_with_the_reason(person: Person) -> None:
    with pytest.raises(NotAllowed) as refused:
        begin_phone_change(person, "03-1234-5678", at=NOW, has_old=True)

    assert refused.value.why is NOT_MOBILE
