"""Plots: what is drawn, what is said instead of the picture, and the table beneath."""

import re
from xml.etree import ElementTree as ET

import pytest
from django.template import Context, Template

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.office.portals.plots.drawing import svg_of
from hojokin.office.portals.plots.scales import height_of, share, ticks
from hojokin.office.portals.plots.values import Band, Figure, Plot, Series, Shape, one, table_of

SHAPES = list(Shape)


def plot(shape: Shape = Shape.BARS, *series: Series, **more: object) -> Plot:
    """Two labels, one of whose values is unknown."""
    told = series or (Series("申請", [4, None], 1), Series("決定", [2, 0], 2))
    return Plot("p", "件数", "回ごとの件数", ["1", "2"], told, str, shape, **more)  # type: ignore[arg-type]


def tree(drawn: Plot) -> ET.Element:
    return ET.fromstring(svg_of(drawn))


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (1, [0, 1]),
        (5, [0, 1, 2, 3, 4, 5]),
        (6, [0, 2, 4, 6]),
        (7, [0, 2, 4, 6, 8]),
        (1_000, [0, 200, 400, 600, 800, 1_000]),
        (8_270, [0, 2_000, 4_000, 6_000, 8_000, 10_000]),
    ],
)
def test_ticks_are_round_and_reach_the_top(top: int, expected: list[int]) -> None:
    assert ticks(top) == expected


def test_a_share_is_written_exactly_to_hundredths_of_a_percent() -> None:
    assert [share(0, 7), share(1, 8), share(1, 3), share(2, 3), share(7, 7)] == [
        "0%",
        "12.5%",
        "33.33%",
        "66.67%",
        "100%",
    ]


def test_a_value_that_is_not_zero_is_seen() -> None:
    assert [height_of(value, 100_000, 180) for value in (0, 1, 50_000, 100_000)] == [0, 1, 90, 180]


@pytest.mark.parametrize("shape", SHAPES)
def test_the_picture_has_a_name_and_a_text_instead(shape: Shape) -> None:
    svg = tree(plot(shape))

    named = [svg.find(each) for each in ("title", "desc")]
    assert [(each.get("id"), each.text) for each in named if each is not None] == [
        ("p-title", "件数"),
        ("p-said", "回ごとの件数"),
    ]
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "p-title p-said")


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_of_a_picture_needs_an_inline_style(shape: Shape) -> None:
    assert re.findall(r"style|<script|\son\w+=", svg_of(plot(shape))) == []


def test_names_are_escaped() -> None:
    drawn = Plot("p", "<b>", "&", ['"x"<i>'], [Series("<u>", [1], 1)], str)

    assert re.findall(r"<[biu]>", svg_of(drawn)) == []


def test_bars_are_as_long_as_their_share_of_the_longest() -> None:
    bars = [each.get("width") for each in tree(plot()).iter("rect")]

    assert bars == ["100%", "50%", "0%", "0%"]


def test_columns_are_as_high_as_their_share_of_the_upper_end() -> None:
    columns = tree(plot(Shape.COLUMNS, Series("申請", [4, 1], 1))).iter("rect")

    assert [(each.get("height"), each.get("class")) for each in columns] == [
        ("180", "plot-1"),
        ("45", "plot-1"),
    ]


@pytest.mark.parametrize(("count", "width"), [(1, "20.83%"), (2, "20.83%"), (4, "20.83%"), (5, "16.67%")])
def test_the_columns_of_few_labels_are_no_wider_than_those_of_four(count: int, width: str) -> None:
    labels = [str(each) for each in range(count)]
    drawn = Plot("p", "件数", "", labels, [Series("申請", [1] * count, 1)], str, Shape.COLUMNS)

    assert {each.get("width") for each in tree(drawn).iter("rect")} == {width}


def test_a_column_alone_stands_in_the_middle() -> None:
    drawn = Plot("p", "件数", "", ["1"], [Series("申請", [1], 1)], str, Shape.COLUMNS)

    assert [each.get("x") for each in tree(drawn).iter("rect")] == ["39.58%"]


def test_a_label_without_any_known_value_has_one_sign() -> None:
    drawn = tree(plot(Shape.COLUMNS, Series("申請", [4, None], 1), Series("決定", [2, None], 2)))

    assert [each.text for each in drawn.iter("text")].count("–") == 1


def test_a_line_is_broken_where_a_value_is_unknown() -> None:
    whole = tree(plot(Shape.LINES, Series("割合", [1, 2], 1)))
    broken = tree(plot(Shape.LINES, Series("割合", [1, None], 1)))

    assert [len(each.findall("./g/line")) for each in (whole, broken)] == [1, 0]
    assert [len(each.findall("./g/circle")) for each in (whole, broken)] == [2, 1]


def test_a_band_is_broken_where_an_end_is_unknown() -> None:
    band = Band("幅", [0, 1, None, 1], [2, 3, 4, 5])
    drawn = Plot("p", "t", "s", list("abcd"), [Series("中央", [1, 2, 3, 4], 1)], str, Shape.LINES, band=band)

    assert [len((each.get("points") or "").split()) for each in tree(drawn).iter("polygon")] == [4, 2]


def test_the_table_has_every_value_and_a_sign_for_the_unknown() -> None:
    table = table_of(plot(), "回")

    assert (table.heads, table.rows) == (["回", "申請", "決定"], [["1", "4", "2"], ["2", "–", "0"]])


def test_the_table_has_both_ends_of_a_band() -> None:
    table = table_of(plot(Shape.LINES, Series("中央", [2, 3], 1), band=Band("幅", [1, 1], [4, 5])), "月")

    assert table.rows == [["1", "2", "1", "4"], ["2", "3", "1", "5"]]


def rendered(figure: Figure) -> str:
    return Template("{% load plots %}{% plot figure %}").render(Context({"figure": figure}))


def test_a_figure_is_picture_key_and_table() -> None:
    html = rendered(one(plot(), "回"))

    assert [html.count(each) for each in ('role="img"', "plots-key", "<table", "<tr>")] == [1, 1, 1, 3]


def test_a_single_series_needs_no_key() -> None:
    assert "plots-key" not in rendered(one(plot(Shape.BARS, Series("件数", [1, 2], 1)), "回"))


def test_where_all_is_zero_the_table_stands_alone() -> None:
    html = rendered(one(plot(Shape.COLUMNS, Series("件数", [0, None], 1)), "回"))

    assert [html.count(each) for each in ("<svg", "<table")] == [0, 1]
