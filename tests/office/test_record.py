"""Audit rows: what they keep, what they hide, and that whatever was done to them is found."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction

from hojokin.flow.chain import Head
from hojokin.flow.roles import Role
from hojokin.office.actions.forget_subject import forget_subject
from hojokin.office.actions.record import KEPT, record
from hojokin.office.queries.audit import chain_head, first_broken, history, says
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import AuditRow, AuditSecret, ChainHead
from tests.office.one_filing import AT, person

pytestmark = pytest.mark.django_db
SUBJECT = "TR26-000001"


def some(count: int = 5) -> list[AuditRow]:
    return [record(SYSTEM, "x.y", SUBJECT, at=AT, changes={"size": number}) for number in range(count)]


def broken() -> int | None:
    found = first_broken()
    return found.sequence if found else None


def test_a_row_says_who_what_and_when_and_follows_the_one_before() -> None:
    seller = person("seller@example.jp", Role.VENDOR)

    first, second = (
        record(Actor(seller, Role.VENDOR, origin="ab"), f"tool_registration.{what}", SUBJECT, at=AT)
        for what in ("open", "submit")
    )

    assert (first.sequence, first.person, first.role, first.origin) == (1, str(seller.pk), "vendor", "ab")
    assert (second.sequence, second.previous) == (2, first.digest)
    assert list(history(SUBJECT)) == [first, second]
    assert chain_head() == Head(2, second.digest)
    assert first_broken() is None


def test_an_empty_chain_holds() -> None:
    assert chain_head() == Head()
    assert first_broken() is None


def test_personal_values_never_stand_in_a_row() -> None:
    row = record(
        SYSTEM, "x", SUBJECT, at=AT, changes={"phone": "09012345678", "to": "returned"}, reason="田中さんの件"
    )

    secret = AuditSecret.objects.get(subject=SUBJECT).secret
    told = json.dumps(row.changes, ensure_ascii=False)
    assert "09012345678" not in told
    assert "田中" not in told
    assert row.changes["to"] == "returned"
    assert says(row, "phone", "09012345678", secret)
    assert not says(row, "phone", "09012345679", secret)


@pytest.mark.parametrize("name", sorted(KEPT))
def test_what_a_form_says_is_hidden_whatever_its_field_is_called(name: str) -> None:
    row = record(SYSTEM, "filing.write", SUBJECT, at=AT, changes={name: "田中太郎"})

    assert list(row.changes) == [name]
    assert list(row.changes[name]) == ["hidden"]


def test_a_row_vanishes_with_the_change_that_failed() -> None:
    some(1)

    with suppress(RuntimeError), transaction.atomic():
        record(SYSTEM, "x", SUBJECT, at=AT)
        raise RuntimeError

    assert chain_head().sequence == 1
    assert first_broken() is None


@pytest.mark.parametrize(
    "edit",
    [
        {"person": "9"},
        {"role": "vendor"},
        {"origin": "x"},
        {"device": "x"},
        {"what": "y"},
        {"subject": "TR26-000002"},
        {"changes": {"size": 9}},
        {"changes": {}},
        {"digest": "0" * 64},
        {"previous": "0" * 64},
        {"reason": "added afterwards"},
    ],
)
def test_any_edit_is_found_at_its_row(edit: dict[str, Any]) -> None:
    some()

    AuditRow.objects.filter(sequence=3).update(**edit)

    assert broken() == 3


def test_a_removed_row_a_cut_tail_and_moved_rows_are_found() -> None:
    rows = some()
    rows[1].delete()
    assert broken() == 2
    AuditRow.objects.all().delete()
    assert broken() == 1


def test_a_cut_tail_is_found() -> None:
    some()[4].delete()

    assert broken() == 5


def test_a_head_set_back_with_rows_beyond_it_is_found() -> None:
    rows = some()

    ChainHead.objects.update(sequence=3, digest=rows[2].digest)

    assert broken() == 4


def test_a_head_that_is_gone_is_found() -> None:
    some()

    ChainHead.objects.all().delete()

    assert broken() == 1


def test_a_tail_and_a_head_cut_together_are_found_by_a_head_that_was_kept() -> None:
    rows = some()
    kept = chain_head()
    rows[4].delete()
    ChainHead.objects.update(sequence=4, digest=rows[3].digest)

    assert first_broken() is None
    assert first_broken(kept) is not None


@pytest.mark.parametrize("text", ["another reason", ""])
def test_a_changed_reason_is_found(text: str) -> None:
    record(SYSTEM, "x", SUBJECT, at=AT, reason="because")

    AuditRow.objects.update(reason=text)

    assert broken() == 1


def test_a_secret_taken_away_without_a_row_is_found() -> None:
    record(SYSTEM, "x", SUBJECT, at=AT, reason="because")

    AuditSecret.objects.all().delete()

    assert broken() == 1


def test_a_forgotten_subject_leaves_a_whole_chain_that_says_nothing_of_it() -> None:
    record(SYSTEM, "x", SUBJECT, at=AT, changes={"phone": "090"}, reason="田中さんの件")
    record(SYSTEM, "x", "TR26-000002", at=AT, reason="another")

    forget_subject(SUBJECT, by=SYSTEM, at=AT)
    record(SYSTEM, "x", SUBJECT, at=AT, reason="a later one")

    assert first_broken() is None
    assert list(history(SUBJECT).values_list("what", "reason")) == [
        ("x", ""),
        ("audit.forget", ""),
        ("x", "a later one"),
    ]
    assert AuditSecret.objects.count() == 2


@pytest.mark.parametrize("text", ["田中さんの件", "another reason"])
def test_a_reason_put_into_a_forgotten_row_is_found(text: str) -> None:
    record(SYSTEM, "x", SUBJECT, at=AT, reason="田中さんの件")
    forget_subject(SUBJECT, by=SYSTEM, at=AT)

    AuditRow.objects.filter(sequence=1).update(reason=text)

    assert broken() == 1


def test_the_whole_chain_is_checked_with_a_fixed_number_of_questions(django_assert_num_queries: Any) -> None:
    some(1)
    with django_assert_num_queries(6):
        first_broken()
    some(3)
    with django_assert_num_queries(6):
        first_broken()
