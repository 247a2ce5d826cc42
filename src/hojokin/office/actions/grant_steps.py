"""Steps of a grant (交付決定後の遷移に伴う処理): what else happens when the report is accepted, the amount claimed and fixed,
the grant ended. Each is an effect: it runs in the transaction of its step, after the state has changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from hojokin.flow.form import FormProblem, Values
from hojokin.flow.group_members import PARTICIPANT
from hojokin.flow.kana import holder_kana
from hojokin.flow.ledger_entries import release, settle
from hojokin.flow.orders import Step
from hojokin.flow.reported_items import reported_items
from hojokin.flow.table import Refused
from hojokin.flow.tables.grant import RUNNING
from hojokin.office.actions.book_entry import book_entry
from hojokin.office.actions.end_papers import end_papers
from hojokin.office.actions.errors import Unmet
from hojokin.office.actions.move import move
from hojokin.office.queries.addressee import addressee
from hojokin.office.queries.grant_facts import day_in
from hojokin.office.queries.inspections import newest_inspection
from hojokin.office.queries.ledger import totals_of
from hojokin.office.queries.performance_reports import reports_of
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, Grant
from hojokin.rules.engine.facts import Text

ACCOUNT_FIELDS = (
    "bank_code",
    "branch_code",
    "account_type",
    "account_number",
    "account_holder",
    "account_kana",
)
NOT_INSPECTED = Text(
    "確定検査の画面で、対象経費と確定額の案を保存してから進めてください。",
    "First keep the accepted cost and the amount on the inspection page.",
)
NOT_DUE = Text(
    "この構成員の期限はまだ過ぎていません。期限のあとに、報告または訂正がないことを確かめて決めてください。",
    "The day of this member has not passed. Decide after it, once no report or correction has come.",
)
NOBODY_LEFT = Text(
    "ほかに実績報告をした構成員がありません。0円での確定ではなく、交付決定を取り消してください。",
    "No other member has reported. Cancel the grant instead of settling members at 0 yen.",
)
AMOUNT_FIXED = Text(
    "補助金の額が確定したか、交付決定が終わっているため、0円での確定は取り消せません。この構成員の補助金は0円のままです。",
    "The amount of the grant is fixed, or the grant has ended: the 0 yen of this member can no longer be taken back.",
)
NO_ACCOUNT = Text(
    "振込先の口座がありません。請求の画面で口座を入力してください。",
    "There is no account to pay to. Enter it in the claim.",
)
SAME_ACCOUNT = Text(
    "振込ができなかった口座のままです。「届け出た口座のままでよいですか」の問いに「いいえ」と答えて、通帳のとおりに直してください。",
    "This is the account that failed. Answer “no” to whether the account is still right, and correct it from the passbook.",
)


def accept_report(report: Filing, by: Actor, at: datetime) -> None:
    """A report was accepted: its days and its account are the grant's, which goes on once no other holds it up."""
    del by  # the reviewer has acted on the report; what follows by itself is the system's
    grant = Grant.objects.select_for_update(no_key=True).get(filing=report.parent_id)
    values = _values(report)
    items = [each for each in reported_items(values) if each.carried_out]
    # In a group the last of its members ends the project, and keeps using its tools the longest.
    introduced = _last(each.days.get(Step.DELIVERED) for each in items)
    grant.introduced_on = _last([grant.introduced_on, introduced])
    grant.completed_on = _last([grant.completed_on, *(day for each in items for day in each.days.values())])
    grant.use_until = _last([grant.use_until, day_in(values.get("use_until"))])
    if values.get("member_role") != PARTICIPANT:  # the money of a group goes to its representative
        _keep_account(grant, values)
    grant.save()
    _go_on(grant, at)


def leave_out_member(report: Filing, by: Actor, at: datetime) -> None:
    """A member of a group did not report, or not correct, by its day: its part comes to nothing, the others go on."""
    del by
    if report.due_at is not None and at <= report.due_at:
        raise Unmet([FormProblem("", NOT_DUE, "RET-16 W-92 W-120")])
    grant = Grant.objects.select_for_update(no_key=True).get(filing=report.parent_id)
    if all(each.is_left_out for each in reports_of(grant)):
        raise Unmet([FormProblem("", NOBODY_LEFT, "RET-16 F-64")])
    _go_on(grant, at)


def count_member_again(report: Filing, by: Actor, at: datetime) -> None:
    """A member that was left out may report after all: the grant waits for it, wherever it stood before its amount is fixed."""
    del by
    grant = Grant.objects.select_for_update(no_key=True).get(filing=report.parent_id)
    if grant.filing.state in RUNNING:
        return
    try:
        with transaction.atomic():
            move(grant.filing, "await_report", by=SYSTEM, at=at, due_at=report.due_at)
    except Refused:
        raise Unmet([FormProblem("", AMOUNT_FIXED, "W-122 F-64")]) from None


def need_reports(filing: Filing, by: Actor, at: datetime) -> None:
    """The grant goes on to the inspection only when every report was accepted, or its member left out."""
    del by, at
    grant = Grant.objects.select_related("filing").get(filing=filing)
    missing = [each.member.label for each in reports_of(grant) if each.holds_up and each.member]
    if missing:
        ja, en = "、".join(each.ja for each in missing), ", ".join(each.en for each in missing)
        raise Unmet(
            [
                FormProblem(
                    "",
                    Text(
                        f"まだ受理していない実績報告があります：{ja}。すべてを受理するか、期限を過ぎた構成員を0円で確定してから進めてください。",
                        f"Reports are not accepted yet: {en}. Accept them all, or settle members past their day at 0 yen.",
                    ),
                    "F-64 W-120",
                )
            ]
        )


def _go_on(grant: Grant, at: datetime) -> None:
    reports = reports_of(grant)
    if not any(each.holds_up for each in reports):
        move(grant.filing, "accept_report", by=SYSTEM, at=at)


def need_inspection(filing: Filing, by: Actor, at: datetime) -> None:
    """The inspection ends only with an amount that was worked out from the report as it stands."""
    del by, at
    if newest_inspection(Grant.objects.get(filing=filing)) is None:
        raise Unmet([FormProblem("", NOT_INSPECTED, "W-120 W-122")])


def keep_claim(filing: Filing, by: Actor, at: datetime) -> None:
    """The claim keeps the account of the report, or brings another."""
    del by, at
    grant, values = _locked(filing), _values(filing)
    if values.get("account_same") is False:
        _keep_account(grant, values)
    if not grant.account:
        raise Unmet([FormProblem("account_same", NO_ACCOUNT, "W-111 W-121")])
    grant.save()
    filing.due_at = None  # the day to claim by was kept, and binds in no later step
    filing.save(update_fields=["due_at"])


def correct_account(filing: Filing, by: Actor, at: datetime) -> None:
    """After a failed transfer the bank must be told something else: another account, or its holder in other kana."""
    del by, at
    grant, values = _locked(filing), _values(filing)
    before = _told_to_bank(grant)
    if values.get("account_same") is False:
        _keep_account(grant, values)
    if _told_to_bank(grant) == before:
        raise Unmet([FormProblem("account_same", SAME_ACCOUNT, "PORTAL.K-10")])
    grant.save()


def fix_amount(filing: Filing, by: Actor, at: datetime) -> None:
    """The amount is fixed (額の確定): what the inspection proposed is settled in the ledger."""
    grant = _locked(filing)
    inspection = newest_inspection(grant)
    if inspection is None:
        raise Unmet([FormProblem("", NOT_INSPECTED, "W-120 W-122")])
    grant.settled = inspection.amount
    grant.settled_to = addressee(filing.owner)
    grant.save(update_fields=["settled", "settled_to"])
    number, budget, on = filing.number, grant.budget, timezone.localtime(at).date()
    key = f"{number}.settle"
    book_entry(
        budget,
        number,
        lambda book: settle(book, key, on, budget, number, inspection.amount),
        by=by,
        at=at,
    )


def end_before_payment(filing: Filing, by: Actor, at: datetime) -> None:
    """Withdrawn or cancelled before payment: what was committed goes back to the budget, the papers end."""
    grant = _locked(filing)
    _end(grant, at)
    totals = totals_of(filing.number)
    if (totals.settled - totals.paid) if totals.is_settled else totals.granted:
        budget, number, on = grant.budget, filing.number, timezone.localtime(at).date()
        key = f"{number}.release"
        book_entry(budget, number, lambda book: release(book, key, on, budget, number), by=by, at=at)
    end_papers(filing, at)


def end_after_payment(filing: Filing, by: Actor, at: datetime) -> None:
    """Withdrawn or cancelled after payment: from this day nothing more is owed but the return."""
    del by
    _end(_locked(filing), at)
    end_papers(filing, at)


def _end(grant: Grant, at: datetime) -> None:
    grant.ended_on = timezone.localtime(at).date()
    grant.save(update_fields=["ended_on"])


def _locked(filing: Filing) -> Grant:
    grant = Grant.objects.select_for_update(no_key=True).get(filing=filing)
    grant.filing = filing
    return grant


def _values(filing: Filing) -> Values:
    return cast("Values", dict(filing.entries.values_list("name", "value")))


def _keep_account(grant: Grant, values: Mapping[str, Any]) -> None:
    account = {name: str(values[name]) for name in ACCOUNT_FIELDS if values.get(name)}
    if account:
        grant.account, grant.account_digest = account, digest_of_account(account)


def _told_to_bank(grant: Grant) -> tuple[str, str]:
    """What a transfer names: the account, and its holder as banks write the kana."""
    return grant.account_digest, holder_kana((grant.account or {}).get("account_kana", ""))


def digest_of_account(account: Mapping[str, str]) -> str:
    """One digest for one account, however its number is padded: bank, branch, type and number."""
    parts = [account.get(name, "") for name in ACCOUNT_FIELDS[:3]]
    whole = json.dumps([*parts, account.get("account_number", "").zfill(7)])
    return hashlib.sha256(whole.encode()).hexdigest()


def _last(days: Any) -> date | None:
    return max((each for each in days if each is not None), default=None)
