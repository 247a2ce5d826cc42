"""Earlier grants and tracks side by side through questions: dates, editions, lists, and what stays open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.problems import InvalidQuestion
from hojokin.rules.shared.days import Day, add_months
from hojokin.rules.shared.earlier_processes import same_processes

COSTS = {
    "normal": {"category": "software", "amount_yen": 1_000_000, "processes": ["P-01"]},
    "invoice": {
        "category": "software",
        "amount_yen": 500_000,
        "functions": ["accounting", "ordering"],
        "invoice_ready": True,
    },
    "electronic_transaction": {
        "category": "software",
        "amount_yen": 900_000,
        "functions": ["ordering"],
        "cloud": True,
        "invoice_ready": True,
    },
    "security": {"category": "security_service", "amount_yen": 400_000, "months": 24},
}
GRANT_RULES = {
    "waiting_time_is_over",
    "wait_ends_during_reception",
    "recent_grant_has_no_date",
    "applies_once_in_the_track",
    "combines_allowed_tracks",
    "applies_for_one_invoice_type",
    "brings_a_new_process",
    "overlap_loses_points",
    "is_not_barred",
    "may_be_barred",
    "service_is_new_to_applicant",
    "service_is_in_one_track",
}


def ask(track: str, *grants: dict[str, Any], processes: list[str] | None = None, **more: Any) -> Estimate:
    cost = COSTS[track] if processes is None else {**COSTS[track], "processes": processes}
    applicant = {"size": "small", "past_grants": list(grants)}
    question = {"track": track, "applicant": applicant, "costs": [cost], **more}
    if track == "electronic_transaction":
        question["accounts"] = {"sme": 10, "contracted": 10}
    return estimate(question)


def grant(
    year: int, track: str, decided_on: str | None = None, *processes: str, **more: Any
) -> dict[str, Any]:
    return {"year": year, "track": track, "decided_on": decided_on, "processes": list(processes), **more}


def refused(made: Estimate) -> list[str]:
    return [each.rule for each in made.refusals if each.rule in GRANT_RULES]


def told(made: Estimate) -> list[str]:
    return [each.rule for each in made.cautions if each.rule in GRANT_RULES]


def message(made: Estimate, rule: str) -> str:
    return next(each.message.en for each in (*made.refusals, *made.cautions) if each.rule == rule)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2025-06-18", 12, "2026-06-18"),
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-02-28", 12, "2026-02-28"),
        ("2023-02-28", 12, "2024-02-28"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-03-31", -3, "2024-12-31"),
    ],
)
def test_months_are_added_as_the_civil_code_counts_them(day: str, months: int, later: str) -> None:
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(later)


def test_a_day_is_a_number_that_writes_itself_as_a_date() -> None:
    day = Day.of(date(2026, 6, 19))

    assert f"{day} {day:,}" == "2026-06-19 2026-06-19"
    assert str(day) == "2026-06-19"
    assert day == date(2026, 6, 19).toordinal()


@pytest.mark.parametrize(
    ("applied_on", "refusals"),
    [("2026-06-17", ["waiting_time_is_over"]), ("2026-06-18", ["waiting_time_is_over"]), ("2026-06-19", [])],
)
def test_a_known_day_is_in_the_wait_up_to_its_last_day(applied_on: str, refusals: list[str]) -> None:
    made = ask("normal", grant(2025, "normal", "2025-06-18"), applied_on=applied_on)

    assert refused(made) == refusals
    assert told(made) == []


def test_the_refusal_names_the_last_day_of_the_wait_and_the_first_free_day() -> None:
    made = ask("normal", grant(2025, "normal", "2025-06-18"), applied_on="2026-06-01")

    said = message(made, "waiting_time_is_over")

    assert "until 2026-06-18" in said
    assert "from 2026-06-19" in said


def test_without_a_day_the_refusal_names_the_last_deadline_known_and_that_more_may_come() -> None:
    made = ask("normal", grant(2025, "normal", "2025-12-11"))

    (refusal,) = made.refusals

    assert refusal.message.ja == (
        "過去の交付決定から12か月以内（2026-12-11まで）は、この枠に申請できません（公募要領 3-2(4)）。"
        "申請できるのは2026-12-12からです。いま知られている最後の締切は2026-10-30です。"
        "この締切は公式資料で確認できていません。"
        "後の締切回が公表されることがあるので、事務局の日程を確かめてください。"
    )
    assert refusal.message.en.endswith(
        "It is possible from 2026-12-12. The last deadline known is 2026-10-30. No official text confirms it. "
        "A later round may be published; check the schedule of the secretariat."
    )


def test_with_a_day_the_refusal_speaks_of_no_deadline() -> None:
    made = ask("normal", grant(2025, "normal", "2025-06-18"), applied_on="2026-06-01")

    assert message(made, "waiting_time_is_over").endswith("It is possible from 2026-06-19.")


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"year": 2027, "track": "normal"}, "/year"),
        ({"year": 2026, "track": "digital_base"}, "/track"),
        ({"year": 2021, "track": "digital_base"}, "/track"),
        ({"year": 2023, "track": "invoice"}, "/track"),
        ({"year": 2022, "track": "invoice_supply_chain"}, "/track"),
        ({"year": 2021, "track": "security"}, "/track"),
        ({"year": 2024, "track": "normal", "decided_on": "2030-01-01"}, "/decided_on"),
        ({"year": 2024, "track": "normal", "decided_on": "2020-01-01"}, "/decided_on"),
        ({"year": 2024, "track": "normal", "decided_on": "2023-12-31"}, "/decided_on"),
        ({"year": 2024, "track": "normal", "decided_on": "2026-01-01"}, "/decided_on"),
    ],
)
def test_a_grant_that_cannot_have_been_is_a_problem_with_its_place(given: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidQuestion) as raised:
        ask("normal", given)

    assert [each.place for each in raised.value.problems] == [f"/applicant/past_grants/0{place}"]


@pytest.mark.parametrize(
    "given",
    [
        {"year": 2026, "track": "security"},
        {"year": 2022, "track": "digital_base"},
        {"year": 2023, "track": "digital_base_consortium"},
        {"year": 2023, "track": "invoice_supply_chain"},
        {"year": 2023, "track": "consortium"},
        {"year": 2024, "track": "invoice"},
        {"year": 2015, "track": "normal"},
        {"year": 2024, "track": "normal", "decided_on": "2024-01-01"},
        {"year": 2024, "track": "normal", "decided_on": "2025-12-31"},
    ],
)
def test_a_grant_that_can_have_been_is_taken(given: dict[str, Any]) -> None:
    assert ask("security", given).question.applicant.past_grants[0].year == given["year"]


def test_the_impossible_grants_of_members_and_a_missing_size_are_told_together() -> None:
    late = {"size": "medium", "past_grants": [{"year": 2027, "track": "normal"}]}
    members = [{"applicant": late}, {"applicant": {}}]

    with pytest.raises(InvalidQuestion) as raised:
        estimate({"track": "consortium", "applicant": {"size": "medium"}, "members": members, "costs": []})

    assert [each.place for each in raised.value.problems] == [
        "/members/0/applicant/past_grants/0/year",
        "/members/1/applicant/legal_form",
        "/members/1/applicant/industry_code",
        "/members/1/applicant/regular_employees",
    ]


@pytest.mark.parametrize(
    ("decided_on", "refusals", "cautions"),
    [
        ("2025-03-29", [], []),
        ("2025-03-30", [], ["wait_ends_during_reception"]),
        ("2025-10-29", [], ["wait_ends_during_reception"]),
        ("2025-10-30", ["waiting_time_is_over"], []),
    ],
    ids=[
        "over before reception",
        "over on its first day",
        "over before its last day",
        "over on its last day",
    ],
)
def test_without_a_day_the_reception_of_the_edition_decides(
    decided_on: str, refusals: list[str], cautions: list[str]
) -> None:
    """Known reception of FY2026: from 2026-03-30 to the last known deadline, 2026-10-30."""
    made = ask("normal", grant(2025, "normal", decided_on))

    assert (refused(made), told(made)) == (refusals, cautions)


@pytest.mark.parametrize(
    ("round_", "refusals", "cautions"),
    [
        (1, ["waiting_time_is_over"], []),
        (2, ["waiting_time_is_over"], []),
        (3, [], ["wait_ends_during_reception"]),
        (4, [], []),
    ],
)
def test_a_stated_round_narrows_the_days(round_: int, refusals: list[str], cautions: list[str]) -> None:
    """The wait ends on 2026-06-18: after the deadline of round 2, before that of round 3."""
    made = ask("normal", grant(2025, "normal", "2025-06-18"), round=round_)

    assert (refused(made), told(made)) == (refusals, cautions)


def test_the_last_of_several_grants_decides() -> None:
    made = ask(
        "normal",
        grant(2025, "normal", "2025-10-31"),
        grant(2025, "consortium", "2025-07-24"),
        applied_on="2026-10-31",
    )

    assert refused(made) == ["waiting_time_is_over"]


def test_a_grant_of_last_year_without_its_date_is_told() -> None:
    assert told(ask("normal", grant(2025, "normal"))) == ["recent_grant_has_no_date"]
    assert told(ask("normal", grant(2024, "normal"))) == []


def test_the_caution_names_the_first_free_day() -> None:
    made = ask("normal", grant(2025, "normal", "2025-07-24"))

    assert "from 2026-07-25" in message(made, "wait_ends_during_reception")


BLOCKING = {
    "normal": {"normal", "consortium"},
    "invoice": {"invoice", "electronic_transaction", "consortium"},
    "electronic_transaction": {"invoice", "electronic_transaction", "consortium"},
    "security": set[str](),
}
EARLIER = ["normal", "invoice", "electronic_transaction", "security", "consortium"]


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
@pytest.mark.parametrize("earlier", EARLIER)
@pytest.mark.parametrize("track", list(BLOCKING))
def test_each_track_waits_after_its_own_list_of_tracks(edition: str, earlier: str, track: str) -> None:
    last_year = int(edition[2:]) - 1
    made = ask(
        track,
        grant(last_year, earlier, f"{last_year}-09-02"),
        edition=edition,
        applied_on=f"{last_year + 1}-06-02",
    )

    assert ("waiting_time_is_over" in refused(made)) is (earlier in BLOCKING[track])


def test_a_grant_of_the_same_year_and_track_is_a_second_application() -> None:
    made = ask("normal", grant(2026, "normal", "2026-06-18"))

    assert refused(made) == ["applies_once_in_the_track"]


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
@pytest.mark.parametrize("earlier", EARLIER)
def test_a_group_waits_after_a_grant_of_any_member_but_one_of_the_security_track(
    edition: str, earlier: str
) -> None:
    last_year = int(edition[2:]) - 1
    firms: list[dict[str, Any]] = [
        {"size": "small", "corporate_number": f"firm {place}"} for place in range(10)
    ]
    firms[7]["past_grants"] = [grant(last_year, earlier, f"{last_year}-09-02")]
    members = [{"applicant": firm, "costs": [COSTS["invoice"]]} for firm in firms]

    made = estimate(
        {
            "track": "consortium",
            "edition": edition,
            "applicant": firms[0],
            "members": members,
            "applied_on": f"{last_year + 1}-06-02",
        }
    )

    assert ("waiting_time_is_over" in refused(made)) is (earlier != "security")


PARALLEL = [
    ("normal", [], []),
    ("normal", ["invoice", "security"], []),
    ("normal", ["electronic_transaction"], []),
    ("normal", ["normal"], ["applies_once_in_the_track"]),
    ("normal", ["consortium"], ["combines_allowed_tracks"]),
    ("normal", ["invoice", "electronic_transaction"], ["applies_for_one_invoice_type"]),
    ("invoice", ["normal", "security"], []),
    ("invoice", ["electronic_transaction"], ["applies_for_one_invoice_type"]),
    ("invoice", ["consortium"], ["combines_allowed_tracks"]),
    ("electronic_transaction", ["normal", "security"], []),
    ("electronic_transaction", ["invoice"], ["applies_for_one_invoice_type"]),
    ("security", ["normal", "invoice", "consortium"], []),
    ("security", ["security", "normal"], ["applies_once_in_the_track"]),
]


@pytest.mark.parametrize(("track", "parallel", "refusals"), PARALLEL)
def test_tracks_side_by_side(track: str, parallel: list[str], refusals: list[str]) -> None:
    made = ask(track, parallel=parallel)

    assert refused(made) == refusals
    assert "applies_once_in_the_track" not in [each.rule for each in made.unchecked]


def test_a_grant_of_the_same_year_counts_as_a_track_side_by_side() -> None:
    assert refused(ask("normal", grant(2026, "consortium", "2026-07-23"))) == ["combines_allowed_tracks"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["P-01"], ["P-01"], True),
        (["P-01", "P-02"], ["P-02", "P-01", "P-01"], True),
        (["P-01"], ["P-01", "P-02"], False),
        (["P-01", "P-02"], ["P-01"], False),
        (["P-06:製"], ["P-06:製"], True),
        (["P-06:製"], ["P-06:建"], False),
        (["P-06"], ["P-06:建"], True),
        (["P-06:製"], ["P-06"], True),
        ([], [], False),
    ],
)
def test_the_same_processes_are_the_same_kinds_of_the_same_industry(
    one: list[str], other: list[str], same: bool
) -> None:
    assert same_processes(one, other) is same


@pytest.mark.parametrize(
    ("processes", "refusals", "cautions"),
    [
        (["P-01", "P-02"], ["brings_a_new_process"], []),
        (["P-01"], [], ["overlap_loses_points"]),
        (["P-01", "P-02", "P-03"], [], ["overlap_loses_points"]),
        (["P-03"], [], []),
    ],
)
def test_the_new_software_is_compared_with_each_earlier_grant(
    processes: list[str], refusals: list[str], cautions: list[str]
) -> None:
    made = ask("normal", grant(2024, "invoice", "2024-05-01", "P-02", "P-01"), processes=processes)

    assert (refused(made), told(made)) == (refusals, cautions)


@pytest.mark.parametrize(
    ("edition", "year", "is_refused"),
    [
        ("fy2026", 2023, False),
        ("fy2026", 2024, True),
        ("fy2026", 2025, True),
        ("fy2025", 2022, False),
        ("fy2025", 2023, True),
        ("fy2025", 2024, True),
    ],
)
def test_processes_are_compared_with_the_two_years_before(edition: str, year: int, is_refused: bool) -> None:
    made = ask("normal", grant(year, "security", f"{year}-01-10", "P-01"), edition=edition)

    assert (refused(made) == ["brings_a_new_process"]) is is_refused


def test_a_grant_without_processes_leaves_the_comparison_open() -> None:
    made = ask("normal", grant(2024, "invoice", "2024-05-01"))

    assert "brings_a_new_process" in [each.rule for each in made.unchecked]
    assert refused(made) == []


@pytest.mark.parametrize(
    ("year", "earlier", "is_listed"),
    [
        (2022, "digital_base", True),
        (2023, "digital_base", True),
        (2023, "invoice_supply_chain", True),
        (2024, "invoice", True),
        (2024, "electronic_transaction", True),
        (2022, "normal", False),
        (2024, "normal", False),
        (2023, "digital_base_consortium", False),
    ],
)
def test_the_bar_on_earlier_invoice_grants_is_told_and_bites_when_switched_on(
    year: int, earlier: str, is_listed: bool
) -> None:
    off = ask("invoice", grant(year, earlier, f"{year}-05-01"))
    on = ask("invoice", grant(year, earlier, f"{year}-05-01"), options={"bar_earlier_invoice_grantees": True})

    assert told(off) == (["may_be_barred"] if is_listed else [])
    assert refused(off) == []
    assert refused(on) == (["is_not_barred"] if is_listed else [])


def test_the_bar_does_not_exist_in_fy2025() -> None:
    made = ask(
        "invoice",
        grant(2023, "digital_base", "2023-05-01"),
        edition="fy2025",
        options={"bar_earlier_invoice_grantees": True},
    )

    assert (refused(made), told(made)) == ([], [])


@pytest.mark.parametrize(
    ("edition", "year", "is_refused"),
    [("fy2026", 2021, False), ("fy2026", 2022, True), ("fy2026", 2025, True), ("fy2025", 2024, True)],
)
def test_a_security_service_granted_before_is_refused(edition: str, year: int, is_refused: bool) -> None:
    made = ask("security", grant(year, "normal", None, security_service=True), edition=edition)

    assert (refused(made) == ["service_is_new_to_applicant"]) is is_refused


def test_a_security_service_stays_open_while_a_grant_does_not_say_what_it_held() -> None:
    unsaid = ask("security", grant(2024, "normal"))
    denied = ask("security", grant(2024, "normal", security_service=False))

    assert "service_is_new_to_applicant" in [each.rule for each in unsaid.unchecked]
    assert "service_is_new_to_applicant" not in [each.rule for each in denied.unchecked]
    assert refused(denied) == []


@pytest.mark.parametrize(
    ("elsewhere", "refusals"), [(True, ["service_is_in_one_track"]), (False, []), (None, [])]
)
def test_a_security_service_goes_with_one_track(elsewhere: bool | None, refusals: list[str]) -> None:
    assert refused(ask("security", security_service_elsewhere=elsewhere)) == refusals
