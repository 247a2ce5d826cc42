"""Evidence: which papers each payment method and each kind of item need, and the words on them."""

from __future__ import annotations

import pytest

from hojokin.flow.evidence import (
    Circumstance,
    has_words,
    papers,
    papers_for,
    payment_method,
    payment_methods,
    refused_words,
)
from hojokin.flow.loading import load_form
from hojokin.rules.reference.reading import UnknownCodeError

PAYMENT = {
    "atm_transfer": ["atm_slip", "atm_passbook_cover", "atm_passbook_page"],
    "counter_transfer": ["counter_request", "counter_passbook_cover", "counter_passbook_page"],
    "internet_banking": ["net_completion"],
    "direct_debit": ["debit_request", "debit_passbook_cover", "debit_passbook_page"],
    "card": ["card_statement"],
}


@pytest.mark.parametrize("method", PAYMENT)
def test_each_method_has_its_papers(method: str) -> None:
    found = [each.code for each in papers_for(method, "normal") if each.section == "payment"]

    assert found == PAYMENT[method]


def test_every_accepted_method_is_covered_and_every_refused_one_says_why() -> None:
    assert {each.code for each in payment_methods() if each.accepted} == set(PAYMENT)
    assert [each.code for each in payment_methods() if each.accepted is (each.why is not None)] == []


@pytest.mark.parametrize("method", ["cash", "card_instalments", "private_account", "offsetting"])
def test_a_refused_method_has_no_paper_that_proves_it(method: str) -> None:
    assert papers_for(method, "normal", set(Circumstance)) == ()


@pytest.mark.parametrize(
    ("circumstance", "track", "added"),
    [
        (Circumstance.HOLDER_NOT_SHOWN, "normal", ["net_passbook_cover"]),
        (Circumstance.CURRENT_ACCOUNT, "normal", ["net_current_account"]),
        (Circumstance.YEARS_MISSING, "normal", ["invoice_breakdown"]),
        (Circumstance.PRICE_DIFFERS, "normal", ["price_breakdown"]),
        (Circumstance.SOFTWARE, "normal", ["proof_of_software", "proof_of_user"]),
        (Circumstance.SERVICE, "normal", ["service_note"]),
        (Circumstance.ASSET, "normal", ["asset_register"]),
        (Circumstance.INVOICE_BONUS, "normal", ["invoice_registration"]),
        (Circumstance.HARDWARE, "invoice", ["hardware_delivery", "hardware_photo"]),
        (Circumstance.HARDWARE, "normal", []),
        (Circumstance.SMALL, "invoice", ["staff_list"]),
        (Circumstance.SMALL, "security", ["staff_list"]),
        (Circumstance.SMALL, "normal", []),
    ],
)
def test_a_circumstance_brings_its_papers(circumstance: Circumstance, track: str, added: list[str]) -> None:
    plain = [each.code for each in papers_for("internet_banking", track)]

    found = [each.code for each in papers_for("internet_banking", track, {circumstance})]

    assert [each for each in found if each not in plain] == added


def test_every_paper_has_a_field_in_the_form() -> None:
    form = load_form("performance_report", "fy2026")

    fields = {each.name for each in form.fields()}

    assert [each.code for each in papers() if each.field not in fields] == []


@pytest.mark.parametrize(
    ("text", "shown", "refused"),
    [
        ("振込手続が完了しました 450,000円", True, ()),
        ("承認待ち 450,000円", False, ("承認待ち",)),
        ("お振込の予約を受け付けました", False, ("予約",)),
    ],
)
def test_the_words_on_a_completion_screen_tell_whether_it_is_done(
    text: str, shown: bool, refused: tuple[str, ...]
) -> None:
    paper = next(each for each in papers() if each.code == "net_completion")

    assert has_words(paper, text) is shown
    assert refused_words(paper, text) == refused


def test_an_unknown_method_or_track_is_named() -> None:
    with pytest.raises(UnknownCodeError):
        payment_method("barter")
    with pytest.raises(UnknownCodeError):
        papers_for("card", "nowhere")
