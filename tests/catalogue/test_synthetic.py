"""The invented catalogue is the same for the same seed, and sound."""

import io

from stdnum.jp import cn

from hojokin.office.catalogue.codes import (
    AiKind,
    category_labels,
    industry_labels,
    prefecture_labels,
    process_labels,
)
from hojokin.office.catalogue.synthetic import tools, vendor_count, vendors
from hojokin.office.catalogue.table import write_table


def test_the_same_seed_makes_the_same_catalogue() -> None:
    assert list(tools(50, 1)) == list(tools(50, 1))
    assert list(tools(50, 1)) != list(tools(50, 2))
    assert list(vendors(80, 1)) == list(vendors(80, 1))


def test_every_tool_holds_known_codes_and_whole_yen() -> None:
    for each in tools(500, 4):
        tool = each.tool
        assert type(tool.price_min) is int
        assert 0 < tool.price_min <= tool.price_standard
        assert str(tool.category) in category_labels()
        assert set(tool.processes) <= process_labels().keys()
        assert set(tool.industries) <= industry_labels().keys()
        assert len(tool.outline) <= 1_000
        assert (tool.ai_kind is AiKind.NONE) == (tool.ai_evidence == "")
        assert "P-07" not in tool.processes or tool.processes == ("P-07",)


def test_every_tool_names_a_vendor_that_is_there() -> None:
    sold_by = {each.tool.vendor for each in tools(500, 4)}

    assert sold_by <= {each.public_id for each in vendors(500, 4)}
    assert [vendor_count(count) for count in (0, 1, 7, 8, 16)] == [0, 1, 1, 1, 2]


def test_every_vendor_has_a_valid_corporate_number_and_a_prefecture() -> None:
    for each in vendors(400, 4):
        assert cn.is_valid(each.corporate_number)
        assert each.prefecture in prefecture_labels()


def test_a_written_catalogue_has_a_line_for_each_tool() -> None:
    sellers = {each.public_id: each for each in vendors(20, 1)}
    file = io.StringIO()

    count = write_table(file, ((each.tool, sellers[each.tool.vendor]) for each in tools(20, 1)))

    assert (count, file.getvalue().count("\n")) == (20, 21)
