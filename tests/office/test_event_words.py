"""Everything that the actions record has words for the people of the office."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office import actions
from hojokin.office.portals.events import event_words
from hojokin.office.records.models import AuditRow


def recorded() -> Iterator[str]:
    """The events that stand as they are in a call of ``record``, or in a constant of its module."""
    for module in sorted(Path(actions.__path__[0]).glob("*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        constants = {
            each.targets[0].id: each.value
            for each in tree.body
            if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "record":
                what = call.args[1]
                named = constants.get(what.id) if isinstance(what, ast.Name) else what
                for part in ast.walk(named) if isinstance(named, ast.Constant | ast.IfExp) else ():
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value


def test_events_are_found() -> None:
    assert {"alert.look", "filing.write", "person.phone_changed"} <= set(recorded())


@pytest.mark.parametrize("what", [*sorted(set(recorded())), "grant.assess_return"])
def test_an_event_is_said_in_words(what: str) -> None:
    assert event_words(AuditRow(what=what, changes={})) != what
