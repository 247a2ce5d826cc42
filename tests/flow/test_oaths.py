"""Oath: every track takes its own sentences, each with a clause and known facts."""

from __future__ import annotations

import pytest

from hojokin.flow.oaths import oath, oath_items, oath_texts
from hojokin.flow.prerequisites import Level, prerequisites
from hojokin.rules.citations import facts
from hojokin.rules.schedule.rounds import TRACKS

OF_TRACK = {
    "normal": {"wage_declaration", "wage_return", "vendor_checked"},
    "invoice": {"wage_declaration", "wage_return", "vendor_checked"},
    "electronic_transaction": {"wage_declaration", "wage_return", "vendor_checked", "receivers"},
    "security": {"wage_declaration", "vendor_checked", "same_service"},
    "consortium": {"group_consent", "one_group", "outsiders_stay_outside", "group_publication"},
}


@pytest.mark.parametrize("track", TRACKS)
def test_a_track_takes_the_common_sentences_and_its_own(track: str) -> None:
    common = {each.code for each in oath_items() if not each.tracks}

    assert {each.code for each in oath("fy2026", track)} == common | OF_TRACK[track]
    assert len(common) == 12


def test_every_sentence_names_its_clause_and_known_facts() -> None:
    for each in oath_items():
        assert each.clause in each.sentence.ja
        assert each.clause in each.sentence.en
        assert each.text.ja.endswith("。")
        assert set(each.facts) - set(facts()) == set(), each.code


def test_a_kind_of_filing_gets_the_sentences_by_code() -> None:
    assert list(oath_texts("fy2026", "normal")) == [each.code for each in oath("fy2026", "normal")]


@pytest.mark.parametrize(
    ("track", "level"), [("normal", Level.BONUS), ("security", Level.BONUS), ("consortium", Level.ADVICE)]
)
def test_the_strategy_check_is_a_bonus_of_the_single_tracks(track: str, level: Level) -> None:
    found = {each.code: each.level for each in prerequisites("fy2026", track)}

    assert found["it_strategy_navi"] is level
    assert found["management_check"] is Level.ADVICE
    assert found["gbizid_prime"] is found["security_action"] is Level.REQUIRED


@pytest.mark.parametrize(("answer", "held"), [(None, False), ("", False), ("51234567890", True)])
def test_a_prerequisite_is_held_once_it_is_answered(answer: str | None, held: bool) -> None:
    asked = next(each for each in prerequisites("fy2026", "normal") if each.code == "security_action")

    assert asked.held({"security_action_id": answer}) is held


def test_a_no_is_not_held_and_facts_are_known() -> None:
    for each in prerequisites("fy2026", "normal"):
        assert each.held({each.field: False}) is False
        assert set(each.facts) - set(facts()) == set(), each.code
