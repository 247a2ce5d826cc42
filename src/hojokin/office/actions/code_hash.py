"""Hash of a code (確認コードのハッシュ): keyed, since five digits could be tried through."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from hojokin.office.records.models import Person


def code_hash(person: Person, purpose: str, code: str) -> str:
    """What is kept of a code; the same digits for another person or purpose give another hash."""
    return salted_hmac("hojokin.code", f"{person.pk}\n{purpose}\n{code}", algorithm="sha256").hexdigest()
