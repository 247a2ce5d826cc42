"""The fit of a tool: every reason counts once and is told."""

from hojokin.flow.self_check import Answers, ToolSearch, result_of
from hojokin.flow.self_check_tools import Fit, ToolFacts, fit
from hojokin.rules.engine.facts import Text


def wanted(industry: str = "小") -> ToolSearch:
    return result_of(Answers(industry=industry, pains={"accounting": "some"})).searches[0]


def tool(
    processes: tuple[str, ...] = ("P-04",),
    industries: tuple[str, ...] = ("小",),
    text: str = "",
    is_cloud: bool = False,
) -> ToolFacts:
    return ToolFacts(processes, industries, text, is_cloud)


def test_a_tool_for_nothing_of_it_fits_nowhere() -> None:
    assert fit(tool(("P-06",), ("医",)), wanted(), "few") == Fit(0, ())


def test_the_strongest_kind_counts_once() -> None:
    found = fit(tool(("P-02", "P-04"), ()), wanted(), "")

    assert found == Fit(
        6,
        (
            Text(
                "「会計・財務・経営」の業務のツールとして登録されています。",
                "It is registered for the process “Accounting, finance and management”.",
            ),
        ),
    )


def test_the_trade_counts_where_one_was_answered() -> None:
    with_trade, without = (fit(tool(), wanted(industry), "").score for industry in ("小", ""))

    assert (with_trade, without) == (9, 6)


def test_no_more_than_two_words_count() -> None:
    scores = [
        fit(tool(text=text), wanted(), "").score for text in ("", "会計", "会計と請求", "会計と請求と経費")
    ]

    assert scores == [9, 11, 13, 13]


def test_the_cloud_counts_for_the_small_alone() -> None:
    scores = [fit(tool(is_cloud=True), wanted(), size).score for size in ("", "small", "medium")]

    assert scores == [9, 10, 9]
