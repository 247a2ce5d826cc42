"""The pages of rounds, scores and decisions: who may open them, what they keep, how many questions they ask."""

from typing import Any

import pytest
from django.test import Client

from hojokin.flow.roles import Role
from hojokin.office.records.models import DecisionProposal, Filing, Round, Score
from tests.office.rounds.scene import (
    AFTER,
    AMOUNT,
    ROUND,
    Office,
    actor,
    application,
    browser,
    handed_in,
    no_tie,
    office,
    sheet,
    the_round,
)

SESSION = 2  # the person and the seats; the session itself lies in a cookie here
LIST, PAGE, DECIDE = "/desk/rounds/", f"/desk/rounds/{ROUND}/", f"/desk/rounds/{ROUND}/decide/"


def decided(people: Office) -> None:
    """A proposal, agreed to and carried out, by the pages alone."""
    browser(people.approver).post(f"{DECIDE}propose/", {"line": "0"})
    digest = DecisionProposal.objects.get().digest
    browser(people.second).post(f"{DECIDE}approve/", {"digest": digest, "tie": "on"})


@pytest.mark.parametrize("path", [LIST, PAGE, DECIDE])
def test_the_office_reads_the_pages_in_both_languages(path: str) -> None:
    people = office()
    the_round()
    handed_in(people)

    answers = [
        browser(each).get(prefix + path)
        for each in (people.administrator, people.approver, people.reviewer, people.auditor)
        for prefix in ("", "/en")
    ]

    assert [each.status_code for each in answers] == [200] * 8


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.VENDOR, Role.MEMBER])
def test_nobody_outside_the_office_opens_them(role: Role) -> None:
    people = office()
    the_round()
    filing = handed_in(people)
    outside = browser(actor("外の人", role, filing.owner))

    answers = [
        outside.get(LIST),
        outside.get(PAGE),
        outside.get(DECIDE),
        outside.get(f"/desk/{filing.number}/score/"),
        outside.post(f"{PAGE}edit/"),
        outside.post(f"{DECIDE}propose/"),
        outside.post(f"{DECIDE}approve/"),
        outside.post(f"{DECIDE}publish/"),
    ]

    assert [each.status_code for each in answers] == [403] * 8


@pytest.mark.parametrize(
    ("path", "admitted"),
    [
        ("rounds/seed/", {"administrator"}),
        ("rounds/add/", {"administrator"}),
        (f"rounds/{ROUND}/edit/", {"administrator"}),
        (f"rounds/{ROUND}/extend/", {"administrator"}),
        (f"rounds/{ROUND}/downtime/", {"administrator"}),
        (f"rounds/{ROUND}/decide/propose/", {"approver"}),
        (f"rounds/{ROUND}/decide/approve/", {"approver"}),
        (f"rounds/{ROUND}/decide/drop/", {"approver"}),
        ("AP26-900001/score/save/", {"reviewer"}),
        ("AP26-900001/score/reopen/", {"reviewer"}),
    ],
)
def test_each_change_is_for_one_seat(path: str, admitted: set[str]) -> None:
    people = office()
    the_round()
    handed_in(people)
    seats = {
        "administrator": people.administrator,
        "approver": people.approver,
        "reviewer": people.reviewer,
        "auditor": people.auditor,
    }

    let_in = {name for name, each in seats.items() if browser(each).post(f"/desk/{path}").status_code != 403}

    assert let_in == admitted


def test_an_unknown_round_is_absent() -> None:
    people = office()

    answers = [
        browser(people.administrator).get(f"/desk/rounds/{code}/") for code in ("x", "normal-2026-R99")
    ]

    assert [each.status_code for each in answers] == [404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_questions_of_the_lists_are_few_and_fixed(count: int, django_assert_num_queries: Any) -> None:
    people = office()
    the_round()
    for _each in range(count):
        handed_in(people)
    reader = browser(people.approver)

    with django_assert_num_queries(SESSION + 2):
        reader.get(LIST)
    with django_assert_num_queries(SESSION + 5):
        reader.get(PAGE)
    with django_assert_num_queries(SESSION + 7):
        reader.get(DECIDE)


def test_a_round_is_edited_in_japanese_time_and_what_was_typed_stays() -> None:
    people = office()
    the_round()
    site = browser(people.administrator)
    sent = {"closes_at": "2026-06-15T18:00:00", "budget_yen": "１,000万", "reason": "会議の結果"}

    refused = site.post(f"{PAGE}edit/", sent)
    done = site.post(f"{PAGE}edit/", {**sent, "budget_yen": "１０，０００，０００円"})

    row = Round.objects.get(code=ROUND)
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "会議の結果" in refused.content.decode()
    assert 'href="#edit-budget_yen"' in refused.content.decode()
    assert (row.budget_yen, row.closes_at.isoformat()) == (10_000_000, "2026-06-15T09:00:00+00:00")


def test_an_extension_of_one_application_names_it() -> None:
    people = office()
    the_round()
    filing = application("vendor_editing")
    site = browser(people.administrator)
    sent = {"to": "2999-01-01T17:00:00", "number": "AP26-999999", "reason": "災害"}

    refused = site.post(f"{PAGE}extend/", sent)
    done = site.post(f"{PAGE}extend/", {**sent, "number": filing.number})

    filing.refresh_from_db()
    assert (refused.status_code, done.status_code) == (422, 302)
    assert filing.due_at is not None
    assert filing.due_at.year == 2999


def test_an_outage_that_ended_before_it_began_is_refused_at_its_field() -> None:
    people = office()
    the_round()

    answer = browser(people.administrator).post(
        f"{PAGE}downtime/", {"started": "2026-06-15T16:00", "ended": "2026-06-15T15:00", "what": ""}
    )

    told = answer.content.decode()
    assert answer.status_code == 422
    assert ('href="#downtime-ended"' in told, 'href="#downtime-what"' in told) == (True, True)


def test_the_line_moves_with_the_number_and_only_the_preview_is_renewed() -> None:
    people = office()
    the_round(budget_yen=AMOUNT)
    handed_in(people, (5, 5))
    handed_in(people, (3, 3))
    site = browser(people.approver)

    whole = site.get(DECIDE)
    part = site.get(f"{DECIDE}?line=0", headers={"HX-Request": "true", "HX-Target": "preview"})

    assert (whole.context["preview"].amount_yen, part.context["preview"].amount_yen) == (AMOUNT, 2 * AMOUNT)
    assert part.content.decode().lstrip().startswith('<div id="preview">')
    assert part.context["preview"].left_yen == -AMOUNT


@pytest.mark.parametrize("line", ["", "x", "1e9", "9999999"])
def test_a_line_that_is_none_never_refuses_everybody(line: str) -> None:
    people = office()
    the_round()
    handed_in(people)

    told = browser(people.approver).post(f"{DECIDE}propose/", {"line": line}, follow=True)

    assert DecisionProposal.objects.count() == 0
    assert "全件を不採択とする提案はできません" in told.content.decode()


def test_two_people_decide_a_round_by_the_pages() -> None:
    people = office()
    the_round()
    filings = [handed_in(people), handed_in(people)]

    decided(people)

    states = list(Filing.objects.filter(pk__in=[each.pk for each in filings]).values_list("state", flat=True))
    page = browser(people.approver).get(DECIDE)
    assert states == ["granted", "granted"]
    assert page.context["page"].past[0].state == "done"


def test_who_proposed_sees_that_another_has_to_decide() -> None:
    people = office()
    the_round()
    handed_in(people)
    site = browser(people.approver)
    site.post(f"{DECIDE}propose/", {"line": "0"})

    digest = DecisionProposal.objects.get().digest
    told = site.post(f"{DECIDE}approve/", {"digest": digest, "tie": "on"}, follow=True)

    assert "二人で確認する決まり" in told.content.decode()
    assert DecisionProposal.objects.get().state == "proposed"


def test_while_it_is_being_decided_the_page_tells_how_far_it_is() -> None:
    people = office()
    the_round()
    handed_in(people)
    browser(people.approver).post(f"{DECIDE}propose/", {"line": "0"})
    DecisionProposal.objects.update(state="deciding", decided_by=people.second.person, decided_at=AFTER)
    site = browser(people.approver)

    part = site.get(DECIDE, headers={"HX-Request": "true", "HX-Target": "progress"})
    DecisionProposal.objects.update(state="done")
    end = site.get(DECIDE, headers={"HX-Request": "true", "HX-Target": "progress"})

    assert 'id="progress"' in part.content.decode()
    assert end.headers["HX-Refresh"] == "true"


def test_a_wrong_mark_stays_in_its_box_and_is_told_at_its_item() -> None:
    people = office()
    the_round()
    filing = handed_in(people, ())
    Filing.objects.filter(pk=filing.pk).update(state="under_review")
    no_tie(filing, people.reviewer)
    site = browser(people.reviewer)
    where = f"/desk/{filing.number}/score/"

    refused = site.post(
        f"{where}save/", {"points-problem_awareness": "9", "note-raises_wages": "<b>あとで</b>"}
    )
    kept = site.post(f"{where}save/", {"points-problem_awareness": "4"})

    told = refused.content.decode()
    assert (refused.status_code, kept.status_code) == (422, 302)
    assert ('value="9"' in told, "&lt;b&gt;あとで" in told) == (True, True)
    assert list(Score.objects.values_list("item", "points")) == [("problem_awareness", 4)]


def test_the_review_says_which_sheets_are_missing_and_the_step_leads_to_the_sheet() -> None:
    people = office()
    the_round()
    filing = handed_in(people, (3,))
    Filing.objects.filter(pk=filing.pk).update(state="under_review")
    no_tie(filing, people.reviewer)
    site = browser(people.reviewer)

    review = site.get(f"/desk/{filing.number}/").content.decode()
    refused = site.post(f"/cases/{filing.number}/steps/finish_review/").content.decode()
    sheet(filing, people.colleague, 3)
    whole = site.get(f"/desk/{filing.number}/").content.decode()
    done = site.post(f"/cases/{filing.number}/steps/finish_review/")

    missing = "あと1人の採点が必要です。利害関係のない審査担当が採点票を開いて採点してください。"
    assert [missing in page for page in (review, refused, whole)] == [True, True, False]
    assert f'<a href="/desk/{filing.number}/score/">{missing}' in refused
    assert (done.status_code, Filing.objects.get(pk=filing.pk).state) == (302, "reviewed")


def test_a_paper_of_another_kind_has_no_score_sheet() -> None:
    people = office()
    filing = application("draft", kind="tool_registration", number="TR26-000001")

    assert browser(people.reviewer).get(f"/desk/{filing.number}/score/").status_code == 404


def test_grants_are_published_once_and_a_person_by_the_prefecture_alone(
    django_assert_num_queries: Any,
) -> None:
    people = office()
    the_round()
    for name in ("=SUM(A1)商店", "海山商店"):
        handed_in(people, company_name=name)
    handed_in(people, applicant_kind="sole_proprietor", person_name="山田 一郎", home_prefecture="13")
    decided(people)
    publisher, visitor = browser(people.administrator), Client()

    before = visitor.get("/grantees/").content.decode()
    for _time in range(2):
        publisher.post(f"{DECIDE}publish/")
    with django_assert_num_queries(4):
        after = visitor.get("/grantees/").content.decode()
    rows = visitor.get("/grantees/grantees.csv").getvalue().decode().splitlines()

    assert ("海山商店" in before, "海山商店" in after) == (False, True)
    assert sorted(each.split(",", 1)[1] for each in rows[1:]) == [
        ",'=SUM(A1)商店,7000012050002,東京都,中央区",
        ",山田 一郎,,東京都,",
        ",海山商店,7000012050002,東京都,中央区",
    ]


def test_the_public_list_is_narrowed_by_words_and_prefecture() -> None:
    people = office()
    the_round()
    handed_in(people, company_name="海山商店")
    decided(people)
    browser(people.administrator).post(f"{DECIDE}publish/")
    visitor = Client()

    found = {
        query: visitor.get(f"/grantees/?{query}").context["found"].page.paginator.count
        for query in (
            "text=海山",
            "text=川",
            "prefecture=13",
            "prefecture=27",
            f"round={ROUND}",
            "page=9",
            "text=%00",
        )
    }

    assert list(found.values()) == [1, 0, 1, 0, 1, 1, 1]


@pytest.mark.parametrize(("line", "words"), [("0", b"%PDF"), ("999", b"%PDF")])
def test_the_applicant_and_the_office_take_the_notice_along_and_nobody_else(line: str, words: bytes) -> None:
    people = office()
    row = the_round()
    filing = handed_in(people)
    applicant = actor("申請者", Role.APPLICANT, filing.owner)
    vendor = actor("販売者", Role.VENDOR, filing.partner)
    stranger = actor("他人", Role.APPLICANT, application("submitted").owner)
    where = f"/cases/{filing.number}/notice.pdf"

    before = browser(applicant).get(where).status_code
    browser(people.approver).post(f"{DECIDE}propose/", {"line": line})
    digest = DecisionProposal.objects.get(round=row).digest
    browser(people.second).post(f"{DECIDE}approve/", {"digest": digest, "tie": "on"})

    assert before == 404
    assert [browser(each).get(where).status_code for each in (applicant, people.auditor)] == [200, 200]
    assert browser(applicant).get(where).content.startswith(words)
    assert [browser(each).get(where).status_code for each in (vendor, stranger)] == [404, 404]
