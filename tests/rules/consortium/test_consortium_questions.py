"""Questions to the consortium track: members, classes A, B and C, the representative, and what is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.estimate import Estimate, estimate
from hojokin.rules.question import Question
from hojokin.rules.shared.applicant import MissingFacts
from hojokin.rules.tracks.consortium import TRACK


def corporate_number(base: int) -> str:
    """Twelve digits with their check digit in front."""
    digits = enumerate(reversed(f"{base:012}"))
    return f"{9 - sum(int(digit) * (1 + place % 2) for place, digit in digits) % 9}{base:012}"


# Twelve corporate numbers with their check digits, so that members can be told apart.
NUMBERS = [corporate_number(base) for base in range(10_401_000_001, 10_401_000_013)]
READY = {"functions": ["accounting", "ordering"], "invoice_ready": True}


def member(number: int, *costs: Mapping[str, Any], size: str = "medium", **more: Any) -> dict[str, Any]:
    applicant = {"size": size, "corporate_number": NUMBERS[number], **more}
    return {"applicant": applicant, "costs": list(costs)}


def line(category: str, amount: int, **more: Any) -> dict[str, Any]:
    return {"category": category, "amount_yen": amount, **more}


def software(amount: int, **more: Any) -> dict[str, Any]:
    return line("software", amount, **{**READY, **more})


def group(first: Mapping[str, Any], *others: Mapping[str, Any], count: int = 10) -> list[dict[str, Any]]:
    """A group of ``count`` members; those that are not given have software for 2 yen (1 yen of subsidy)."""
    given = [dict(first), *map(dict, others)]
    return given + [member(number, software(2)) for number in range(len(given), count)]


def asked(members: list[dict[str, Any]], *costs: Mapping[str, Any], **more: Any) -> Estimate:
    """The estimate of a group whose first member represents it."""
    representative = members[0]["applicant"] if members else {"size": "medium"}
    question = {"track": "consortium", "applicant": representative, "members": members, "costs": list(costs)}
    return estimate(question | more)


def rules_told(found: tuple[Any, ...]) -> list[str]:
    return [each.rule for each in found if each.rule not in ("earlier_edition_facts", "unconfirmed_facts")]


def parts(made: Estimate) -> dict[str, int]:
    return {each.part.code: each.amount for each in made.parts}


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_every_member_has_tiers_of_its_own_size(edition: str) -> None:
    members = group(
        member(0, software(1_000_000)),
        member(1, software(1_000_000), size="small"),
        member(2, software(1_000_000, functions=["payment"])),
    )

    made = asked(members, edition=edition)

    assert made.amount_yen == 722_222 + 749_999 + 500_000 + 7
    assert made.own_burden_yen == 3_000_014 - made.amount_yen
    assert [(each.rule, each.place) for each in made.cautions if each.place] == [
        ("readings_differ", "/members/1"),
        ("is_held_at_first_tier", "/members/2"),
    ]


def test_plain_fractions_hold_for_members_as_well() -> None:
    members = group(member(0, software(1_000_000), size="small"))

    made = asked(members, options={"invoice_arithmetic": "fractions"})

    assert made.amount_yen == 750_000 + 9


def test_services_and_hardware_are_capped_for_each_member() -> None:
    costs = [
        software(10_000),
        line("maintenance", 2_500_000),
        line("pc_tablet", 300_000),
        line("register", 500_000),
    ]
    members = group(member(0, *costs), member(1, *costs))

    made = asked(members)

    assert parts(made) == {
        "it_tools": 2 * (500_000 + 895_555) + 8,
        "pc_tablet": 200_000,
        "register": 400_000,
        "analysis": 0,
        "coordination": 0,
    }


def test_parts_add_up_and_class_c_follows_the_stricter_reading() -> None:
    tools = [software(3_000_000), line("analysis", 900_000)]
    members = [member(number, *tools) for number in range(10)]

    made = asked(members, line("coordination", 2_000_000), line("expert", 1_000_000))

    assert parts(made) == {
        "it_tools": 20_555_550,
        "pc_tablet": 0,
        "register": 0,
        "analysis": 5_000_000,
        "coordination": 1_703_703,
    }
    assert made.amount_yen == sum(parts(made).values())
    assert made.eligible_cost_yen == 42_000_000
    assert rules_told(made.cautions) == ["analysis_is_cut", "ceilings_of_coordination_differ"]


def test_the_common_ceiling_cuts_the_analysis_part() -> None:
    tools = [software(9_000_000), line("analysis", 750_000)]
    members = [member(number, *tools) for number in range(8)]

    made = asked(group(*members))

    assert parts(made)["it_tools"] == 28_000_002
    assert parts(made)["analysis"] == 1_999_998
    assert made.amount_yen == 30_000_000


def test_only_members_that_introduce_analysis_count_for_its_ceiling() -> None:
    members = group(member(0, software(2), line("analysis", 9_000_000)), member(1, line("analysis", 1)))

    made = asked(members)

    assert parts(made)["analysis"] == 1_000_000


def test_analysis_fees_count_for_a_year_and_software_for_two() -> None:
    costs = [software(240_000, months=24), line("analysis", 240_000, months=24)]

    made = asked(group(member(0, *costs)))

    assert made.eligible_cost_yen == 240_000 + 120_000 + 18
    assert [(each.rule, each.place) for each in made.cautions if each.place] == [
        ("fee_cut_to_period", "/members/0/costs/1")
    ]


@pytest.mark.parametrize(("count", "refusals"), [(9, ["has_enough_members"]), (10, []), (11, [])])
def test_a_group_has_ten_members(count: int, refusals: list[str]) -> None:
    made = asked(group(member(0, software(1_000_000)), count=count))

    assert rules_told(made.refusals) == refusals
    assert (made.amount_yen > 0) is (not refusals)


def test_rows_of_one_corporation_count_once_and_share_one_ceiling() -> None:
    members = group(member(0, software(4_000_000)), member(0, software(4_000_000)), count=10)

    made = asked(members)

    assert rules_told(made.refusals) == ["has_enough_members"]
    assert made.answer["members"] == 9
    assert made.answer["it_tools_of_members"] == 3_500_000 + 8
    assert "counts_entries_together" in rules_told(made.cautions)


def test_members_without_a_corporate_number_stand_for_themselves() -> None:
    members = [{"applicant": {"size": "small"}, "costs": [software(2)]} for _ in range(10)]

    made = asked(members)

    assert made.eligible
    assert made.amount_yen == 10


def test_a_participant_that_is_no_sme_is_named_by_its_number() -> None:
    large, held = {"total_shares": 2, "largest_large_holder_shares": 1}, member(6, software(2))
    held["applicant"]["ownership"] = large
    members = group(
        member(0, software(1_000_000)), member(1, software(2)), member(2, software(2), size="large")
    )
    members[6] = held

    made = asked(members)

    assert rules_told(made.refusals) == ["members_are_smes"]
    assert made.refusals[0].message.en.startswith(
        "Participants that are not SMEs: 2, the first being member no. 3 (交付規程 7条3項). "
    )


def test_a_chamber_of_commerce_may_represent_the_group_whatever_its_size() -> None:
    members = group(member(0, size="large", legal_form="CCI"))

    made = asked(members)

    assert made.eligible
    assert made.amount_yen == 9


@pytest.mark.parametrize(
    ("form", "size", "refusals"),
    [
        ("KK", "medium", []),
        ("KK", "large", ["representative_may_lead"]),
        ("SOLE", "small", ["representative_is_a_corporation"]),
        ("SHOTENGAI_SHINKO", "large", []),
        ("SHOKOKAI", "large", []),
        ("NPO", "medium", []),
        ("SHUKYO", "medium", ["legal_form_may_apply"]),
    ],
)
def test_who_may_represent_a_group(form: str, size: str, refusals: list[str]) -> None:
    made = asked(group(member(0, software(2), size=size, legal_form=form)))

    assert rules_told(made.refusals) == refusals


def test_a_representative_without_a_legal_form_is_not_yet_checked() -> None:
    made = asked(group(member(0, software(2))))

    assert "representative_is_a_corporation" in rules_told(made.unchecked)


def test_a_member_whose_tools_do_not_qualify_is_named_by_its_number() -> None:
    members = group(
        member(0, software(2)), member(1, line("pc_tablet", 100_000)), member(2, software(5, functions=None))
    )

    made = asked(members)

    assert rules_told(made.refusals) == ["members_tools_qualify"]
    assert made.refusals[0].message.en.startswith(
        "Members whose class A tools do not qualify: 2, the first being member no. 2 "
    )


def test_a_participant_that_is_shut_out_is_named_by_its_number() -> None:
    vendor = member(4, software(2), exclusions=["registered_vendor"])
    members = group(member(0, software(2)))
    members[4], members[7] = vendor, member(7, software(2), legal_form="NIN_I")

    made = asked(members)

    assert rules_told(made.refusals) == ["members_are_not_shut_out"]
    assert "and the like: 2, the first being member no. 5 " in made.refusals[0].message.en


def test_members_without_costs_are_told_but_may_use_what_the_representative_buys() -> None:
    members = group(member(0, software(1_000_000)), member(1), member(2))

    made = asked(members)

    assert made.eligible
    assert "some_members_have_no_costs" in rules_told(made.cautions)
    assert made.answer["members_without_costs"] == 2


def test_a_representative_outside_the_list_is_told() -> None:
    made = asked(group(member(0, software(2))), applicant={"size": "medium", "corporate_number": NUMBERS[11]})

    assert "representative_is_missing" in rules_told(made.cautions)


def test_costs_in_the_wrong_place_are_told_there() -> None:
    members = group(member(0, software(2)), member(1, software(2), line("expert", 50_000)))

    made = asked(members, software(70_000))

    told = [(each.rule, each.place) for each in made.cautions if each.rule == "has_ineligible_cost"]
    assert told == [("has_ineligible_cost", "/costs/0"), ("has_ineligible_cost", "/members/1/costs/1")]
    assert made.own_burden_yen == 20 + 120_000 - 10


@pytest.mark.parametrize("track", ["normal", "invoice", "electronic_transaction"])
def test_other_tracks_side_by_side_are_refused(track: str) -> None:
    made = asked(group(member(0, software(2))), parallel=[track])

    assert rules_told(made.refusals) == ["combines_allowed_tracks"]


def test_the_security_track_may_stand_beside() -> None:
    made = asked(group(member(0, software(2))), parallel=["security"])

    assert made.eligible


def test_a_recent_grant_of_any_member_makes_the_group_wait() -> None:
    grants = [{"year": 2025, "track": "invoice", "decided_on": "2025-12-20"}]
    members = group(member(0, software(2)), member(1, software(2), past_grants=grants))

    made = asked(members, applied_on="2026-07-01")

    assert rules_told(made.refusals) == ["waiting_time_is_over"]


def test_there_is_no_wage_duty_and_two_reports() -> None:
    grants = [{"year": 2023, "track": "digital_base", "decided_on": "2023-06-20"}]

    made = asked(group(member(0, software(2), past_grants=grants)))

    assert made.wage_target_bp == 0
    assert "files_effect_reports" in rules_told(made.obligations)
    assert "raises_pay" not in rules_told(made.obligations)
    assert made.answer["effect_reports_due"] == 2


def test_missing_sizes_of_members_and_of_the_representative_are_told_at_once() -> None:
    members = [{"applicant": {"legal_form": "KK"}}, {"applicant": {"size": "small"}}, {"applicant": {}}]
    question = Question.model_validate({"track": "consortium", "applicant": {}, "members": members})

    with pytest.raises(MissingFacts) as refused:
        TRACK.gather(question, rulebook("consortium"))

    assert [problem.place for problem in refused.value.problems] == [
        "/applicant/legal_form",
        "/applicant/industry_code",
        "/applicant/regular_employees",
        "/members/0/applicant/industry_code",
        "/members/0/applicant/regular_employees",
        "/members/2/applicant/legal_form",
        "/members/2/applicant/industry_code",
        "/members/2/applicant/regular_employees",
    ]


@pytest.mark.parametrize("members", [None, []])
def test_a_question_without_members_is_told_so(members: list[Any] | None) -> None:
    question = Question.model_validate(
        {"track": "consortium", "applicant": {"size": "small"}, "members": members}
    )

    with pytest.raises(MissingFacts) as refused:
        TRACK.gather(question, rulebook("consortium"))

    assert [problem.place for problem in refused.value.problems] == ["/members"]


def test_one_member_without_costs_reads_as_one() -> None:
    made = asked(group(member(0, software(1_000_000)), member(1)))

    told = next(each for each in made.cautions if each.rule == "some_members_have_no_costs")

    assert told.message.en.startswith("Members without costs: 1. ")


def test_what_is_said_of_every_member_is_said_once_with_its_places() -> None:
    members = [member(number, software(2, invoice_ready=None)) for number in range(12)]

    made = asked(members)
    told = next(each for each in made.cautions if each.rule == "readiness_is_unstated")
    answer = next(each for each in made.as_dict()["cautions"] if each["rule"] == "readiness_is_unstated")

    assert [each.rule for each in made.cautions].count("readiness_is_unstated") == 1
    assert told.places == tuple(f"/members/{number}" for number in range(12))
    assert (answer["place"], answer["places"]) == ("/members/0", list(told.places))


def test_what_differs_between_members_is_said_of_each() -> None:
    members = group(
        member(0, software(1_000_000, functions=["payment"])),
        member(1, software(2_000_000, functions=["payment"])),
        member(2, software(1_000_000, functions=["payment"])),
    )

    made = asked(members)

    held = [each.places for each in made.cautions if each.rule == "is_held_at_first_tier"]
    assert held == [("/members/0", "/members/2"), ("/members/1",)]


@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_hardware_of_a_group_has_the_printed_ceilings_times_its_members(edition: str) -> None:
    members = group(member(0, software(2), line("pc_tablet", 300_000), line("register", 500_000)), count=12)

    made = asked(members, edition=edition)

    caps = {each.part.code: each.cap for each in made.parts}
    assert (caps["pc_tablet"], caps["register"]) == (1_200_000, 2_400_000)
    assert (parts(made)["pc_tablet"], parts(made)["register"]) == (100_000, 200_000)


def test_services_and_security_services_of_a_member_are_told_with_their_place() -> None:
    dear = member(1, software(100_000), line("consulting", 100_001), line("security_service", 50_000))
    members = group(member(0, software(2)), dear)

    made = asked(members)

    told = [(each.rule, each.places) for each in made.cautions if each.places]
    assert told == [("counts_security_service_as_option", ("/members/1/costs/2",))]
    dear["costs"][1]["amount_yen"] = 150_001
    told = [(each.rule, each.places) for each in asked(members).cautions if each.places]
    assert told == [
        ("services_outweigh_tools", ("/members/1",)),
        ("counts_security_service_as_option", ("/members/1/costs/2",)),
    ]


def test_the_grant_that_can_be_read_two_ways_is_named() -> None:
    past = [{"year": 2022, "track": "normal"}, {"year": 2024, "track": "invoice"}]
    members = group(member(0, software(2)), member(1, software(2), past_grants=past))

    made = asked(members)

    told = next(each for each in made.cautions if each.rule == "target_can_be_read_two_ways")
    assert told.places == ("/members/1/applicant/past_grants/1",)
    assert told.message.en.startswith(
        "For the year of this grant the text names no track that raises the target "
    )


def test_a_doubtful_grant_of_the_representative_is_named_once() -> None:
    past = [{"year": 2024, "track": "invoice"}]

    inside = asked(group(member(0, software(2), past_grants=past)))
    outside = asked(
        group(member(0, software(2))),
        applicant={"size": "medium", "corporate_number": NUMBERS[0], "past_grants": past},
    )

    told = [
        next(each.places for each in made.cautions if each.rule == "target_can_be_read_two_ways")
        for made in (inside, outside)
    ]
    assert told == [("/members/0/applicant/past_grants/0",), ("/applicant/past_grants/0",)]
