"""Check a code (確認コードの照合): it works once, within its life and a few tries."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from hojokin.flow.identity import folded_code, numbers
from hojokin.office.actions.code_hash import code_hash
from hojokin.office.records.models import Person, SmsCode
from hojokin.office.records.prepared import KEY, MOMENT, TEXT, Given, looked_up, prepared


@transaction.atomic(savepoint=False)
def check_code(person: Person, purpose: str, code: str, *, at: datetime, keep: bool = False) -> bool:
    """Whether this is the code that was sent last for the purpose; if so, it is used up unless it is to be kept."""
    _locked(person=person.pk)
    sent = next(iter(_newest(person=person.pk, purpose=purpose)), None)
    if sent is None or not _is_open(sent, at) or _tried_too_often(person, at):
        return False
    sent.attempts += 1
    is_right = constant_time_compare(sent.code_hash, code_hash(person, purpose, folded_code(code)))
    if is_right and not keep:
        sent.used_at = at
    sent.save(update_fields=["attempts", "used_at"])
    return is_right


def _is_open(sent: SmsCode, at: datetime) -> bool:
    return sent.used_at is None and at < sent.expires_at and sent.attempts < numbers("code_use").tries


def _tried_too_often(person: Person, at: datetime) -> bool:
    """Whether codes were guessed at, over all purposes: asking for a new code gives no new tries."""
    tries = sum(each for (each,) in _tries(person=person.pk, since=at - timedelta(hours=1)))
    return tries >= numbers("code_use").wrong_an_hour


@looked_up(person=KEY)
def _locked(person: Given) -> QuerySet[Person, tuple[int]]:
    return Person.objects.select_for_update().filter(pk=person).values_list("pk")


@prepared(person=KEY, purpose=TEXT)
def _newest(person: Given, purpose: Given) -> QuerySet[SmsCode]:
    return SmsCode.objects.filter(person=person, purpose=purpose).order_by("-sent_at", "-pk")[:1]


@prepared(person=KEY, since=MOMENT)
def _tries(person: Given, since: Given) -> QuerySet[SmsCode, tuple[int]]:
    recent = SmsCode.objects.filter(person=person, sent_at__gt=since, used_at__isnull=True)
    return recent.values_list("attempts")
