"""Performance report (実績報告): checks beyond single fields, told before it is sent.

The grant that it belongs to comes as ``circumstances.parent``: granted_on, report_limit, applicant_name,
applicant_kana, vendor_name, vendor_kana, invoice_bonus, and ``items`` with name, quantity and unit_price. In a group they
are those of the member that the report is of, with member and cost_class, and the representative is named besides.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hojokin.flow.accounts import account_problems
from hojokin.flow.checks.report_papers import files_usable, papers_attached
from hojokin.flow.checks.report_places import known_as, places_told, reported_as
from hojokin.flow.evidence import payment_method, payment_methods
from hojokin.flow.form import Attachments, FormProblem, Severity, Values
from hojokin.flow.group_members import PARTICIPANT
from hojokin.flow.kana import same_holder
from hojokin.flow.kinds import Circumstances
from hojokin.flow.orders import STEP_LABELS, Step, problems_of_days
from hojokin.flow.reported_items import (
    ReportedItem,
    chosen_methods,
    day_of,
    project_period,
    reported_items,
    rows_of,
    text_of,
    whole_of,
)
from hojokin.rules.engine.facts import Text

_NEEDED_DAYS = (Step.ORDERED, Step.DELIVERED, Step.INVOICED, Step.PAID)
_LEGAL_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "合名会社",
    "合資会社",
    "(株)",
    "(有)",
    "(同)",
)


def days_in_order(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Order, delivery, invoice and payment of every item, against the grant and against each other (W-80 to W-87)."""
    del attachments
    period = project_period(circumstances.parent)
    found: list[FormProblem] = []
    for item in reported_items(values):
        if not item.carried_out:
            continue
        found += _missing_days(item)
        found += [
            replace(each, field="items", row=item.place, column=each.field)
            for each in problems_of_days(item.days, period, circumstances.today)
        ]
    return found


def _missing_days(item: ReportedItem) -> Iterator[FormProblem]:
    for step in _NEEDED_DAYS:
        if step not in item.days:
            label = STEP_LABELS[step]
            yield _in_row(
                item,
                step.value,
                f"{label.ja}の日を入力してください。",
                f"Enter the day: {label.en}.",
                "W-80 W-81",
            )


def amounts_agree(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Paid and invoiced amounts agree, and an invoice is not counted twice (W-107)."""
    del attachments, circumstances
    items = [each for each in reported_items(values) if each.carried_out]
    found = [problem for each in items for problem in _amounts(each)]
    rows = Counter(_billed(each) for each in items if each.invoice_number)
    found.extend(_twice(each) for each in items if rows[_billed(each)] > 1)
    return found


def _billed(item: ReportedItem) -> tuple[str, str, int, int]:
    return item.invoice_number, item.name, item.invoiced_amount, item.member


def _twice(item: ReportedItem) -> FormProblem:
    return _in_row(
        item,
        "invoice_number",
        f"請求書{item.invoice_number}の同じ品目・同じ金額が2回入っています。重複していれば1つを消してください。",
        f"Invoice {item.invoice_number} has this item and amount twice. Remove one if it is the same.",
        "W-100",
        Severity.CAUTION,
    )


def _amounts(item: ReportedItem) -> Iterator[FormProblem]:
    if item.paid_amount > item.invoiced_amount:
        yield _in_row(
            item,
            "paid_amount",
            f"支払額{item.paid_amount:,}円が請求額{item.invoiced_amount:,}円より多くなっています。"
            "振込手数料を含めず、請求書と同じ額を入力してください。",
            f"Paid {item.paid_amount:,} yen, more than the {item.invoiced_amount:,} yen invoiced. Leave out the bank's fee.",
            "W-107",
        )
    elif item.paid_amount < item.invoiced_amount:
        yield _in_row(
            item,
            "paid_amount",
            f"支払額{item.paid_amount:,}円が請求額{item.invoiced_amount:,}円より少なくなっています。"
            "全額の支払いが済んでいるか確かめてください。手数料が引かれたときは補足に書いてください。",
            f"Paid {item.paid_amount:,} yen, less than the {item.invoiced_amount:,} yen invoiced. Make sure that all is "
            "paid; explain a fee that was taken off.",
            "W-107 W-87",
            Severity.CAUTION,
        )
    net = item.quantity * item.unit_price
    if item.invoiced_amount < net:
        yield _in_row(
            item,
            "invoiced_amount",
            f"請求額（税込）{item.invoiced_amount:,}円が、数量×単価（税抜）の{net:,}円より少なくなっています。"
            "単価・数量・請求額のどれかを確かめてください。値引きがあれば内訳シートを付けてください。",
            f"The invoiced {item.invoiced_amount:,} yen with tax is below quantity × price, {net:,} yen without tax. Check "
            "them; a discount needs the detail sheet.",
            "W-100 W-101",
            Severity.CAUTION,
        )


def methods_allowed(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Only a bank transfer, direct debit or one card payment, from the grantee's own account to the vendor (W-85, W-86)."""
    del attachments
    chosen = chosen_methods(values)
    found: list[FormProblem] = []
    for item in reported_items(values):
        if item.carried_out:
            found += _of_method(item, chosen)
            found += _of_names(item, circumstances.parent)
    return found


def _of_method(item: ReportedItem, chosen: frozenset[str]) -> Iterator[FormProblem]:
    known = {each.code for each in payment_methods()}
    if item.method not in known:
        return  # the form itself says that the choice is missing or unknown
    method = payment_method(item.method)
    if method.why is not None:
        yield FormProblem("items", method.why, " ".join(method.facts), row=item.place, column="method")
    elif item.method not in chosen:
        yield FormProblem(
            "payment_methods",
            Text(
                f"「{item.name}」の支払方法「{method.name.ja}」を「使った支払方法」でも選び、証拠を付けてください。",
                f"Also choose “{method.name.en}”, used for “{item.name}”, among the methods and attach its proofs.",
            ),
            " ".join(method.facts),
        )


def _of_names(item: ReportedItem, grant: Values | None) -> Iterator[FormProblem]:
    # In a group the representative may buy what its members use (F-08).
    own = [text_of(grant, f"{who}_{what}") for who in ("applicant", "lead") for what in ("name", "kana")]
    if item.payer and any(own) and not _is_named(item.payer, own):
        yield _in_row(
            item,
            "payer",
            f"支払った名義「{item.payer}」が申請者「{own[0]}」と違います。申請者名義の口座・カードからの支払いに限ります。"
            "表記の違いだけなら、通帳の表紙で同じ名義と分かるようにしてください。",
            f"The payer “{item.payer}” differs from the grantee “{own[0]}”: only the grantee's own account or card counts. "
            "If only the spelling differs, show the passbook cover.",
            "W-86",
            Severity.CAUTION,
        )
    sellers = [text_of(grant, "vendor_name"), text_of(grant, "vendor_kana")]
    if item.payee and any(sellers) and not _is_named(item.payee, sellers):
        yield _in_row(
            item,
            "payee",
            f"振込先の名義「{item.payee}」がIT導入支援事業者「{sellers[0]}」と違います。振込先を確かめてください。",
            f"The payee “{item.payee}” differs from the vendor “{sellers[0]}”. Check to whom it was paid.",
            "W-86",
            Severity.CAUTION,
        )


def _is_named(name: str, known: Sequence[str]) -> bool:
    return any(each and (_bare(name) == _bare(each) or same_holder(name, each)) for each in known)


def _bare(name: str) -> str:
    text = "".join(unicodedata.normalize("NFKC", name).split())
    for each in _LEGAL_FORMS:
        text = text.replace(each, "")
    return text


def account_usable(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """The account can be paid to, and its kana match the grantee's; a group has one (W-111, PORTAL.K-10, F-60)."""
    del attachments
    if text_of(values, "member_role") == PARTICIPANT:
        return ()
    expected = text_of(circumstances.parent, "applicant_kana")
    return tuple(account_problems(values, expected_kana=expected))


def everything_reported(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Every granted item has a row, services that were not carried out included (W-83, W-112)."""
    del attachments
    granted = rows_of(circumstances.parent, "items")
    reported = {reported_as(each, granted) for each in reported_items(values)}
    return [
        FormProblem(
            "items",
            Text(
                f"交付決定を受けた「{name}」がありません。行わなかった役務も0円で入力してください。"
                "導入をやめたものは、先に計画変更または辞退の届出が必要です。",
                f"The granted “{name}” is missing. Enter services not carried out with 0 yen; what you gave up needs a "
                "change or withdrawal filing first.",
            ),
            "W-83 W-112 W-73",
        )
        for name, member, cost_class in map(known_as, granted)
        if (name, member, cost_class) not in reported
    ]


def categories_given(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Every item has a category but what was granted without one, such as coordination in a consortium (W-112)."""
    del attachments
    without = {
        text_of(row, "name") for row in rows_of(circumstances.parent, "items") if not text_of(row, "category")
    }
    return [
        _in_row(
            item,
            "category",
            f"「{item.name}」の分類を選んでください。交付決定通知書のITツールの分類です。",
            f"Choose the category of “{item.name}”, as in the grant notice.",
            "W-112",
        )
        for item in reported_items(values)
        if not item.category and item.name not in without
    ]


def prices_as_granted(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Unit prices equal the registered ones, or the report says that they do not (W-100)."""
    del attachments
    rows = rows_of(circumstances.parent, "items")
    granted = {known_as(row): whole_of(row, "unit_price") for row in rows}
    if values.get("prices_equal") is not True:
        return ()
    return [
        _in_row(
            item,
            "unit_price",
            f"単価{item.unit_price:,}円が登録額{registered:,}円と違います。"
            "「請求書の単価は登録額と同じですか」を「いいえ」にして、内訳シートを付けてください。",
            f"The price {item.unit_price:,} yen is not the registered {registered:,} yen. Answer “no” to whether "
            "prices equal and attach the detail sheet.",
            "W-100 W-101",
        )
        for item in reported_items(values)
        if item.carried_out
        and (registered := granted.get(reported_as(item, rows), item.unit_price)) != item.unit_price
    ]


def staff_listed(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Nobody in the employee list was hired after today (W-110)."""
    del attachments
    if values.get("small_at_completion") is not True:
        return ()
    return [
        FormProblem(
            "staff",
            Text(
                f"雇用開始日{hired}が今日より後です。いま雇用している人だけを入力してください。",
                f"Hired on {hired}, after today. Enter only those employed now.",
            ),
            "W-110",
            row=place,
            column="hired_on",
        )
        for place, row in enumerate(rows_of(values, "staff"))
        if (hired := day_of(row, "hired_on")) is not None and hired > circumstances.today
    ]


CHECKS = (
    everything_reported,
    places_told,
    categories_given,
    days_in_order,
    amounts_agree,
    prices_as_granted,
    methods_allowed,
    papers_attached,
    staff_listed,
    account_usable,
    files_usable,
)


def _in_row(
    item: ReportedItem, column: str, ja: str, en: str, source: str, severity: Severity = Severity.ERROR
) -> FormProblem:
    return FormProblem("items", Text(ja, en), source, severity, item.place, column)
