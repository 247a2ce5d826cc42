"""Checks of a grant application (交付申請の検査): all that would be returned, told before it is submitted.

The checks see only what is asked: an answer that another choice left behind brings no problem.
"""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.flow.checks.answers import asked_only
from hojokin.flow.checks.application.answers import check_answers
from hojokin.flow.checks.application.contact import check_contact
from hojokin.flow.checks.application.figures import check_figures
from hojokin.flow.checks.application.findings import check_findings
from hojokin.flow.checks.application.group import check_group
from hojokin.flow.checks.application.names import check_names
from hojokin.flow.checks.application.papers import check_papers
from hojokin.flow.checks.application.raised_rate import check_raised_rate
from hojokin.flow.checks.application.same_files import check_same_files
from hojokin.flow.checks.application.tools import check_tools
from hojokin.flow.form import Attachments, FormProblem, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.loading import form_of_track


def problems_of_application(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Everything that would be returned of a joint application; ``parent`` is the vendor's registration."""
    asked = _asked("application", values, circumstances)
    return (
        *_shared(asked, attachments, circumstances),
        *check_figures(asked),
        *check_tools(asked),
        *check_raised_rate(asked, circumstances),
        *check_findings(asked, attachments, circumstances),
    )


def problems_of_group(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Everything that would be returned of a group's application."""
    asked = _asked("consortium_application", values, circumstances)
    return (
        *_shared(asked, attachments, circumstances),
        *check_group(asked),
        *check_findings(asked, attachments, circumstances),
    )


def _asked(form: str, values: Values, circumstances: Circumstances) -> Values:
    return asked_only(form_of_track(form, circumstances.edition, circumstances.track), values)


def _shared(values: Values, attachments: Attachments, circumstances: Circumstances) -> Sequence[FormProblem]:
    return (
        *check_answers(values, circumstances),
        *check_names(values),
        *check_contact(values, circumstances.parent, circumstances.taken_phones),
        *check_papers(values, circumstances),
        *check_same_files(attachments),
    )
