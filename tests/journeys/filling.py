"""Filling a form as a person does (入力): each kind of field by its own control, then on to the next section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from playwright.sync_api import FilePayload, Locator, Page, expect

from hojokin.flow.form import FieldKind, Form, FormField, Row, Section, Value
from hojokin.flow.roles import Role
from tests.office.adapters.made_files import pdf


def paper(name: str) -> FilePayload:
    """A small PDF to attach; no two papers have the same bytes."""
    return {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": pdf() + f"% {name}\n".encode()}


def fill_form(page: Page, case: str, form: Form, values: Mapping[str, Value], role: Role) -> None:
    """Every section of a role, from the first to the last, at the address of the case."""
    for section in form.sections:
        own = [each for each in section.fields if each.party is role]
        if own and any(each.asked(values) for each in own):
            page.goto(f"{case}form/{section.name}/")
            fill_section(page, section, values, role)


def fill_section(page: Page, section: Section, values: Mapping[str, Value], role: Role) -> None:
    """Every field of one section, then on."""
    for each in section.fields:
        if each.party is role and each.asked(values) and (each.name in values or _must_attach(each)):
            fill(page, each, values.get(each.name))
    with page.expect_navigation():
        page.locator('button[name="next"]').click()
    told = page.locator("#problems").all_inner_texts()
    assert told == [], told


def _must_attach(each: FormField) -> bool:
    return each.kind is FieldKind.DOCUMENT and each.required


def fill(page: Page, field: FormField, value: Value) -> None:
    """One field, once nothing is on its way that might move it under the pointer."""
    expect(page.locator(".case-field.htmx-request")).to_have_count(0)
    if field.kind is FieldKind.DOCUMENT:
        attach(page, field.name)
    elif field.kind is FieldKind.TABLE:
        fill_table(page, field, cast("Iterable[Row]", value))
    else:
        fill_control(page.locator(f"#field-{field.name}"), field.name, field.kind, value)


def attach(page: Page, name: str) -> None:
    """Attach a paper of its own, and wait until it is kept."""
    page.locator(f"#file-{name}").set_input_files(paper(name))
    expect(page.locator(f"#field-{name} .case-files")).to_contain_text(f"{name}.pdf")


def fill_table(page: Page, field: FormField, rows: Iterable[Row]) -> None:
    """A row after the other; what the office fills in has no control."""
    box = page.locator(f"#field-{field.name}")
    for place, row in enumerate(rows):
        if place:
            box.locator('button[name="add"]').click()
            expect(box.locator("fieldset.line")).to_have_count(place + 1)
        for column in field.columns:
            name = f"{field.name}-{place}-{column.name}"
            if column.name in row and column.asked(row) and _has_control(box, field, name):
                fill_control(box, name, column.kind, row[column.name])


def _has_control(box: Locator, field: FormField, name: str) -> bool:
    """Whether a cell is typed; those that a chosen tool brings are not."""
    if field.name == "tools" and name.endswith(FILLED_OF_TOOLS):
        return False
    expect(box.locator(f'[name="{name}"]').first).to_be_visible()
    return True


FILLED_OF_TOOLS = (
    "-name",
    "-price_min",
    "-price_standard",
    "-processes",
    "-functions",
    "-cloud",
    "-invoice_ready",
    "-ai",
)


def fill_control(box: Locator, name: str, kind: FieldKind, value: Any) -> None:
    """One control: typed, chosen from a list, or ticked."""
    control = box.locator(f'[name="{name}"]')
    expect(control.first).to_be_visible()
    what = control.first.evaluate("each => each.tagName === 'INPUT' ? each.type : each.tagName")
    if what in {"radio", "checkbox"}:
        for each in value if kind is FieldKind.CHOICES else [_text(value)]:
            box.locator(f'[name="{name}"][value="{each}"]').check()
    elif what == "SELECT":
        control.select_option(_text(value))
    else:
        control.fill(_text(value))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
