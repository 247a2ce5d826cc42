"""Files of an answer: every tool, readable by Excel, harmless in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast
from urllib.parse import quote

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from hojokin.office.queries.tool_files import COLUMNS
from tests.office.registered import TOOL, register, several

pytestmark = pytest.mark.usefixtures("catalogue")


def body(answer: Any) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(cast("Iterable[bytes]", answer.streaming_content))


def rows(site: Client, address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body(site.get(address)).decode("utf-8-sig"))))


def test_the_table_begins_with_a_mark_that_excel_needs(site: Client) -> None:
    answer = site.get("/tools/tools.csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="tools.csv"'
    assert body(answer).startswith("\ufeffツール番号,ツール名,".encode())


def test_the_table_holds_every_tool_of_the_answer_and_no_other(site: Client) -> None:
    register([*several(120), replace(TOOL, number="DL06-0009999", is_cloud=False)])

    found = rows(site, "/tools/tools.csv?cloud=yes&sort=price")

    assert [row[0] for row in found[1:]] == [f"DL06-{place:07d}" for place in range(1, 121)]


def test_the_table_is_english_under_the_english_address(site: Client) -> None:
    register([TOOL])

    heading, row = rows(site, "/en/tools/tools.csv")

    assert heading == [text.en for text, _ in COLUMNS]
    assert row[heading.index("AI")] == "Generative AI"


@pytest.mark.parametrize(
    "name", ["=1+1", "+81", "-1", "@SUM(A1)", "＝1+1", "＋81", "－1", "＠SUM(A1)", "\tx", "\rx"]
)
def test_a_cell_is_never_a_formula(site: Client, name: str) -> None:
    register([replace(TOOL, name=name)])

    assert rows(site, "/tools/tools.csv")[1][1] == f"'{name}"


def test_prices_are_plain_numbers(site: Client) -> None:
    register([TOOL])

    heading, row = rows(site, "/tools/tools.csv")

    assert row[heading.index("標準価格（税抜・円）")] == "600000"


def test_json_holds_the_tools_as_the_api_tells_them(site: Client) -> None:
    register(several(3))

    listed = json.loads(body(site.get("/tools/tools.json?sort=price")))

    assert listed == json.loads(site.get("/api/v1/tools?sort=price").content)["tools"]


def test_an_empty_answer_is_an_empty_list(site: Client) -> None:
    register([TOOL])

    assert json.loads(body(site.get(f"/tools/tools.json?q={quote('ないことば')}"))) == []
    assert len(rows(site, f"/tools/tools.csv?q={quote('ないことば')}")) == 1
