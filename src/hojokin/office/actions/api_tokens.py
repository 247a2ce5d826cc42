"""API tokens (APIトークン): made for a vendor's own system and shown once, ended at any time."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import ApiToken, Party
from hojokin.rules.engine.facts import Text

SECRET_BYTES = 32
BEGINS = "hjk_"  # so that a leaked one can be searched for
MOST_TOKENS = 5
LONGEST_NAME = 60
NOT_A_VENDOR = Text("トークンを作れるのは支援事業者だけです。", "Only a vendor may make a token.")
NO_NAME = Text(
    "どのシステムで使うかが分かる名前を、60文字までで付けてください。",
    "Give it a name of up to 60 characters that says which system uses it.",
)
TOO_MANY = Text(
    f"トークンは{MOST_TOKENS}個までです。使っていないものを止めてください。",
    f"There may be {MOST_TOKENS} tokens. End one that is not used.",
)


@transaction.atomic
def issue_api_token(name: str, *, by: Actor, at: datetime) -> tuple[ApiToken, str]:
    """A new token and its secret, which nobody can read again. Raises NotAllowed and Unmet."""
    if by.role is not Role.VENDOR or by.party is None or by.person is None:
        raise NotAllowed(NOT_A_VENDOR)
    name = name.replace("\x00", "").strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Unmet([FormProblem("name", NO_NAME)])
    Party.objects.select_for_update(no_key=True).get(pk=by.party.pk)  # two colleagues may make one at once
    if ApiToken.objects.filter(party=by.party, ended_at__isnull=True).count() >= MOST_TOKENS:
        raise Unmet([FormProblem("name", TOO_MANY)])
    secret = BEGINS + secrets.token_urlsafe(SECRET_BYTES)
    made = ApiToken.objects.create(
        party=by.party, name=name, secret_hash=hashed(secret), made_by=by.person, made_at=at
    )
    record(by, "token.issue", f"token:{made.pk}", at=at, changes={"name": name})
    return made, secret


@transaction.atomic
def end_api_token(token: ApiToken, *, by: Actor, at: datetime) -> ApiToken:
    """It counts no more. Raises NotAllowed for another vendor's."""
    if by.role is not Role.VENDOR or by.party is None or token.party_id != by.party.pk:
        raise NotAllowed(NOT_A_VENDOR)
    locked = ApiToken.objects.select_for_update(no_key=True).get(pk=token.pk)
    if locked.ended_at is None:
        locked.ended_at = at
        locked.save(update_fields=["ended_at"])
        record(by, "token.end", f"token:{locked.pk}", at=at)
    return locked


def token_of(secret: str) -> ApiToken | None:
    """The token behind a secret, while it counts."""
    found = ApiToken.objects.select_related("party").filter(secret_hash=hashed(secret), ended_at__isnull=True)
    return found.first()


def hashed(secret: str) -> str:
    """What is kept of a secret. It has 256 random bits, so that a plain hash cannot be guessed backwards."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
