"""Grants in a real browser when something goes wrong: a payment in cash, a wrong account, a missed wage, a withdrawal."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from hojokin.flow.form import Value
from hojokin.flow.grants import WITHDRAWAL, claim_form
from hojokin.flow.kana import half_width, to_bytes
from hojokin.flow.roles import Role
from hojokin.office.adapters.originator import NOWHERE
from hojokin.rules.years import CURRENT
from tests.journeys import granting_values as values
from tests.journeys.applying import PATIENCE_MS, Programme, newest_message, submit, take
from tests.journeys.applying_values import FIRMS, VENDOR_EMAIL
from tests.journeys.filling import fill_form
from tests.journeys.granting import (
    APPROVER,
    PAYER,
    PAYER_2,
    REVIEWER,
    Check,
    Somebody,
    books_hold,
    declare_no_tie,
    looked_at,
    pay,
    pdf_text,
    record_step,
    travel,
)

FIRM, TRACK = FIRMS["naosu"], "normal"
SMALL, LARGE, TWO_THIRDS = 500_000, 4_500_000, 3_000_000
# What a grant of this track promises to pay an hour above the regional minimum, and what the office looks up for its year.
PROMISED_ABOVE, REGIONAL = 30, {1: 1_300, 2: 1_320, 3: 1_340}
# 10.95 % a year by the day, both end days counted, cut to the yen (交付規程 29条, RET-12, RET-17).
SURCHARGE_BASIS_POINTS, WHOLE, DAYS_OF_A_YEAR = 1_095, 10_000, 365
KANA_DIFFER, TRANSFERRED = "2", "0"
OWN_RETURN = '[aria-labelledby="return-head"]'

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


def test_a_payment_in_cash_is_told_before_it_is_recorded_and_becomes_a_transfer(
    somebody: Somebody, programme: Programme, accessible: Check
) -> None:
    number = programme.do("granted", firm=FIRM.code, track=TRACK)
    granted_on = date.fromisoformat(programme.do("grant", number=number)["granted_on"])
    travel(programme, granted_on + timedelta(days=25))
    grantee = somebody(FIRM.email)
    alert, done = grantee.get_by_role("alert"), grantee.locator("#item-0 .plan-steps li.done")

    too_early = granted_on - timedelta(days=1)
    record_step(grantee, programme, number, "ordered_on", too_early.isoformat())
    expect(alert).to_contain_text(f"{too_early}は交付決定日（{granted_on}）より前です")
    expect(alert.locator('[title*="W-80"]')).to_contain_text("根拠：")
    expect(grantee.locator("#on-0")).to_have_value(too_early.isoformat())
    expect(done).to_have_count(0)

    for step, after, told in (
        ("ordered_on", 3, {}),
        ("delivered_on", 10, {}),
        ("invoiced_on", 12, {"number": "S-1", "amount": "1100000"}),
    ):
        record_step(grantee, programme, number, step, _day(granted_on, after), **told)
    expect(done).to_have_count(3)
    paid_on = _day(granted_on, 20)
    record_step(grantee, programme, number, "paid_on", paid_on, amount="1100000", method="cash")
    expect(alert).to_contain_text("現金での支払いは、窓口やATMでの現金振込も含めて補助の対象になりません")
    expect(alert.locator('[title*="W-85"]')).to_contain_text("根拠：")
    expect(done).to_have_count(3)
    assert [each["kind"] for each in programme.do("grant", number=number)["papers"]] == []
    looked_at(grantee, accessible)

    kept = {"step": "paid_on", "on": paid_on, "amount": "1100000", "method": "cash"}
    for name, value in kept.items():
        expect(grantee.locator(f'#item-0 form.plan-form [name="{name}"]')).to_have_value(value)
    alert.get_by_role("link").first.click()
    expect(grantee.locator("#method-0")).to_be_in_viewport()
    grantee.locator("#method-0").select_option("internet_banking")
    grantee.locator("#item-0").get_by_role("button", name="確かめて記録する").click()
    expect(done).to_have_count(4)
    expect(alert).to_have_count(0)
    grantee.get_by_role("link", name="実績報告を開く").click()
    looked_at(grantee, accessible)
    report = grantee.url.rstrip("/").rpartition("/")[2]
    row = programme.do("stored", number=report)["typed"]["items"][0]
    assert [row[name] for name in ("paid_on", "paid_amount", "method")] == [
        [paid_on],
        ["1100000"],
        ["internet_banking"],
    ]


@pytest.mark.long
def test_a_wrong_kana_is_told_at_its_field_and_a_failed_transfer_is_corrected_and_paid_once(
    somebody: Somebody, programme: Programme, accessible: Check
) -> None:
    number = programme.do("granted", firm=FIRM.code, track=TRACK)
    holder, kana = programme.do("grant", number=number)["applicant"]
    report = programme.do("written", number=number)
    grantee, slip = somebody(FIRM.email), kana[:-1]
    grantee.goto(f"{programme.case(report)}form/account/")
    field, box = grantee.locator("#field-account_kana"), grantee.locator("#account_kana")
    for typed, said in (
        (f"{kana}＆", "口座名義のカナに「&」は使えません"),
        (
            slip,
            f"口座名義のカナ「{half_width(slip)}」が、交付申請の名称のカナ「{half_width(kana)}」と違います",
        ),
    ):
        box.fill(typed)
        expect(field).to_contain_text(said)
        expect(grantee.locator("#problems-account_kana")).to_contain_text("根拠：")
        expect(box).to_have_value(typed)
    looked_at(grantee, accessible)
    with grantee.expect_navigation():
        grantee.locator('button[name="next"]').click()
    assert programme.do("sent", number=report) == "accepted"
    assert programme.do("fixed", number=number) == SMALL

    payers = (somebody(PAYER), somebody(PAYER_2))
    first = pay(payers[0], payers[1], programme, number, accessible, KANA_DIFFER)
    failed_batch = payers[0].url
    assert programme.do("grant", number=number)["paid"] == 0
    assert "口座" in newest_message(grantee, programme, FIRM.email, "振込")
    grantee.goto(f"{programme.address}/my/projects/{number}/")
    expect(grantee.locator(".chip.next").first).to_have_text("振込不能（口座の訂正待ち）")
    grantee.get_by_role("link", name="口座を訂正する").click()
    expect(grantee.locator("main")).to_contain_text("口座名義のカナが違う")
    looked_at(grantee, accessible)
    account = {name: each for name, each in values.report("card", holder, kana).items() if "_" in name}
    fill_form(
        grantee,
        programme.case(number),
        claim_form(CURRENT, TRACK),
        {**account, "amount_seen": True, "account_same": False},
        Role.APPLICANT,
    )
    submit(grantee, programme, number, FIRM.mobile, "correct_account")
    looked_at(grantee, accessible)

    # Whoever read the failure in may not prepare the next transfer of this case: the two change places.
    second = pay(payers[1], payers[0], programme, number, accessible, TRANSFERRED)
    assert to_bytes(half_width(slip)).ljust(30) in first
    assert to_bytes(half_width(kana)).ljust(30) in second
    _read_again(payers[0], failed_batch, KANA_DIFFER)
    stands = programme.do("grant", number=number)
    assert (stands["state"], stands["paid"], stands["settled"]) == ("paid", SMALL, SMALL)
    payers[0].goto(f"{programme.address}/desk/payments/")
    expect(payers[0].locator(f'input[name="case"][value="{number}"]')).to_have_count(0)
    books_hold(programme)


def _read_again(payer: Page, batch: str, code: str) -> None:
    """The result of a batch that failed comes a second time: it is known already, and nothing moves."""
    payer.goto(batch)
    transfer = payer.locator("#list ~ * tbody th").inner_text()
    content = f"number,result\n{transfer},{code}\n".encode()
    payer.locator("#results").set_input_files(
        {"name": "results.csv", "mimeType": "text/csv", "buffer": content}
    )
    payer.get_by_role("button", name="結果を取り込む").click()
    expect(payer.get_by_text("振込済 0件、振込不能 0件")).to_be_visible()


@pytest.mark.long
def test_a_minimum_wage_missed_in_year_two_sends_two_thirds_back_in_instalments(
    somebody: Somebody, programme: Programme, accessible: Check
) -> None:
    programme.do("wide_tool")
    number = programme.do("granted", firm=FIRM.code, track=TRACK, large=True)
    assert programme.do("paid", number=number) == LARGE
    report = programme.do("years_pass", number=number, until=2)
    grantee = somebody(FIRM.email)
    grantee.goto(f"{programme.case(report)}form/wages/")
    one_yen_short = REGIONAL[2] + PROMISED_ABOVE - 1
    grantee.locator('[name="lowest_wage"]').fill(str(one_yen_short))
    looked_at(grantee, accessible)
    with grantee.expect_navigation():
        grantee.locator('button[name="next"]').click()
    assert programme.do("sent", number=report) == "accepted"

    page = f"{programme.address}/desk/repayments/{number}/"
    reviewer = somebody(REVIEWER)
    reviewer.goto(page)
    for year, yen in REGIONAL.items():
        reviewer.locator(f"#regional-{year}").fill(str(yen))
    reviewer.get_by_role("button", name="計算し直す").click()
    judged = reviewer.locator("#years ~ * tbody tr")
    expect(judged.nth(0)).to_contain_text("達成")
    expect(judged.nth(1)).to_contain_text("未達")
    expect(judged.nth(1)).to_contain_text(f"{one_yen_short:,}円")
    expect(judged.nth(1)).to_contain_text(f"{REGIONAL[2]:,}円 + {PROMISED_ABOVE}円")
    reviewer.locator("#fact-not_attributable").select_option("no")
    reviewer.locator("#note").fill("賃金台帳で確かめました。免除に当たる事情はありません。")
    looked_at(reviewer, accessible)
    _propose(reviewer, TWO_THIRDS)

    today = date.fromisoformat(programme.do("grant", number=number)["today"])
    parts = ((today + timedelta(days=30), 1_000_000), (today + timedelta(days=60), 2_000_000))
    approver = somebody(APPROVER)
    approver.goto(page)
    approver.locator("#parts summary").click()
    for place, (on, yen) in enumerate(parts, start=1):
        approver.locator(f"#part-on-{place}").fill(on.isoformat())
        approver.locator(f"#part-amount-{place}").fill(str(yen))
    looked_at(approver, accessible)
    _order(approver, parts[-1][0], "2年目の事業場内最低賃金が目標に達しませんでした。", TWO_THIRDS)
    looked_at(approver, accessible)

    _is_told(grantee, programme, number, TWO_THIRDS, parts[-1][0])
    for on, yen in parts:
        expect(grantee.locator(OWN_RETURN)).to_contain_text(f"{_with_weekday(on)} – {yen:,}円")
    looked_at(grantee, accessible)

    payer = somebody(PAYER)
    for on, yen in parts:
        travel(programme, on)
        _receive(payer, page, on, yen)
    expect(payer.locator(".return-order")).to_contain_text("納付済み")
    looked_at(payer, accessible)
    _is_settled(grantee, reviewer, programme, number, accessible)


@pytest.mark.long
def test_a_withdrawal_after_payment_goes_back_with_interest_by_the_day(
    somebody: Somebody, programme: Programme, accessible: Check
) -> None:
    number = programme.do("granted", firm=FIRM.code, track=TRACK)
    assert programme.do("paid", number=number) == SMALL
    stands = programme.do("grant", number=number)
    received_on = date.fromisoformat(stands["paid_on"])
    stopped_on = travel(programme, received_on + timedelta(days=40))
    grantee = somebody(FIRM.email)
    filing = _withdraw(grantee, programme, number, stopped_on, accessible)
    take(grantee, programme.case(filing), "hand_to_vendor")
    take(somebody(VENDOR_EMAIL), programme.case(filing), "confirm")
    submit(grantee, programme, filing, FIRM.mobile)
    reviewer, approver = somebody(REVIEWER), somebody(APPROVER)
    declare_no_tie(reviewer, f"{programme.address}/desk/{filing}/")
    take(reviewer, programme.case(filing), "forward")
    declare_no_tie(approver, f"{programme.address}/desk/{filing}/")
    looked_at(approver, accessible)
    take(approver, programme.case(filing), "approve")
    assert programme.do("grant", number=number)["state"] == "withdrawn_after_payment"

    page = f"{programme.address}/desk/repayments/{number}/"
    reviewer.goto(f"{programme.address}/desk/repayments/")
    looked_at(reviewer, accessible)
    reviewer.locator(f'a[href$="/repayments/{number}/"]').click()
    expect(reviewer.locator("#cause")).to_have_value("withdrawal")
    _propose(reviewer, SMALL)
    due_on = stopped_on + timedelta(days=30)
    approver.goto(page)
    _order(approver, due_on, "支払後の辞退のため", SMALL)
    looked_at(approver, accessible)
    _is_told(grantee, programme, number, SMALL, due_on)
    expect(grantee.locator(OWN_RETURN)).to_contain_text(
        f"{_with_surcharge(SMALL, received_on, stopped_on):,}円"
    )
    looked_at(grantee, accessible)

    payer, back_on = somebody(PAYER), travel(programme, due_on - timedelta(days=3))
    whole = _with_surcharge(SMALL, received_on, back_on)
    payer.goto(page)
    expect(payer.locator(".return-numbers li").last).to_contain_text(f"{whole:,}円")
    _receive(payer, page, back_on, whole + 1)
    expect(payer.get_by_role("alert")).to_contain_text(f"{whole:,}円以下で入力してください")
    expect(payer.locator("#in-amount")).to_have_value(str(whole + 1))
    looked_at(payer, accessible)
    _receive(payer, page, back_on, whole)
    row = payer.locator(".return-order table").last.locator("tbody tr")
    expect(row).to_contain_text(f"{SMALL:,}円")
    expect(row).to_contain_text(f"{whole - SMALL:,}円")
    _is_settled(grantee, reviewer, programme, number, accessible)


def _withdraw(grantee: Page, programme: Programme, number: str, stopped_on: date, accessible: Check) -> str:
    """The grantee begins a withdrawal on the page of the project and writes it; its number."""
    grantee.goto(f"{programme.address}/my/projects/{number}/")
    grantee.get_by_role("button", name="書き始める 辞退届").click()
    filing = grantee.url.rstrip("/").rpartition("/")[2]
    looked_at(grantee, accessible)
    answers: dict[str, Value] = {
        "after_payment": True,
        "cause": "given_up",
        "explanation": "会計の業務をやめることになりました。",
        "happened_on": stopped_on.isoformat(),
        "stopped": [{"stopped_on": stopped_on.isoformat()}],
        "blameless": False,
        "understood": True,
    }
    form = WITHDRAWAL.form(CURRENT, TRACK)
    fill_form(grantee, programme.case(filing), form, answers, Role.APPLICANT)
    return filing


def _propose(reviewer: Page, amount: int) -> None:
    """The reviewer keeps what the rules ask back, for somebody else to order."""
    expect(reviewer.locator(".inspect-total strong").first).to_have_text(f"{amount:,}円")
    reviewer.get_by_role("button", name="返還額の案として保存する").click()
    expect(reviewer.get_by_text("返還額の案を保存しました")).to_be_visible()


def _order(approver: Page, due_on: date, reason: str, amount: int) -> None:
    """The approver orders it as it was worked out."""
    approver.locator("#due_on").fill(due_on.isoformat())
    approver.locator("#reason").fill(reason)
    approver.get_by_role("button", name=f"返還を命令する（計算では {amount:,}円）").click()
    expect(approver.get_by_text("返還を命令しました")).to_be_visible()


def _is_told(grantee: Page, programme: Programme, number: str, amount: int, due_on: date) -> None:
    """The grantee reads amount and day by mail, on the page of the project and on paper."""
    newest_message(grantee, programme, FIRM.email, "返還")
    grantee.goto(f"{programme.address}/my/projects/{number}/")
    told = grantee.locator(OWN_RETURN)
    expect(told).to_contain_text(f"{amount:,}円 を {_with_weekday(due_on)} までに返還してください")
    account = str(NOWHERE["account_number"])
    expect(told).to_contain_text(f"口座番号 {account}（{NOWHERE['holder']}）")
    link = told.get_by_role("link", name="返還命令書（PDF）").get_attribute("href")
    paper = pdf_text(grantee, f"{programme.address}{link}")
    for each in (f"{amount:,}", _said(due_on), account):
        assert each in paper


def _receive(payer: Page, page: str, on: date, amount: int) -> None:
    """The payer records what came in."""
    payer.goto(page)
    payer.locator("#in-on").fill(on.isoformat())
    payer.locator("#in-amount").fill(str(amount))
    payer.get_by_role("button", name="入金を記録する").click()


def _is_settled(grantee: Page, reviewer: Page, programme: Programme, number: str, accessible: Check) -> None:
    """Nothing is owed any more: the reviewer closes the case, the grantee reads so, and the books hold."""
    grantee.goto(f"{programme.address}/my/projects/{number}/")
    expect(grantee.locator(OWN_RETURN)).to_contain_text("すべて納付されました")
    looked_at(grantee, accessible)
    take(reviewer, programme.case(number), "close_after_return")
    stands = programme.do("grant", number=number)
    assert (stands["state"], stands["owed"]) == ("closed", [])
    books_hold(programme)


def _with_surcharge(amount: int, received_on: date, back_on: date) -> int:
    days = (back_on - received_on).days + 1
    return amount + amount * SURCHARGE_BASIS_POINTS * days // (WHOLE * DAYS_OF_A_YEAR)


def _day(since: date, after: int) -> str:
    return (since + timedelta(days=after)).isoformat()


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _with_weekday(day: date) -> str:
    return f"{_said(day)}（{'月火水木金土日'[day.weekday()]}）"
