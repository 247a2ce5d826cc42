"""Every event has words in both languages, and a line says nothing that is not known."""

import re
from datetime import UTC, datetime
from operator import attrgetter

import pytest

from hojokin.flow.notices import (
    Message,
    Template,
    days_before,
    days_left_words,
    delays,
    footer,
    is_secret,
    local_words,
    placeholders,
    template_of,
    templates,
    written,
)

SAID: dict[str, str | list[str]] = {
    "number": "TR26-000001",
    "kind": ["ITツールの登録", "Tool registration"],
    "state": ["不備（差戻し）", "Returned"],
    "said": ["直してください。", "Please correct it."],
}


@pytest.mark.parametrize(
    "template", sorted(set(templates().values()), key=attrgetter("name")), ids=attrgetter("name")
)
def test_a_template_names_only_what_is_declared_and_the_same_in_both_languages(template: Template) -> None:
    used = [
        set(re.findall(r"{([^}]*)}", text))
        for text in (
            template.subject.ja + template.text.ja,
            template.subject.en + template.text.en,
        )
    ]

    assert used[0] == used[1]
    assert used[0] <= placeholders()


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("tool_registration.return", "returned"),
        ("application_review.request_correction", "returned"),
        ("grant.approve", "decided"),
        ("vendor_registration.deregister", "refused"),
        ("application.hand_over", "handed_over"),
        ("deadline", "deadline"),
        ("code", "code"),
        ("anything.at_all", "generic"),
        ("anything", "generic"),
    ],
)
def test_an_event_finds_its_nearest_template(event: str, name: str) -> None:
    assert template_of(event).name == name


def test_a_line_whose_word_is_not_known_is_left_out() -> None:
    found = written("tool_registration.return", SAID | {"reason": ""}, "en")

    assert found == Message(
        "[TR26-000001] Tool registration was returned: please act",
        "Something in TR26-000001 Tool registration has to be corrected.\nPlease correct it.\n\n"
        "Findings stand beside their fields. Nothing else needs a change.",
    )


def test_the_receipt_number_the_time_and_the_digest_stand_in_the_confirmation() -> None:
    known = SAID | {
        "party": "株式会社青空",
        "at": ["8月25日", "25 August"],
        "digest": "ab" * 32,
        "version": "2",
    }

    text = written("tool_registration.submit", known, "ja").text

    assert (
        "受付番号：TR26-000001\n提出回数：2回目\n受付日時：8月25日\n内容のハッシュ（SHA-256）：" + "ab" * 32
        in text
    )


def test_what_a_value_says_is_not_read_as_a_placeholder() -> None:
    found = written("x.y", SAID | {"reason": "{number} {code}"}, "en")

    assert "Reason: {number} {code}" in found.text


def test_a_subject_is_one_short_line_whatever_the_values_hold() -> None:
    found = written("x.y", SAID | {"number": "A\r\nBcc: x@example.jp" + "y" * 500}, "en")

    assert "\n" not in found.subject
    assert "\r" not in found.subject
    assert len(found.subject) == 150


def test_a_footer_has_the_link_when_there_is_one() -> None:
    assert "https://a.example/cases/1/" in footer("ja", "https://a.example/cases/1/").splitlines()
    assert footer("en").splitlines()[1] == "This mail is sent by a program; replies are not read."


def test_links_and_codes_are_secret() -> None:
    assert {each.name for each in templates().values() if each.is_secret} >= {"invited", "code"}
    assert is_secret("code")
    assert not is_secret("x.submit")


def test_a_moment_is_written_with_its_weekday() -> None:
    said = local_words(datetime(2026, 8, 25, 17, 0, tzinfo=UTC))

    assert said.ja == "2026年8月25日（火）17:00"
    assert said.en == "25 August 2026, 17:00 (Japan time)"


@pytest.mark.parametrize(
    ("days", "ja", "en"),
    [(0, "本日が期限", "due today"), (1, "あと1日", "1 day left"), (7, "あと7日", "7 days left")],
)
def test_how_long_it_still_is_is_said_in_words(days: int, ja: str, en: str) -> None:
    assert (days_left_words(days).ja, days_left_words(days).en) == (ja, en)


def test_deadlines_are_recalled_seven_three_and_one_day_before_and_waits_grow() -> None:
    assert days_before() == (7, 3, 1)
    assert list(delays()) == sorted(delays())


@pytest.mark.parametrize(
    "odd", ["\u200b", "\ue000", "\u00ad", "\u202e", "\x07", "\u2028", "\r\nBcc: x@example.jp"]
)
def test_no_letter_of_a_name_keeps_a_mail_from_leaving(odd: str) -> None:
    said: dict[str, str | list[str]] = {"party": f"株式会社{odd}青空", "role": "申請者"}

    subject = written("invited", said, "ja").subject

    assert subject.isprintable()  # or no mail may bear it
    assert (subject.startswith("株式会社"), subject.endswith("への招待（申請者）")) == (True, True)
