"""The journey: fourteen steps in order, every statement on registered facts, lengths from the schedule."""

from hojokin.flow.journey import ACTORS, Statement, days_between, journey
from hojokin.rules.engine.rulebook import Standing
from hojokin.rules.years import CURRENT

STEPS = [step for stage in journey(CURRENT) for step in stage.steps]


def statements() -> list[Statement]:
    return [each for step in STEPS for each in (*step.takes, *step.needs, *step.wrong)]


def test_there_are_the_fourteen_official_steps_in_order() -> None:
    assert [(step.number, step.code) for step in STEPS] == list(
        enumerate(
            [
                "consult",
                "choose",
                "invite",
                "open",
                "write",
                "submit",
                "decision",
                "introduce",
                "write_report",
                "submit_report",
                "settle",
                "care",
                "write_effects",
                "submit_effects",
            ],
            start=1,
        )
    )


def test_every_statement_stands_on_a_fact() -> None:
    # An unregistered fact would have been refused when the journey was read.
    assert [each.text.ja for each in statements() if not each.facts] == []


def test_every_step_says_who_acts() -> None:
    assert [step.code for step in STEPS if not step.who] == []
    assert {who for step in STEPS for who in step.who} == set(ACTORS.values())


def test_what_only_private_pages_say_is_not_confirmed() -> None:
    by_fact = {fact: each.standing for each in statements() for fact in each.facts}

    assert (by_fact["W-21"], by_fact["PORTAL.K-09"]) == (Standing.UNCONFIRMED, Standing.UNCONFIRMED)
    assert (by_fact["W-122"], by_fact["W-85"]) == (Standing.CONFIRMED, Standing.STAND_IN)


def test_the_wait_for_the_decision_follows_from_the_confirmed_rounds() -> None:
    waits = [each.text.ja for step in STEPS for each in step.takes if "SCH.C-05" in each.facts]

    assert waits == ["締切から交付決定まで37–43日"]


def test_no_published_date_gives_no_length() -> None:
    assert days_between(CURRENT, lambda _round: None, lambda each: each.decision_on) == ""


def test_no_placeholder_is_left_in_a_text() -> None:
    texts = [text for each in statements() for text in (each.text.ja, each.text.en)]

    assert [text for text in texts if "{" in text or "  " in text] == []
