"""Check a code (確認コードの照合): it works once, within its life and a few tries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare

from hojokin.flow.identity import folded_code, numbers
from hojokin.office.actions.code_hash import code_hash
from hojokin.office.records.models import Person, SmsCode
from hojokin.office.records.prepared import KEY, MOMENT, Given, looked_up

HOUR = timedelta(hours=1)


@transaction.atomic(savepoint=False)
def check_code(person: Person, purpose: str, code: str, *, at: datetime, keep: bool = False) -> bool:
    """Whether this is the code that was sent last for the purpose; if so, it is used up unless it is to be kept."""
    rules = numbers("code_use")
    recent = _locked(person=person.pk, since=at - max(HOUR, timedelta(minutes=rules.minutes)))
    sent = next((each for each in recent if each.purpose == purpose), None)
    if sent is None or not _is_open(sent, at) or _tried_too_often(recent, at):
        return False
    sent.attempts += 1
    is_right = constant_time_compare(sent.code_hash, code_hash(person, purpose, folded_code(code)))
    if is_right and not keep:
        sent.used_at = at
    sent.save(update_fields=["attempts", "used_at"])
    return is_right


def _is_open(sent: SmsCode, at: datetime) -> bool:
    return sent.used_at is None and at < sent.expires_at and sent.attempts < numbers("code_use").tries


def _tried_too_often(recent: Sequence[SmsCode], at: datetime) -> bool:
    """Whether codes were guessed at, over all purposes: asking for a new code gives no new tries."""
    unused = [each for each in recent if each.used_at is None and each.sent_at > at - HOUR]
    return sum(each.attempts for each in unused) >= numbers("code_use").wrong_an_hour


@looked_up(person=KEY, since=MOMENT)
def _locked(person: Given, since: Given) -> QuerySet[SmsCode]:
    """Every code that may still work or counts as a try, the newest first: they and their person wait for nobody else."""
    sent = SmsCode.objects.filter(person=person, sent_at__gt=since).select_related("person")
    return sent.select_for_update(of=("self", "person"), no_key=True).order_by("-sent_at", "-pk")
