"""Change the telephone (携帯電話の登録と変更): confirmed by codes, and safe also when the old one is lost (K-08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.flow.identity import NOT_MOBILE, masked, mobile_number
from hojokin.flow.roles import PARTIES, Role
from hojokin.office.actions.check_code import check_code
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.record import record
from hojokin.office.actions.send_code import send_code
from hojokin.office.actions.tell import tell, tell_person
from hojokin.office.queries.kinds import kind_of
from hojokin.office.queries.seats import phone_holders
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing, Person, SmsCode
from hojokin.rules.engine.facts import Text

TAKEN = Text(
    "この番号は、ほかの申請者か支援事業者が使っています。申請者ご自身が管理する番号を登録してください（公募要領）。",
    "Another applicant or a vendor uses this number. Register one that you manage yourself (application guideline).",
)
WRONG_NEW = Text(
    "新しい番号に届いたコードと合いません。数字を確かめるか、新しいコードを送ってください。",
    "This is not the code sent to the new number. Check the digits or send a new code.",
)
WRONG_OLD = Text(
    "今までの番号に届いたコードと合いません。受け取れないときは「今までの番号は使えない」を選んでください。",
    "This is not the code sent to the old number. If you cannot receive it, choose “the old number is lost”.",
)
PROVE_AGAIN = Text(
    "今までの番号を使わずに変えるには、もう一度 gBizID か2段階認証でサインインしてください。",
    "To change it without the old number, sign in again with gBizID or your second factor.",
)


def begin_phone_change(person: Person, typed: str, *, at: datetime, has_old: bool) -> str:
    """Send a code to the new number and, while the old one is at hand, another to it. The answer is the number.

    Raises NotAllowed when it is no mobile number, or another's, or too many codes were sent.
    """
    number = _usable(typed, person)
    send_code(person, new_purpose(number), at=at, to=number)
    if has_old and person.phone:
        send_code(person, old_purpose(number), at=at, to=person.phone)
    return number


def change_phone(
    person: Person,
    typed: str,
    *,
    new_code: str,
    old_code: str = "",
    proved_again: bool = False,
    by: Actor,
    at: datetime,
) -> Person:
    """Register the number. A number that is replaced must answer too, unless the person has just proved who they are.

    Raises NotAllowed with what to do.
    """
    number = _usable(typed, person)
    # Tries are counted even when the change is refused: so outside of its transaction.
    if person.phone and not old_code and not proved_again:
        raise NotAllowed(PROVE_AGAIN)
    if person.phone and old_code and not check_code(person, old_purpose(number), old_code, at=at, keep=True):
        raise NotAllowed(WRONG_OLD)
    if not check_code(person, new_purpose(number), new_code, at=at):
        raise NotAllowed(WRONG_NEW)
    SmsCode.objects.filter(person=person, purpose=old_purpose(number), used_at__isnull=True).update(
        used_at=at
    )
    return _change(person, number, by=by, at=at, how="old_number" if old_code else "proved_again")


@transaction.atomic
def _change(person: Person, number: str, *, by: Actor, at: datetime, how: str) -> Person:
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    is_change = bool(person.phone)
    # Rows are recorded one after another: whoever comes second sees the number of the first only after this.
    record(
        by,
        "person.phone_changed" if is_change else "person.phone_registered",
        f"person:{person.pk}",
        at=at,
        changes={"kind": how, "old": person.phone, "new": number},
    )
    if phone_holders(number, person):
        raise NotAllowed(TAKEN)
    person.phone, person.phone_confirmed_at = number, at
    person.save(update_fields=["phone", "phone_confirmed_at"])
    if is_change:
        _tell(person, by, at)
    return person


def _tell(person: Person, by: Actor, at: datetime) -> None:
    tell_person("phone_changed", person, at=at, data={"phone": masked(person.phone)})
    if by.role is not Role.APPLICANT or by.party is None:
        return
    for filing in Filing.objects.filter(owner=by.party, partner__isnull=False).select_related(
        "owner", "partner"
    ):
        if kind_of(filing.kind).table.states[filing.state].turn is not None:
            tell("phone_of_applicant_changed", filing, PARTIES, at=at)


def _usable(typed: str, person: Person) -> str:
    number = mobile_number(typed)
    if number is None:
        raise NotAllowed(NOT_MOBILE)
    if phone_holders(number, person):
        raise NotAllowed(TAKEN)
    return number


def new_purpose(number: str) -> str:
    """Purpose of the code that goes to the new number."""
    return f"phone:{number}"


def old_purpose(number: str) -> str:
    """Purpose of the code that goes to the number that is replaced."""
    return f"phone-from:{number}"
