"""The self-check: what hurts comes first, the reasons are told, and the data are whole."""

from hojokin.flow.self_check import Answers, result_of
from hojokin.flow.self_check_questions import questions
from hojokin.rules.citations import facts
from hojokin.rules.reference.processes import process_kinds


def order(answers: Answers) -> list[str]:
    return [each.process.code for each in result_of(answers).processes]


def test_nothing_answered_leads_nowhere() -> None:
    found = result_of(Answers())

    assert (found.processes, found.kinds, found.searches, found.tracks, found.notes) == ((), (), (), (), ())
    assert found.most_wanted == ""


def test_a_size_alone_is_no_reason_to_improve_anything() -> None:
    assert order(Answers(size="solo")) == []


def test_what_hurts_more_comes_first() -> None:
    found = order(Answers(pains={"accounting": "some", "staffing": "strong"}))

    assert found == ["staffing", "accounting"]


def test_of_what_hurts_the_same_the_forms_order_decides() -> None:
    assert order(Answers(pains={"sharing": "some", "front_office": "some"})) == ["front_office", "sharing"]


def test_a_weakness_and_an_effect_move_a_process_up_and_are_told() -> None:
    answers = Answers(
        pains={"accounting": "some", "working_hours": "some"},
        weaknesses=frozenset({"working_funds"}),
        effect="accuracy",
    )

    first = result_of(answers).processes[0]

    assert (first.process.code, first.score) == ("accounting", 7)
    assert [each.ja for each in first.reasons] == [
        "「少し困っている」と答えた業務です。",
        "弱み「運転資金」に効きます。",
        "期待する効果「会計を正確にする」につながります。",
    ]


def test_a_size_moves_up_what_something_else_speaks_for() -> None:
    without, with_size = (
        result_of(Answers(size=size, pains={"automation": "some"})).processes[0].score
        for size in ("", "solo")
    )

    assert (without, with_size) == (3, 4)


def test_the_kinds_of_process_are_weighed_by_what_leads_to_them() -> None:
    found = result_of(Answers(pains={"accounting": "strong", "sharing": "some"}))

    assert [(each.code, each.score) for each in found.kinds] == [
        ("P-04", 18),
        ("P-02", 12),
        ("P-05", 9),
        ("P-07", 6),
    ]


def test_accounting_opens_the_invoice_track_and_shifts_do_not() -> None:
    accounting = result_of(Answers(pains={"accounting": "some"}))
    shifts = result_of(Answers(pains={"staffing": "some"}))

    assert [each.code for each in accounting.tracks] == ["normal", "invoice"]
    assert [each.code for each in shifts.tracks] == ["normal"]


def test_a_search_keeps_to_the_tracks_of_its_own_process() -> None:
    found = result_of(Answers(industry="小", pains={"accounting": "some", "staffing": "some"}))

    assert [(each.process.code, each.tracks, each.industry) for each in found.searches] == [
        ("accounting", ("normal", "invoice"), "小"),
        ("staffing", ("normal",), "小"),
    ]


def test_a_general_purpose_tool_comes_with_the_warning_that_it_cannot_stand_alone() -> None:
    automation = result_of(Answers(pains={"automation": "some"}))
    shifts = result_of(Answers(pains={"staffing": "some"}))

    assert [each.facts for each in automation.notes] == [("N-39",)]
    assert shifts.notes == ()


def test_no_more_processes_are_searched_for_than_are_shown() -> None:
    found = result_of(Answers(pains=dict.fromkeys(questions().processes, "some")))

    assert (len(found.processes), len(found.first), len(found.searches)) == (11, 3, 3)


def test_the_lists_are_as_long_as_those_of_the_form() -> None:
    asked = questions()

    assert (len(asked.processes), len(asked.weaknesses), len(asked.effects)) == (11, 12, 8)


def test_every_weight_points_at_a_process_and_every_process_at_known_kinds() -> None:
    asked = questions()
    lifted = {
        code
        for group in (asked.sizes, asked.weaknesses, asked.effects)
        for each in group.values()
        for code in each.lifts
    }

    assert lifted - asked.processes.keys() == set()
    assert {kind for each in asked.processes.values() for kind in each.kinds} == {
        each.code for each in process_kinds()
    }


def test_every_process_can_be_led_to_by_a_weakness_or_an_effect() -> None:
    asked = questions()
    lifted = {
        code for group in (asked.weaknesses, asked.effects) for each in group.values() for code in each.lifts
    }

    assert asked.processes.keys() - lifted == set()


def test_every_cited_fact_is_registered() -> None:
    asked = questions()
    cited = {fact for each in (*asked.tracks, asked.alone) for fact in each.facts}

    assert cited - facts().keys() == set()
