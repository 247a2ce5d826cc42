"""Places in words: a person reads the third member, not a pointer."""

from typing import Any

import pytest

from hojokin.rules import estimate
from hojokin.rules.explanation import summary
from hojokin.rules.places import place_text, places_text
from hojokin.rules.problems import parsed

QUESTION: dict[str, Any] = {
    "track": "consortium",
    "applicant": {
        "size": "small",
        "past_grants": [{"year": 2023, "track": "normal"}],
        "wage_months": [{"month": "2024-09", "prefecture": "13", "hourly_wages_yen": [1163]}],
    },
    "costs": [
        {"category": "pc_tablet", "amount_yen": 1},
        {"category": "expert", "amount_yen": 1, "name": "謝金"},
    ],
    "members": [
        {"applicant": {"size": "small"}},
        {
            "applicant": {"size": "small", "past_grants": [{"year": 2025, "track": "invoice"}]},
            "costs": [{"category": "register", "amount_yen": 1}],
        },
    ],
}


@pytest.mark.parametrize(
    ("place", "ja", "en"),
    [
        ("", "", ""),
        ("/accounts", "", ""),
        ("/members", "", ""),
        ("/members/1", "2者目", "member 2"),
        (
            "/costs/0",
            "経費1行目（PC・タブレット・プリンター・スキャナー・複合機）",
            "cost line 1 (PC, tablet, printer, scanner)",
        ),
        ("/costs/1", "経費2行目（謝金）", "cost line 2 (謝金)"),
        (
            "/members/1/costs/0",
            "2者目の経費1行目（POSレジ・モバイルPOSレジ・券売機）",
            "member 2, cost line 1 (POS register, ticket machine)",
        ),
        ("/applicant/wage_months/0", "2024年9月", "2024-09"),
        (
            "/applicant/past_grants/0",
            "申請者の過去の交付決定1件目（2023年度 通常枠）",
            "applicant, earlier grant 1 (2023, normal track)",
        ),
        (
            "/members/1/applicant/past_grants/0",
            "2者目の過去の交付決定1件目（2025年度 インボイス枠（インボイス対応類型））",
            "member 2, earlier grant 1 (2025, invoice track)",
        ),
        ("/plan/pay_yen", "/plan/pay_yen", "/plan/pay_yen"),
    ],
)
def test_a_place_is_named_as_a_person_would(place: str, ja: str, en: str) -> None:
    told = place_text(place, parsed(QUESTION))

    assert (told.ja, told.en) == (ja, en)


@pytest.mark.parametrize(
    ("place", "ja"),
    [
        ("/members/1", "2者目"),
        ("/costs/0", "経費1行目"),
        ("/members/1/costs/0", "2者目の経費1行目"),
        ("/applicant/wage_months/0", "時給の1番目の月"),
        ("/applicant/past_grants/0", "申請者の過去の交付決定1件目"),
    ],
)
def test_without_its_question_a_place_has_its_number_only(place: str, ja: str) -> None:
    assert place_text(place).ja == ja


@pytest.mark.parametrize(
    ("count", "ja"),
    [
        (0, ""),
        (1, "1者目"),
        (2, "2か所（1者目、2者目）"),
        (10, "10か所（1者目、2者目、3者目、4者目、5者目、6者目、7者目、8者目、9者目、10者目）"),
        (11, "11か所（1者目、2者目、3者目、4者目、5者目、6者目、7者目、8者目、9者目、10者目、ほか1か所）"),
    ],
)
def test_several_places_are_counted_and_the_first_of_them_named(count: int, ja: str) -> None:
    assert places_text([f"/members/{number}" for number in range(count)]).ja == ja


def test_no_pointer_stands_in_the_text_for_people() -> None:
    question = {
        "track": "normal",
        "applicant": {"size": "medium"},
        "costs": [
            {
                "category": "software",
                "amount_yen": 3_600_000,
                "months": 36,
                "processes": ["P-01"],
                "name": "会計",
            },
            {"category": "register", "amount_yen": 5},
        ],
        "accounts": {"sme": 1, "contracted": 2},
    }

    told = summary(estimate(question), "ja", with_steps=True)

    assert [line for line in told.splitlines() if "/costs" in line or "/accounts" in line] == []
    assert "  - 経費1行目（会計）: 3,600,000円（36か月分）のうち、" in told
    assert "  - 経費2行目（POSレジ・モバイルPOSレジ・券売機）: 5円は通常枠の対象外の経費区分です" in told
