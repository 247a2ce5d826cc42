"""A changed way to sign in (サインイン方法の変更): recorded, and told to the person, who may not have done it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hojokin.office.actions.record import record
from hojokin.office.actions.tell import tell_person
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Person
from hojokin.rules.engine.facts import Text

CHANGES = {
    "password_changed": Text("パスワードを変えた", "Password changed"),
    "password_reset": Text(
        "メールのリンクからパスワードを決め直した", "Password set anew by a link in a mail"
    ),
    "second_factor_added": Text("2段階認証の方法を加えた", "Second factor added"),
    "second_factor_removed": Text("2段階認証の方法を外した", "Second factor removed"),
    "recovery_codes_renewed": Text("リカバリーコードを作り直した", "Recovery codes renewed"),
}


@transaction.atomic
def change_security(person: Person, change: str, *, by: Actor | None, at: datetime) -> None:
    """Record one of CHANGES and tell the person by mail."""
    record(by or SYSTEM, f"person.{change}", f"person:{person.pk}", at=at)
    words = CHANGES[change].in_language(person.language)
    tell_person("security_changed", person, at=at, data={"reason": words})
