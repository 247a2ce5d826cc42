"""The index answers as reading every tool would: who matches, how many of each value, in which order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hojokin.office.search.answer import answer
from hojokin.office.search.docset import DocSet
from hojokin.office.search.document import ToolDocument
from hojokin.office.search.live import Part, View
from hojokin.office.search.orders import Sort
from hojokin.office.search.question import question_of
from hojokin.office.search.schema import COLUMNS, Facet
from hojokin.office.search.segment import Segment, build_segment
from tests.search.catalogues import Oracle, catalogues, choices, keywords

EVERYTHING = 1_000


def view_of(*parts: list[ToolDocument], dead: frozenset[int] = frozenset()) -> View:
    """An index of several parts; ``dead`` are keys in the first one that no longer count."""
    segments = [Segment(build_segment(part)) for part in parts]
    gone = [segments[0].places_of(dead), *(DocSet.none(each.size) for each in segments[1:])]
    return View(1, [Part(segment, lost) for segment, lost in zip(segments, gone, strict=True)])


@settings(max_examples=60)
@given(catalogues(), keywords, choices)
def test_exactly_the_tools_that_hold_every_word_and_fit_every_facet_are_found(
    documents: list[ToolDocument], keyword: str, chosen: dict[Facet, frozenset[str]]
) -> None:
    question, oracle = question_of(keyword), Oracle(documents)

    made = answer(view_of(documents), question, chosen, Sort.RELEVANCE, 0, EVERYTHING)

    assert set(made.keys) == oracle.found(question, chosen)
    assert made.total == len(made.keys)


@settings(max_examples=40)
@given(catalogues(), keywords, choices)
def test_a_count_is_what_choosing_the_value_would_show(
    documents: list[ToolDocument], keyword: str, chosen: dict[Facet, frozenset[str]]
) -> None:
    question, oracle = question_of(keyword), Oracle(documents)

    made = answer(view_of(documents), question, chosen, Sort.RELEVANCE, 0, 10)

    counted = {column: int(made.counts[place]) for place, column in enumerate(COLUMNS)}
    assert counted == {(facet, code): oracle.count(question, chosen, facet, code) for facet, code in COLUMNS}


@settings(max_examples=30)
@given(catalogues(), catalogues(20), keywords, choices, st.sampled_from(list(Sort)))
def test_changed_tools_in_a_second_part_answer_as_if_there_were_one(
    old: list[ToolDocument],
    new: list[ToolDocument],
    keyword: str,
    chosen: dict[Facet, frozenset[str]],
    sort: Sort,
) -> None:
    question = question_of(keyword)
    replaced = frozenset(each.key for each in new)
    whole = view_of([each for each in old if each.key not in replaced] + new)

    parted = view_of(old, new, dead=replaced)

    one, two = (answer(view, question, chosen, sort, 0, EVERYTHING) for view in (whole, parted))
    assert list(two.keys) == list(one.keys)
    assert (two.total, two.counts.tolist()) == (one.total, one.counts.tolist())


@settings(max_examples=30)
@given(catalogues(), keywords, st.sampled_from(list(Sort)), st.integers(1, 7))
def test_pages_follow_each_other_without_gap_or_overlap(
    documents: list[ToolDocument], keyword: str, sort: Sort, size: int
) -> None:
    view, question = view_of(documents), question_of(keyword)
    whole = answer(view, question, {}, sort, 0, EVERYTHING)

    pages = [answer(view, question, {}, sort, first, size).keys for first in range(0, whole.total, size)]

    assert [key for page in pages for key in page] == list(whole.keys)


def tool(key: int, name: str, outline: str = "", price: int = 1, customers: int = 0) -> ToolDocument:
    return ToolDocument(
        key, f"DL06-{key:07d}", name, "", "製造元", "販売元", outline, price, customers, 0,
        "13", "1", (), (), (), (), "none", is_cloud=False, is_invoice_ready=False,
    )  # fmt: skip


def ranked(documents: list[ToolDocument], keyword: str, sort: Sort = Sort.RELEVANCE) -> list[int]:
    return list(answer(view_of(documents), question_of(keyword), {}, sort, 0, 10).keys)


def test_the_name_itself_comes_before_its_beginning_before_its_inside_before_the_outline() -> None:
    documents = [
        tool(1, "店舗", "予約の台帳", customers=9),
        tool(2, "ネット予約"),
        tool(3, "予約台帳"),
        tool(4, "予約"),
    ]

    assert ranked(documents, "予約") == [4, 3, 2, 1]


def test_among_equals_the_one_with_more_customers_comes_first() -> None:
    assert ranked([tool(1, "会計甲", customers=3), tool(2, "会計乙", customers=5)], "会計") == [2, 1]


def test_cheap_as_a_word_sorts_equals_by_price() -> None:
    documents = [
        tool(1, "給与甲", price=300, customers=9),
        tool(2, "給与乙", price=100),
        tool(3, "給与丙", price=200),
    ]

    assert ranked(documents, "給与 安い") == [2, 3, 1]


def test_cheap_alone_is_a_word_like_any_other() -> None:
    assert ranked([tool(1, "会計"), tool(2, "安いレジ")], "安い") == [2]


def test_sorting_by_price_leaves_ties_to_the_number_of_customers() -> None:
    documents = [tool(1, "甲", price=5), tool(2, "乙", price=3), tool(3, "丙", price=3, customers=1)]

    assert ranked(documents, "", Sort.PRICE) == [3, 2, 1]
    assert ranked(documents, "", Sort.PRICE_DOWN) == [1, 3, 2]
