"""Guards: each rule below, at and above its limit, and every alert explains itself in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest

from hojokin.flow.guard_evidence import Sighting, bands, distance, same_files, same_looks
from hojokin.flow.guard_links import Deal, Trait, TraitKind, shared_traits
from hojokin.flow.guard_records import (
    Cancelled,
    Invoice,
    ReportedYear,
    VendorCount,
    cancelled_tools,
    same_invoices,
    unusual_vendors,
    wrong_figures,
)
from hojokin.flow.guards import Link, Pattern, Place, evidence_fields, limit, set_on, words_of

LOOK = 0x0123_4567_89AB_CDEF


def page(number: int, look: int | None = LOOK, marks: tuple[int, ...] = (), digest: str = "") -> Sighting:
    """A page of a case and party of its own."""
    return Sighting(Place(f"c{number}", number, 1), f"p{number}", f"{number}.png", look, marks, digest)


def flipped(bits: int) -> int:
    return LOOK ^ ((1 << bits) - 1)


@pytest.mark.parametrize("pattern", Pattern)
def test_every_pattern_says_what_was_seen_what_to_check_and_what_it_costs(pattern: Pattern) -> None:
    words = words_of(pattern)
    named = [set(re.findall(r"{(\w+)}", each)) for each in (words.seen.ja, words.seen.en)]

    assert named[0] == named[1]
    assert all([words.label.ja, words.label.en, words.check.ja, words.check.en])
    assert words.minutes > 0


def test_the_limits_are_dated() -> None:
    assert set_on() == date(2026, 11, 22)
    assert "net_bank_papers" in evidence_fields()


def test_two_looks_that_differ_in_three_bits_share_a_band() -> None:
    other = LOOK ^ (1 | 1 << 16 | 1 << 32)

    assert distance(LOOK, other) == 3
    assert [one == two for one, two in zip(bands(LOOK), bands(other), strict=True)] == [False] * 3 + [True]


def test_a_file_in_two_cases_is_told_against_the_first() -> None:
    pages = [page(1, None, (), "a"), page(2, None, (), "a"), page(3, None, (), "b"), page(4, None, (), "a")]

    assert [each.cases for each in same_files(pages)] == [("c1", "c2"), ("c1", "c4")]


def test_a_file_that_one_party_shows_twice_is_no_sign() -> None:
    again = Sighting(Place("c2", 2, 1), "p1", "1.png", None, (), "a")

    assert list(same_files([page(1, None, (), "a"), again])) == []


@pytest.mark.parametrize(
    ("shared", "bits", "is_told"), [(3, 20, True), (2, 20, False), (2, 3, True), (2, 4, False), (1, 0, False)]
)
def test_details_that_no_other_case_shows_make_a_copy(shared: int, bits: int, *, is_told: bool) -> None:
    pages = [page(1, LOOK, (1, 2, 3)), page(2, flipped(bits), (*range(1, shared + 1), 9, 8))]

    assert bool(list(same_looks(Pattern.SAME_PICTURE, pages))) is is_told


@pytest.mark.parametrize(
    ("own", "bits", "is_told"),
    [
        (5, 3, True),  # 5 of 10 details in common
        (6, 3, True),  # 45 percent, where 42 are enough
        (7, 3, False),  # 41 percent
        (7, 0, False),
        (4, 4, True),  # 55 percent, where 52 are enough
        (5, 4, False),  # 50 percent
    ],
)
def test_pictures_that_look_alike_may_differ_in_more_details(own: int, bits: int, *, is_told: bool) -> None:
    shared = tuple(range(1, 6))
    pages = [
        page(n, look, (*shared, *range(100 * n, 100 * n + own)))
        for n, look in ((1, LOOK), (2, flipped(bits)))
    ]

    assert bool(list(same_looks(Pattern.SAME_PICTURE, pages))) is is_told


@pytest.mark.parametrize(("own", "is_told"), [(1, True), (2, False)])
def test_the_layout_of_a_vendor_with_two_customers_is_not_a_copy(own: int, *, is_told: bool) -> None:
    layout = (1, 2, 3)  # its telephone, registration and account, on both invoices
    pages = [page(n, flipped(9 * n), (*layout, *range(100 * n, 100 * n + own))) for n in (1, 2)]

    assert bool(list(same_looks(Pattern.SAME_TEXT, pages))) is is_told


def test_what_many_cases_show_is_a_layout() -> None:
    layout = (1, 2, 3, 4)
    common = limit("picture", "common")
    at = [page(n, None, layout) for n in range(common)]
    above = [*at, page(99, None, layout)]

    found = [list(same_looks(Pattern.SAME_PICTURE, each)) for each in (at, above)]

    assert [len(each) for each in found] == [common - 1, 0]


@pytest.mark.parametrize(("layout", "is_told"), [(frozenset(), True), (frozenset({1}), False)])
def test_a_detail_that_is_known_to_be_common_is_no_sign(layout: frozenset[int], is_told: bool) -> None:
    marks = tuple(range(1, limit("picture", "marks") + 1))
    pages = [page(1, None, marks), page(2, None, marks)]

    assert bool(list(same_looks(Pattern.SAME_PICTURE, pages, layout))) is is_told


@pytest.mark.parametrize(("bits", "is_told"), [(0, True), (3, True), (4, False)])
def test_pictures_without_details_are_told_by_their_look(bits: int, *, is_told: bool) -> None:
    pages = [page(1), page(2, flipped(bits))]

    assert bool(list(same_looks(Pattern.SAME_PICTURE, pages))) is is_told
    assert list(same_looks(Pattern.SAME_TEXT, pages)) == []


def test_the_alert_names_both_pages_in_both_languages() -> None:
    [found] = same_looks(Pattern.SAME_TEXT, [page(1, LOOK, (1, 2)), page(2, LOOK, (1, 2))])

    assert found.key == "same_text:c1/1/1:c2/2/1"
    assert found.seen.ja.startswith(
        "「1.png」1ページと「2.png」1ページに、ほかの案件にない同じ番号や金額が2個"
    )
    assert found.seen.en.startswith("“1.png” page 1 and “2.png” page 1 share 2 numbers")


@pytest.mark.parametrize(
    ("one", "other", "is_told"),
    [("INV-001", "inv 001", True), ("S-100", "S-101", False), ("12", "12", False), ("123", "123", True)],
)
def test_one_invoice_number_in_two_cases(one: str, other: str, *, is_told: bool) -> None:
    found = list(same_invoices([Invoice("c1", "v", one), Invoice("c2", "v", other)]))

    assert bool(found) is is_told


def test_an_invoice_number_of_another_vendor_or_of_the_same_case_is_no_sign() -> None:
    invoices = [Invoice("c1", "v", "A-1"), Invoice("c2", "w", "A-1"), Invoice("c1", "v", "A-1")]

    assert list(same_invoices(invoices)) == []


def test_a_vendor_that_numbers_every_customer_alike_is_no_sign() -> None:
    common = limit("invoice", "common")
    invoices = [Invoice(f"c{n}", "v", "001") for n in range(common + 1)]

    assert (len(list(same_invoices(invoices[:common]))), list(same_invoices(invoices))) == (common - 1, [])


@pytest.mark.parametrize("kind", TraitKind)
def test_anything_that_an_applicant_shares_with_its_vendor_is_told(kind: TraitKind) -> None:
    deals = [Deal("c1", "a", "v")]

    [found] = shared_traits([Trait(kind, "x", "a"), Trait(kind, "x", "v")], deals, {"a": "青空", "v": "緑"})

    assert (found.pattern, found.cases, found.links) == (f"shared_{kind}", ("c1",), (Link("a", kind, "v"),))
    assert found.seen.ja.startswith("「青空」と「緑」")


@pytest.mark.parametrize(
    ("kinds", "told_by"),
    [
        ([TraitKind.ADDRESS], None),
        ([TraitKind.OFFICER], None),
        ([TraitKind.ADDRESS, TraitKind.OFFICER], Pattern.SHARED_OFFICER),
        ([TraitKind.PHONE], Pattern.SHARED_PHONE),
        ([TraitKind.PHONE, TraitKind.ACCOUNT], Pattern.SHARED_ACCOUNT),
        ([TraitKind.DEVICE], Pattern.SHARED_DEVICE),
    ],
)
def test_between_others_a_name_or_an_address_takes_a_second_sign(
    kinds: list[TraitKind], told_by: Pattern | None
) -> None:
    deals = [Deal("c1", "a", "v"), Deal("c2", "b", "w")]
    traits = [Trait(kind, "x", party) for kind in kinds for party in ("a", "b")]

    assert [each.pattern for each in shared_traits(traits, deals)] == ([told_by] if told_by else [])


def test_a_telephone_of_very_many_is_an_accountants() -> None:
    common = limit("phone", "common")
    traits = [Trait(TraitKind.PHONE, "03", f"p{n}") for n in range(common + 1)]

    found = [len(list(shared_traits(each, []))) for each in (traits[:common], traits)]

    assert found == [common * (common - 1) // 2, 0]


def test_what_nobody_wrote_is_shared_by_nobody() -> None:
    assert list(shared_traits([Trait(TraitKind.PHONE, "", "a"), Trait(TraitKind.PHONE, "", "b")], [])) == []


def test_cancellations_that_chance_does_not_explain() -> None:
    others = VendorCount("w", "他社", 1_000, 20)

    found = [
        bool(list(unusual_vendors([VendorCount("v", "緑", grants, cancelled), others])))
        for grants, cancelled in ((3, 2), (3, 3), (100, 3), (100, 8), (100, 12))
    ]

    assert found == [False, True, False, False, True]


def test_a_vendor_is_asked_again_when_its_cancellations_have_doubled() -> None:
    others = VendorCount("w", "他社", 1_000, 0)

    keys = [
        next(iter(unusual_vendors([VendorCount("v", "緑", 20, count), others]))).key for count in (4, 7, 8)
    ]

    assert (keys[0] == keys[1], keys[1] == keys[2]) == (True, False)


def test_wrong_figures_are_told_with_the_question() -> None:
    before = {"personnel_cost": 20_000_000}
    years = [ReportedYear("c1", {"personnel_cost": 20_000}, (before,)), ReportedYear("c2", before, (before,))]

    [found] = wrong_figures(years)

    assert (found.cases, "千円単位" in found.seen.ja, "units of 1,000 yen" in found.seen.en) == (
        ("c1",),
        True,
        True,
    )


def test_a_cancelled_tool_is_told() -> None:
    [found] = cancelled_tools([Cancelled("GR26-000001", "そらもり", date(2026, 11, 1))])

    assert found.seen.en == (
        "The vendor reports that the tool “そらもり” of GR26-000001 was cancelled on 2026-11-01."
    )
