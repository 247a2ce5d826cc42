"""Send a code (確認コードの送信): a few digits by SMS for one purpose; the last one sent is the one that works."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction

from hojokin.flow.identity import numbers
from hojokin.office.actions.code_hash import code_hash
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.tell import tell_person
from hojokin.office.records.models import Person, SmsCode
from hojokin.office.records.models.outbox import Channel
from hojokin.rules.engine.facts import Text

NO_PHONE = Text(
    "携帯電話の番号が登録されていません。アカウントの「携帯電話」で登録してください。",
    "No mobile number is registered. Register one under “Mobile telephone” of your account.",
)


@transaction.atomic
def send_code(person: Person, purpose: str, *, at: datetime, to: str = "") -> SmsCode:
    """Send a code to the person's confirmed number, or to ``to`` while a new number is being confirmed.

    Raises NotAllowed without a number, or after too many codes within an hour that nobody used: who hands in one report
    after another, as for the members of a group, uses each.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    number = to or (person.phone if person.phone_confirmed_at else "")
    if not number:
        raise NotAllowed(NO_PHONE)
    _check_rate(person, at)
    rules = numbers("code_use")
    digits = numbers("code").digits
    code = f"{secrets.randbelow(10**digits):0{digits}d}"
    SmsCode.objects.filter(person=person, purpose=purpose, used_at__isnull=True, expires_at__gt=at).update(
        expires_at=at
    )
    sent = SmsCode.objects.create(
        person=person,
        purpose=purpose,
        code_hash=code_hash(person, purpose, code),
        sent_at=at,
        expires_at=at + timedelta(minutes=rules.minutes),
    )
    words = {"code": code, "minutes": str(rules.minutes)}
    tell_person("code", person, at=at, data=words, channel=Channel.SMS, to=number)
    return sent


def _check_rate(person: Person, at: datetime) -> None:
    most = numbers("code_use").at_most_an_hour
    unused = SmsCode.objects.filter(person=person, used_at__isnull=True, sent_at__gt=at - timedelta(hours=1))
    sent = list(unused.order_by("-sent_at").values_list("sent_at", flat=True)[:most])
    if len(sent) < most:
        return
    wait = -(-(sent[-1] + timedelta(hours=1) - at) // timedelta(minutes=1))
    raise NotAllowed(
        Text(
            f"使われていない確認コードを1時間に{most}回送りました。{wait}分後にもう一度お試しください。",
            f"{most} codes were sent within an hour and not used. Try again in {wait} minutes.",
        )
    )
