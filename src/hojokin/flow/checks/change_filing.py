"""Small filings (変更・辞退などの届出): checks beyond single fields."""

from __future__ import annotations

from collections.abc import Sequence

from hojokin.flow.accounts import account_problems
from hojokin.flow.form import Attachments, FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.reported_items import day_of, is_asset, rows_of, text_of, whole_of
from hojokin.rules.engine.facts import Text

_REGISTERED = frozenset({"name", "address", "representative"})


def change_is_ahead(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """A plan change, and the disposal of an asset, are filed before they happen (W-73, W-77)."""
    del attachments
    planned = day_of(values, "planned_on")
    if planned is None or planned >= circumstances.today:
        return ()
    return [
        FormProblem(
            "planned_on",
            Text(
                f"予定の日{planned}が今日より前です。承認の前に行うと、補助の対象から外れたり取消しになったりします。"
                "すでに行ったときは事務局に連絡してください。",
                f"{planned} has passed. What is done before the approval is not eligible. If it was done, tell the secretariat.",
            ),
            "W-73 W-77",
        )
    ]


def change_has_happened(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """A day on which something happened is not after today (W-70 to W-76)."""
    del attachments
    return [
        FormProblem(
            name,
            Text(
                f"{day}は今日より後です。起きた日を入力してください。",
                f"{day} is after today. Enter the day it happened.",
            ),
            "W-70 W-74 W-76",
        )
        for name in ("happened_on", "changed_on", "noticed_on")
        if (day := day_of(values, name)) is not None and day > circumstances.today
    ]


def stopped_after_introduction(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """No tool was stopped before it was introduced (RET-13)."""
    del attachments, circumstances
    return [
        FormProblem(
            "stopped",
            Text(
                f"停止した日{stopped}が導入した日{introduced}より前です。日付を確かめてください。",
                f"Stopped on {stopped}, before it was introduced on {introduced}. Check the days.",
            ),
            "RET-13",
            row=place,
            column="stopped_on",
        )
        for place, row in enumerate(rows_of(values, "stopped"))
        if (stopped := day_of(row, "stopped_on"))
        and (introduced := day_of(row, "introduced_on"))
        and stopped < introduced
    ]


def register_attached(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """A change of what is in the register comes with its certificate (W-74, W-40)."""
    del circumstances
    subject = values.get("subject")
    changed = _REGISTERED.intersection(map(str, subject)) if isinstance(subject, list | tuple) else ()
    if not changed or attachments.get("proofs"):
        return ()
    return [
        FormProblem(
            "proofs",
            Text(
                "名称・所在地・代表者の変更には、履歴事項全部証明書（個人は住民票など）が必要です。添付してください。",
                "A change of name, address or representative needs the certificate of registered matters (a person: a "
                "resident record). Attach it.",
            ),
            "W-74 W-40",
        )
    ]


def approval_needed(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """An asset below the limit needs no approval: the person is told so before filing (RET-18)."""
    del attachments
    price = whole_of(values, "unit_price")
    if not price or is_asset(price, circumstances.edition):
        return ()
    return [
        FormProblem(
            "unit_price",
            Text(
                f"単価{price:,}円の財産は処分の制限の対象ではありません。この申請は要りませんが、ITツールをやめるときは辞退の届出が必要です。",
                f"An asset of {price:,} yen is not restricted: no approval is needed. Stopping a tool still needs a withdrawal.",
            ),
            "RET-18 W-77",
            Severity.CAUTION,
        )
    ]


def delay_goes_beyond(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """A delay report is for projects that end after their period (W-75)."""
    del attachments
    limit, expected = day_of(circumstances.parent, "report_limit"), day_of(values, "expected_on")
    if limit is None or expected is None or expected > limit:
        return ()
    return [
        FormProblem(
            "expected_on",
            Text(
                f"完了の見込み{expected}は事業実施期間（{limit}まで）の中です。期間に間に合うなら、この報告は要りません。",
                f"{expected} is within the project period (until {limit}). If you finish in time, this report is not needed.",
            ),
            "W-75",
            Severity.CAUTION,
        )
    ]


def claim_account_known(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Only an account that was given can stay: a representative without items has no report to give it in (F-28, W-111)."""
    del attachments
    facts = circumstances.parent or {}
    if values.get("account_same") is not True or facts.get("account_given") is not False:
        return ()
    return [
        FormProblem(
            "account_same",
            Text(
                "振込先の口座をまだ届け出ていません。「いいえ」を選び、この画面で口座を入力してください。",
                "No account has been given yet. Answer no, and enter it here.",
            ),
            "W-111 F-28",
        )
    ]


def claim_account_usable(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """A changed account can be paid to (W-111, PORTAL.K-10)."""
    del attachments
    if values.get("account_same") is not False:
        return ()
    return tuple(account_problems(values, expected_kana=text_of(circumstances.parent, "applicant_kana")))
