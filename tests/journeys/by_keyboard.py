"""Hands that have a keyboard alone (キーボードだけの操作): on with Tab, and never without seeing where one is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from playwright.sync_api import FileChooser, Locator, Page, expect

from hojokin.flow.form import FieldKind, FormField, Row, Section, Value
from hojokin.flow.roles import Role
from tests.journeys.filling import FILLED_OF_TOOLS, paper

MOST_STEPS = 250
# What is wrong with the place of the focus: nobody sees it, or it is out of the order of the page.
PLACE = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return 'nothing has the focus';
  const shown = (each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
  };
  const rings = [at, at.closest('label, .radio-row, .tick'), at.labels?.[0]].filter(Boolean);
  const told = at.outerHTML.slice(0, 200);
  if (!rings.some(shown)) return 'no ring around ' + told;
  const box = rings.find(shown).getBoundingClientRect();
  if (!box.width || box.bottom <= 0 || box.top >= innerHeight) return 'off the screen: ' + told;
  return at.tabIndex > 0 ? 'out of order: ' + told : '';
}"""


class Hands:
    """Somebody at a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, key: str) -> None:
        """One key."""
        self.page.keyboard.press(key)

    def on(self, *, back: bool = False) -> None:
        """To the next place, or to the one before."""
        self.press("Shift+Tab" if back else "Tab")
        if fault := self.page.evaluate(PLACE):
            raise AssertionError(fault)

    def reach(self, target: Locator) -> None:
        """Tab until a control has the focus."""
        expect(target).to_be_attached()
        for _step in range(MOST_STEPS):
            if target.evaluate("each => each === document.activeElement"):
                return
            self.on()
        raise AssertionError(f"{target} is not reached")

    def follow(self, target: Locator) -> None:
        """A link or a button that leads to another page."""
        self.reach(target)
        with self.page.expect_navigation():
            self.press("Enter")

    def go_to_content(self) -> None:
        """Past the frame of a page, by the first link of all."""
        self.on()
        self.press("Enter")
        expect(self.page.locator("main")).to_be_focused()

    def still_here(self) -> None:
        """What an answer draws anew does not take the focus away."""
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        assert self.page.evaluate("document.activeElement !== document.body"), "the focus is lost"

    def fill_section(self, section: Section, values: Mapping[str, Value], role: Role) -> None:
        """Every field of a screen from top to bottom, then on."""
        for each in section.fields:
            if each.party is not role or not each.asked(values):
                continue
            if each.kind is FieldKind.DOCUMENT and each.required:
                self.attach(each.name)
            elif each.name in values:
                self.fill(each, values[each.name])
        self.follow(self.page.locator('button[name="next"]'))

    def fill(self, field: FormField, value: Value) -> None:
        """One field."""
        if field.kind is FieldKind.TABLE:
            self._fill_rows(field, cast("list[Row]", value))
        else:
            self._put(self.page.locator(f"#field-{field.name}"), field.name, value)

    def attach(self, name: str) -> None:
        """A paper, by the window that the browser opens; one that is there already is enough."""
        if self.page.locator(f"#field-{name} .case-files").count():
            return
        self.reach(self.page.locator(f"#file-{name}"))
        self.still_here()
        with self.page.expect_file_chooser() as opening:
            self.press("Space")
        chooser: FileChooser = opening.value
        chooser.set_files(paper(name))
        expect(self.page.locator(f"#field-{name} .case-files")).to_contain_text(f"{name}.pdf")
        self.still_here()

    def _fill_rows(self, field: FormField, rows: list[Row]) -> None:
        box = self.page.locator(f"#field-{field.name}")
        for place, row in enumerate(rows):
            if place:
                self.reach(box.locator('button[name="add"]'))
                self.press("Enter")
                expect(box.locator("fieldset.line")).to_have_count(place + 1)
                self.still_here()
            for column in field.columns:
                name = f"{field.name}-{place}-{column.name}"
                is_filled = field.name == "tools" and name.endswith(FILLED_OF_TOOLS)
                if column.name in row and column.asked(row) and not is_filled:
                    self._put(box, name, row[column.name])

    def _put(self, box: Locator, name: str, value: Any) -> None:
        control = box.locator(f'[name="{name}"]').first
        expect(control).to_be_visible()
        what = control.evaluate("each => each.tagName === 'INPUT' ? each.type : each.tagName")
        if what == "radio":
            self._choose(box, name, _text(value))
        elif what == "checkbox":
            for each in value if isinstance(value, list | tuple) else [_text(value)]:
                self._tick(box.locator(f'[name="{name}"][value="{each}"]'))
        elif what == "SELECT":
            self._select(control, _text(value))
        else:
            self.reach(control)
            self.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(_text(value))
        self.still_here()

    def _tick(self, box: Locator) -> None:
        self.reach(box)
        if not box.is_checked():
            self.press("Space")
        expect(box).to_be_checked()

    def _choose(self, box: Locator, name: str, value: str) -> None:
        """Tab leads into a group of radio buttons; in it the arrows lead on."""
        every = box.locator(f'[name="{name}"]')
        wanted = box.locator(f'[name="{name}"][value="{value}"]')
        is_inside = "each => each.name === document.activeElement.name"
        for _step in range(MOST_STEPS):
            if every.first.evaluate(is_inside):
                break
            self.on()
        self.press("Space")
        for _step in range(every.count()):
            if wanted.is_checked():
                break
            self.press("ArrowDown")
        expect(wanted).to_be_checked()

    def _select(self, control: Locator, value: str) -> None:
        """The arrows lead through a closed list."""
        self.reach(control)
        for _step in range(control.locator("option").count()):
            if control.input_value() == value:
                break
            self.press("ArrowDown")
        expect(control).to_have_value(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
