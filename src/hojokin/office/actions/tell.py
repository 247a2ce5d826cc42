"""Tell (知らせる): a notice on each person's page and a message in the outbox, written with the change itself.

Nothing is sent here. A mail server that fails cannot undo or delay what happened.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hojokin.flow.notices import Said, footer, is_secret, local_words, written
from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.queries.kinds import kind_of
from hojokin.office.records.added import add
from hojokin.office.records.models import Filing, Notice, OutboxMessage, Person
from hojokin.office.records.models.outbox import Channel
from hojokin.office.records.prepared import KEY, MOMENT, NOBODY, Given, Prepared


@transaction.atomic(savepoint=False)
def tell(
    event: str,
    filing: Filing,
    roles: Iterable[Role],
    *,
    at: datetime,
    data: Mapping[str, str | list[str]] | None = None,
    key: str = "",
) -> None:
    """Tell everyone who holds one of the roles at the filing's parties or, for the secretariat, in the office.

    A given ``key`` makes the telling happen once a person, however often it is asked for.
    """
    people = people_of(filing, roles, at)
    if key:
        for person in people:
            tell_person(event, person, at=at, data=data, filing=filing, key=_own_key(key, person))
        return
    facts = _facts(data or {}, filing, at)
    told = [(person, facts | {"name": person.name}) for person in people]
    mails = [
        _message(event, person.email, person.language, said, at=at, channel=Channel.MAIL)
        for person, said in told
        if person.email
    ]
    add([OutboxMessage(key=secrets.token_hex(16), **each) for each in mails])
    if not is_secret(event):
        add([Notice(person=person, filing=filing, event=event, data=said, at=at) for person, said in told])


def tell_person(
    event: str,
    person: Person,
    *,
    at: datetime,
    data: Mapping[str, str | list[str]] | None = None,
    filing: Filing | None = None,
    channel: Channel = Channel.MAIL,
    to: str = "",
    key: str = "",
) -> None:
    """Tell one person. ``to`` is another address than the person's own, such as a telephone not confirmed yet."""
    said = _facts(data or {}, filing, at) | {"name": person.name}
    address = to or (person.phone if channel is Channel.SMS else person.email)
    is_new = _write(event, address, person.language, said, at=at, channel=channel, key=key)
    if is_new and channel is Channel.MAIL and not is_secret(event):
        Notice.objects.create(person=person, filing=filing, event=event, data=said, at=at)


def tell_address(
    event: str,
    email: str,
    *,
    at: datetime,
    data: Mapping[str, str | list[str]] | None = None,
    filing: Filing | None = None,
    language: str = "ja",
) -> None:
    """Tell somebody who has no account yet, such as an invited person."""
    _write(event, email, language, _facts(data or {}, filing, at), at=at, channel=Channel.MAIL)


def people_of(filing: Filing, roles: Iterable[Role], at: datetime) -> Sequence[Person]:
    """Who holds one of the roles now; a filing with a person in charge tells that one instead of every reviewer."""
    in_charge = filing.assigned_to_id
    return _people(frozenset(roles), in_charge is not None)(
        owner=filing.owner_id, partner=filing.partner_id or NOBODY, in_charge=in_charge or NOBODY, at=at
    )


@cache
def _people(asked: frozenset[Role], has_charge: bool) -> Prepared[Person]:
    def write(owner: Given, partner: Given, in_charge: Given, at: Given) -> QuerySet[Person]:
        of_party = Q(seats__party=owner) | Q(seats__party=partner)
        at_parties = Q(seats__role__in=asked & PARTIES) & of_party
        in_office = Q(seats__role__in=asked & SECRETARIAT - {Role.REVIEWER}, seats__party__isnull=True)
        reviewing = Q(seats__role__in=asked & {Role.REVIEWER}, seats__party__isnull=True)
        if has_charge:
            reviewing &= Q(seats__person=in_charge)
        held = Q(seats__until__isnull=True) | Q(seats__until__gt=at)
        found = Person.objects.filter(held & (at_parties | in_office | reviewing), is_active=True)
        return found.distinct().order_by("pk")

    return Prepared(write, {"owner": KEY, "partner": KEY, "in_charge": KEY, "at": MOMENT})


def _own_key(key: str, person: Person) -> str:
    return hashlib.sha256(f"{key} {person.pk}".encode()).hexdigest() if key else ""


def _facts(data: Mapping[str, str | list[str]], filing: Filing | None, at: datetime) -> Said:
    """What the texts may name. Words of the programme are in both languages, as they stand at this moment."""
    about = {} if filing is None else _about(filing)
    return {"at": _local(at), **about, **data}


def _about(filing: Filing) -> Said:
    kind = kind_of(filing.kind)
    state = kind.table.states[filing.state]
    return {
        "number": filing.number,
        "title": filing.title,
        "party": filing.owner.name,
        "kind": [kind.label.ja, kind.label.en],
        "state": [state.label.ja, state.label.en],
        "said": [state.said.ja, state.said.en],
        "due": _local(filing.due_at) if filing.due_at else "",
    }


def _local(at: datetime) -> list[str]:
    words = local_words(timezone.localtime(at))
    return [words.ja, words.en]


def _write(
    event: str, to: str, language: str, said: Said, *, at: datetime, channel: Channel, key: str = ""
) -> bool:
    """Put it into the outbox; whether it is new there. A person without an address is told on their page alone."""
    if not to:
        return channel is Channel.MAIL
    new = _message(event, to, language, said, at=at, channel=channel)
    if not key:
        OutboxMessage.objects.create(key=secrets.token_hex(16), **new)
        return True
    return OutboxMessage.objects.get_or_create(key=key, defaults=new)[1]


def _message(
    event: str, to: str, language: str, said: Said, *, at: datetime, channel: Channel
) -> dict[str, str | datetime]:
    """What is put into the outbox, but for its key."""
    link = str(said.get("link", "")) or _link(said, language)
    message = written(event, {**said, "link": link}, language)
    is_mail = channel is Channel.MAIL
    text = f"{message.text}\n\n{footer(language, '' if is_secret(event) else link)}"
    return {
        "channel": channel.value,
        "to": to,
        "subject": message.subject if is_mail else "",
        "text": text if is_mail else message.text,
        "written_at": at,
        "due_at": at,
    }


def _link(said: Said, language: str) -> str:
    prefix = "/en" if language == "en" else ""
    return f"{settings.SITE_URL}{prefix}/cases/{said['number']}/" if "number" in said else ""
