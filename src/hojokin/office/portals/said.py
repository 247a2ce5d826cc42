"""Said (断りの文): why an action was refused, as sentences in the language of the page."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import get_language

from hojokin.flow.form import FormProblem
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.portals.templatetags.texts import told


def page_language() -> str:
    """ja or en."""
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def reasons(error: NotAllowed | Unmet) -> Sequence[str]:
    """All of them at once."""
    return (
        [told(error.why)]
        if isinstance(error, NotAllowed)
        else [told(each.message) for each in error.problems]
    )


def problems(error: NotAllowed | Unmet) -> Sequence[FormProblem]:
    """The same, each with the field that it is about; what is about none has an empty name."""
    return [FormProblem("", error.why)] if isinstance(error, NotAllowed) else error.problems
