"""Filings after the grant (交付決定後の手続): every kind with its form, its table, its checks and its oath."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial

from hojokin.flow.checks import change_filing as changes
from hojokin.flow.checks import effect_report, performance_report
from hojokin.flow.form import Form, FormField
from hojokin.flow.kinds import Check, FilingKind
from hojokin.flow.loading import form_of_track
from hojokin.flow.roles import Role
from hojokin.flow.table import Table
from hojokin.flow.tables import change_filing as change_table
from hojokin.flow.tables import effect_report as effect_table
from hojokin.flow.tables import grant as grant_table
from hojokin.flow.tables import performance_report as report_table
from hojokin.flow.tables.alone import without_vendor
from hojokin.flow.tables.group_report import with_members_left_out
from hojokin.rules.engine.facts import Text
from hojokin.rules.engine.loading import read
from hojokin.rules.reference.reading import read_text
from hojokin.rules.tracks import consortium

OATHS = "data/after_grant_oaths.yaml"
ACCOUNT = "account_same"
GROUP_ACCOUNT = Text(
    "振込先は、代表事業者が届け出た口座のままでよいですか（まだ届け出ていなければ「いいえ」）",
    "Is the account that the representative gave still right (no where none was given yet)",
)
GROUP_ACCOUNT_HELP = Text(
    "補助金は代表事業者の口座に振り込みます。自分の品目がない代表事業者には実績報告がなく、口座をまだ届け出ていません。"
    "「いいえ」を選び、ここで口座を入力してください。",
    "The grant is paid to the representative. Without items of its own it has no report, and has not given an account yet: "
    "answer no and enter it here.",
)


@cache
def oath_items(name: str) -> Mapping[str, Text]:
    """The items of an oath by code, in order. Raises KeyError."""
    raw = read(read_text("hojokin.flow", OATHS))
    return {code: Text(said["ja"], said["en"]) for code, said in raw[name].items()}


def _form(name: str, edition: str, track: str) -> Form:
    return form_of_track(name, edition, track)


def _oath(name: str, edition: str, track: str) -> Mapping[str, Text]:
    del edition, track  # the same for all, so far
    return oath_items(name)


def _kind(
    code: str, label: Text, prefix: str, table: Table, checks: tuple[Check, ...], oath: str = "change_filing"
) -> FilingKind:
    form: Callable[[str, str], Form] = partial(_form, code)
    return FilingKind(
        code, label, prefix, Role.APPLICANT, Role.VENDOR, table, form, checks, partial(_oath, oath)
    )


PERFORMANCE_REPORT = _kind(
    "performance_report",
    Text("実績報告", "Performance report"),
    "PR",
    report_table.TABLE,
    performance_report.CHECKS,
    "performance_report",
)
EFFECT_REPORT = _kind(
    "effect_report",
    Text("効果報告", "Effect report"),
    "ER",
    effect_table.TABLE,
    effect_report.CHECKS,
    "effect_report",
)
WITHDRAWAL = _kind(
    "withdrawal",
    Text("辞退届", "Withdrawal"),
    "WD",
    change_table.TABLE,
    (changes.change_has_happened, changes.stopped_after_introduction),
)
PLAN_CHANGE = _kind(
    "plan_change", Text("計画変更届", "Plan change"), "PC", change_table.TABLE, (changes.change_is_ahead,)
)
REGISTRATION_CHANGE = _kind(
    "registration_change",
    Text("登録変更届", "Registration change"),
    "RC",
    change_table.NOTICE_TABLE,
    (changes.change_has_happened, changes.register_attached),
)
DELAY_REPORT = _kind(
    "delay_report",
    Text("遅延の報告", "Delay report"),
    "DR",
    change_table.TABLE,
    (changes.change_has_happened, changes.delay_goes_beyond),
)
ACCIDENT_REPORT = _kind(
    "accident_report",
    Text("事故報告届", "Accident report"),
    "AR",
    change_table.TABLE,
    (changes.change_has_happened,),
)
PROPERTY_DISPOSAL = _kind(
    "property_disposal",
    Text("財産処分承認申請", "Disposal of property"),
    "PD",
    change_table.TABLE,
    (changes.change_is_ahead, changes.approval_needed),
)
SUCCESSION = _kind(
    "succession", Text("承継の届出", "Succession"), "SU", change_table.TABLE, (changes.change_has_happened,)
)


def _alone(kind: FilingKind) -> FilingKind:
    """The kind as the consortium track files it, without a vendor (W-29)."""
    return replace(
        kind,
        code=f"consortium_{kind.code}",
        label=Text(f"{kind.label.ja}（複数者連携）", f"{kind.label.en} (consortium)"),
        partner=None,
        table=without_vendor(kind.table),
        form=partial(_own_form, kind.code),
    )


def _own_form(name: str, edition: str, track: str) -> Form:
    """The form with every field of a vendor in the applicant's hands."""
    form = _form(name, edition, track)
    sections = tuple(
        replace(each, fields=tuple(_in_own_hands(field) for field in each.fields)) for each in form.sections
    )
    return replace(form, sections=sections)


def _in_own_hands(field: FormField) -> FormField:
    return replace(field, party=Role.APPLICANT) if field.party is Role.VENDOR else field


def _of_member(kind: FilingKind) -> FilingKind:
    """The report as each member of a group files it, or the office leaves it out."""
    return replace(kind, table=with_members_left_out(kind.table))


CONSORTIUM_PERFORMANCE_REPORT = _of_member(_alone(PERFORMANCE_REPORT))
CONSORTIUM_EFFECT_REPORT = _alone(EFFECT_REPORT)
CONSORTIUM_WITHDRAWAL = _alone(WITHDRAWAL)
CONSORTIUM_PLAN_CHANGE = _alone(PLAN_CHANGE)
CONSORTIUM_REGISTRATION_CHANGE = _alone(REGISTRATION_CHANGE)
CONSORTIUM_DELAY_REPORT = _alone(DELAY_REPORT)
CONSORTIUM_ACCIDENT_REPORT = _alone(ACCIDENT_REPORT)
CONSORTIUM_PROPERTY_DISPOSAL = _alone(PROPERTY_DISPOSAL)
CONSORTIUM_SUCCESSION = _alone(SUCCESSION)

KINDS: Mapping[str, FilingKind] = {
    each.code: each
    for each in (
        PERFORMANCE_REPORT,
        EFFECT_REPORT,
        WITHDRAWAL,
        PLAN_CHANGE,
        REGISTRATION_CHANGE,
        DELAY_REPORT,
        ACCIDENT_REPORT,
        PROPERTY_DISPOSAL,
        SUCCESSION,
    )
}
CONSORTIUM_KINDS: Mapping[str, FilingKind] = {
    "performance_report": CONSORTIUM_PERFORMANCE_REPORT,
    "effect_report": CONSORTIUM_EFFECT_REPORT,
    "withdrawal": CONSORTIUM_WITHDRAWAL,
    "plan_change": CONSORTIUM_PLAN_CHANGE,
    "registration_change": CONSORTIUM_REGISTRATION_CHANGE,
    "delay_report": CONSORTIUM_DELAY_REPORT,
    "accident_report": CONSORTIUM_ACCIDENT_REPORT,
    "property_disposal": CONSORTIUM_PROPERTY_DISPOSAL,
    "succession": CONSORTIUM_SUCCESSION,
}
"""The same without a vendor, by the code of the kind that they vary."""

GRANT_TABLE = grant_table.TABLE


def kind_for(code: str, track: str) -> FilingKind:
    """The kind as a track files it: with its vendor, or without one (W-29). Raises KeyError.

    In the consortium track every member has a performance report of its own, which the representative enters (F-60 F-64).
    """
    return (CONSORTIUM_KINDS if track == consortium.TRACK.code else KINDS)[code]


def claim_form(edition: str, track: str) -> Form:
    """The form behind the grant's own step ``claim`` (請求): it is no filing of its own.

    A group's asks for the representative's account, which is not known yet where the representative has no items (F-28).
    """
    form = _form("claim", edition, track)
    if track != consortium.TRACK.code:
        return form
    sections = tuple(
        replace(each, fields=tuple(_asked_of_group(field) for field in each.fields)) for each in form.sections
    )
    return replace(form, sections=sections)


def _asked_of_group(field: FormField) -> FormField:
    return replace(field, label=GROUP_ACCOUNT, help=GROUP_ACCOUNT_HELP) if field.name == ACCOUNT else field


CLAIM_CHECKS: tuple[Check, ...] = (changes.claim_account_known, changes.claim_account_usable)
GRANT = FilingKind(
    "grant",
    Text("交付決定後の手続", "Grant"),
    "GR",
    Role.APPLICANT,
    Role.VENDOR,
    GRANT_TABLE,
    claim_form,
    CLAIM_CHECKS,
    partial(_oath, "claim"),
)
"""The grant itself: its form is the claim, asked for once the inspection is finished."""
ACCOUNT_CHECKS: tuple[Check, ...] = (performance_report.account_usable,)
"""Behind the grant's step ``correct_account``, which asks the report's section ``account`` again."""
