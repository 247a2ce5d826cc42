"""Choose a language (言語の選択) for mails and SMS."""

from __future__ import annotations

from hojokin.office.records.models import Person


def choose_language(person: Person, language: str) -> None:
    """``ja`` or ``en``. A taste, not a fact of a case: nothing is recorded."""
    Person.objects.filter(pk=person.pk).update(language=language)
