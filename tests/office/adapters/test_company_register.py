"""A company is found by its number, in gBizINFO or in a file."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from hojokin.office.adapters.company_register.gbizinfo import GBizInfoRegister
from hojokin.office.adapters.company_register.local import LocalCompanyRegister
from hojokin.office.ports.company_register import Company
from hojokin.office.ports.outside import Unavailable
from hojokin.rules.identifiers import corporate_number
from tests.office.adapters.web import serving

NUMBER = "8099000000001"


def test_the_packaged_companies_have_valid_numbers_and_every_kind(data: Path) -> None:
    companies = LocalCompanyRegister().all()

    assert len(companies) == 30
    assert [each.name for each in companies if not corporate_number(each.corporate_number).valid] == []
    assert [each.name for each in companies if each.closed] == ["株式会社とじた商店"]


def test_a_packaged_company_is_found_however_its_number_is_typed(data: Path) -> None:
    expected = Company(
        corporate_number=NUMBER,
        name="株式会社みほん青果",
        kana="ミホンセイカ",
        postal_code="100-0001",
        address="東京都千代田区見本町一丁目2番3号",
        representative="見本 太郎",
        established=date(2009, 4, 1),
        capital=10_000_000,
        employees=18,
        business="青果の卸売と小売",
    )

    assert LocalCompanyRegister().find("８－０９９０－００００－０００１") == expected
    assert LocalCompanyRegister().find("8099000000002") is None


def test_the_installations_own_file_adds_and_corrects_and_is_read_again_when_it_changes(data: Path) -> None:
    own = data / "register.jsonl"
    own.write_text(json.dumps({"corporate_number": NUMBER, "name": "改名"}) + "\n\n", encoding="utf-8")
    before = LocalCompanyRegister().find(NUMBER)
    own.write_text(json.dumps({"corporate_number": NUMBER, "name": "再改名"}) + "\n", encoding="utf-8")
    os.utime(own, ns=(1, 1))

    assert (before, LocalCompanyRegister().find(NUMBER)) == (
        Company(NUMBER, "改名"),
        Company(NUMBER, "再改名"),
    )


@pytest.mark.parametrize(
    "line", ["{", '{"name": "a"}', '{"corporate_number": "1", "name": "a", "colour": 1}']
)
def test_a_line_that_cannot_be_read_is_told_by_its_number(data: Path, line: str) -> None:
    (data / "register.jsonl").write_text(f"\n{line}\n", encoding="utf-8")

    with pytest.raises(ValueError, match=r"^register\.jsonl, line 2: "):
        LocalCompanyRegister().find(NUMBER)


def test_gbizinfo_is_asked_with_the_token_and_without_a_slash_at_the_end() -> None:
    with serving() as web:
        web.content = json.dumps(
            {
                "hojin-infos": [
                    {
                        "corporate_number": NUMBER,
                        "name": "株式会社みほん青果",
                        "kana": "ミホンセイカ",
                        "location": "東京都千代田区見本町",
                        "postal_code": "1000001",
                        "representative_name": "見本 太郎",
                        "capital_stock": 10_000_000,
                        "employee_number": "18",
                        "date_of_establishment": "2009-04-01T00:00:00+09:00",
                        "close_date": None,
                        "founding_year": 2009,
                    }
                ]
            }
        ).encode()
        found = GBizInfoRegister("token", f"{web.address}/hojin/v2/hojin/").find(NUMBER)

    ((method, path, headers, _),) = web.asked
    assert (method, path) == ("GET", f"/hojin/v2/hojin/{NUMBER}")
    assert headers["X-hojinInfo-api-token"] == "token"
    assert found == Company(
        corporate_number=NUMBER,
        name="株式会社みほん青果",
        kana="ミホンセイカ",
        postal_code="1000001",
        address="東京都千代田区見本町",
        representative="見本 太郎",
        established=date(2009, 4, 1),
        capital=10_000_000,
        employees=18,
    )


@pytest.mark.parametrize(
    "content", [b"{}", b'{"hojin-infos": null}', b'{"hojin-infos": [{"corporate_number": "1"}]}']
)
def test_an_answer_without_the_company_is_none(content: bytes) -> None:
    with serving() as web:
        web.content = content

        assert GBizInfoRegister("token", web.address).find(NUMBER) is None


def test_an_unknown_number_is_none_and_a_wrong_one_is_not_asked_for() -> None:
    with serving() as web:
        web.status = 404
        register = GBizInfoRegister("token", web.address)

        assert (register.find(NUMBER), register.find("8099000000002"), register.find("../x")) == (
            None,
            None,
            None,
        )
    assert len(web.asked) == 1


@pytest.mark.parametrize(
    ("status", "content"),
    [(500, b""), (401, b""), (302, b""), (200, b"<html>"), (200, b"[]"), (200, b'{"hojin-infos": 1}')],
)
def test_no_answer_is_not_taken_for_no_company(status: int, content: bytes) -> None:
    with serving() as web:
        web.status, web.content = status, content
        with pytest.raises(Unavailable) as away:
            GBizInfoRegister("token", web.address).find(NUMBER)

    assert "手入力でも続けられます" in away.value.text.ja
    assert len(web.asked) == 1
