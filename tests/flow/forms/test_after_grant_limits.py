"""Forms after the grant: every printed limit of a field, below, at and above it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hojokin.flow import checking
from hojokin.flow.form import FieldKind, Form, FormField, Row, Section, Value
from hojokin.flow.grants import KINDS, claim_form
from hojokin.rules.engine.facts import Text

NUMBERS = {FieldKind.WHOLE, FieldKind.YEN}
TEXTS = {FieldKind.TEXT, FieldKind.LONG_TEXT}


def forms() -> Iterator[Form]:
    yield from (kind.form("fy2026", track) for kind in KINDS.values() for track in ("invoice", "security"))
    yield claim_form("fy2026", "normal")


def bounded(kinds: set[FieldKind]) -> list[FormField]:
    """Every single field and column of these kinds, once."""
    every = [column for form in forms() for each in form.fields() for column in (each, *each.columns)]
    return list(
        {(each.name, each.at_least, each.at_most): each for each in every if each.kind in kinds}.values()
    )


def is_taken(field: FormField, value: Value) -> bool:
    alone = FormField(
        field.name, field.kind, field.label, field.party, at_least=field.at_least, at_most=field.at_most
    )
    form = Form("one", "fy2026", Text("", ""), (Section("one", Text("", ""), (alone,)),))
    return not checking.problems_of(form, {field.name: value}, {}, {})


@pytest.mark.parametrize("field", bounded(NUMBERS), ids=lambda field: field.name)
def test_a_number_keeps_to_its_limits(field: FormField) -> None:
    if field.at_least is not None:
        assert [is_taken(field, field.at_least + each) for each in (-1, 0, 1)] == [False, True, True]
    if field.at_most is not None:
        assert [is_taken(field, field.at_most + each) for each in (-1, 0, 1)] == [True, True, False]


@pytest.mark.parametrize("field", bounded(TEXTS), ids=lambda field: field.name)
def test_a_text_has_a_limit_and_keeps_to_it(field: FormField) -> None:
    assert field.at_most is not None

    lengths = [length for length in (field.at_most - 1, field.at_most, field.at_most + 1) if length]
    assert [is_taken(field, "あ" * each) for each in lengths] == [each <= field.at_most for each in lengths]


@pytest.mark.parametrize("form", list(forms()), ids=lambda form: form.kind)
def test_a_table_keeps_to_its_rows(form: Form) -> None:
    for field in form.fields():
        if field.kind is FieldKind.TABLE and field.at_most is not None:
            row: Row = {}
            counts = {
                each: sum(problem.row is None for problem in checking._of_table(field, [row] * each, {}))
                for each in (field.at_most, field.at_most + 1)
            }
            assert counts == {field.at_most: 0, field.at_most + 1: 1}
