"""Grant applications (交付申請) as kinds of filing: the joint one of four tracks, and the one of a group.

They are two kinds because a group has no vendor's part: its representative writes and submits alone (W-29).
"""

from __future__ import annotations

from dataclasses import dataclass

from hojokin.flow.checks.application import problems_of_application, problems_of_group
from hojokin.flow.form import Form, Values
from hojokin.flow.kinds import FilingKind
from hojokin.flow.loading import form_of_track
from hojokin.flow.oaths import oath_texts
from hojokin.flow.question_applicant import SOLE_PROPRIETOR
from hojokin.flow.roles import Role
from hojokin.flow.tables import application, consortium_application
from hojokin.rules.engine.facts import Text

CONSORTIUM = "consortium"
JOINT_TRACKS = ("normal", "invoice", "electronic_transaction", "security")


def application_form(edition: str, track: str) -> Form:
    """The form of a joint application as a track asks it."""
    return form_of_track("application", edition, track)


def consortium_form(edition: str, track: str) -> Form:
    """The form of a group."""
    return form_of_track("consortium_application", edition, track)


APPLICATION = FilingKind(
    code="application",
    label=Text("交付申請", "Grant application"),
    prefix="AP",
    owner=Role.APPLICANT,
    partner=Role.VENDOR,
    table=application.TABLE,
    form=application_form,
    checks=(problems_of_application,),
    oath=oath_texts,
)
CONSORTIUM_APPLICATION = FilingKind(
    code="consortium_application",
    label=Text("交付申請（複数者連携）", "Grant application of a group"),
    prefix="CA",
    owner=Role.APPLICANT,
    partner=None,
    table=consortium_application.TABLE,
    form=consortium_form,
    checks=(problems_of_group,),
    oath=oath_texts,
)
APPLICATIONS = (APPLICATION.code, CONSORTIUM_APPLICATION.code)
KINDS = (APPLICATION, CONSORTIUM_APPLICATION)


def kind_for(track: str) -> FilingKind:
    """The kind of filing that applies in a track."""
    return CONSORTIUM_APPLICATION if track == CONSORTIUM else APPLICATION


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """What is published of a granted applicant (交付決定者の公表, W-65, F-65). A person's town and number are not."""

    name: str
    prefecture: str
    corporate_number: str = ""
    municipality: str = ""
    group_name: str = ""


def public_entry(values: Values) -> PublicEntry:
    """The published entry of an application; ``prefecture`` is its two-digit code."""
    if values.get("applicant_kind") == SOLE_PROPRIETOR:
        return PublicEntry(_text(values, "person_name"), _text(values, "home_prefecture"))
    return PublicEntry(
        name=_text(values, "company_name"),
        prefecture=_text(values, "head_office_prefecture"),
        corporate_number=_text(values, "corporate_number"),
        municipality=_text(values, "head_office_city"),
        group_name=_text(values, "group_name"),
    )


def _text(values: Values, name: str) -> str:
    found = values.get(name)
    return found if isinstance(found, str) else ""
