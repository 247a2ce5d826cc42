"""The case page says where a filing stands, whose turn it is and what would come back."""

import io
from datetime import timedelta
from typing import Any

import pytest

from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.guards import Evidence
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.take_step import take_step
from hojokin.office.actions.write_field import write_field
from hojokin.office.portals.cases.rail import main_way, rail
from hojokin.office.records.models import AuditRow, Filing, Person
from tests.office.cases.sample import AT, COMPLETE, PDF, TABLE, Scene, scene

SIGNED_IN = 3  # the session, the person and the seats


def returned(here: Scene, findings: int = 1) -> Filing:
    """The filing, sent back with findings."""
    filing = here.filing
    Filing.objects.filter(pk=filing.pk).update(state="submitted")
    declare_tie(filing, has_tie=False, by=here.reviewer, at=AT)
    for field in ("story", "capital", "name")[:findings]:
        raise_finding(filing, field, f"{field}を直してください。", by=here.reviewer, at=AT)
    return take_step(filing, "return", by=here.reviewer, at=AT, due_at=AT + timedelta(days=5))


def attach(here: Scene, count: int) -> None:
    """Attach so many files."""
    for number in range(count):
        attach_document(here.filing, "paper", f"{number}.pdf", io.BytesIO(PDF), by=here.applicant, at=AT)


def test_a_party_and_the_office_open_the_page_in_both_languages() -> None:
    here = scene()

    answers = [
        client.get(prefix + here.address)
        for client in (here.as_applicant, here.as_vendor, here.as_reviewer)
        for prefix in ("", "/en")
    ]

    assert [each.status_code for each in answers] == [200] * 6


@pytest.mark.parametrize(
    "path",
    [
        "",
        "form/firm/",
        "changes/?section=firm",
        "steps/hand_over/",
        "versions/",
        "compare/",
        "receipt/1.json",
    ],
)
def test_a_foreign_number_is_as_absent_as_one_that_never_was(path: str) -> None:
    here = scene(COMPLETE)

    answers = [here.as_stranger.get(here.address + path), here.as_applicant.get(f"/cases/SA99-1/{path}")]

    assert [each.status_code for each in answers] == [404, 404]


def test_whose_turn_it_is_stands_in_words_with_the_days_left() -> None:
    here = scene()

    own, theirs = here.as_applicant.get(here.address), here.as_vendor.get(here.address)

    assert "あなたの番です" in own.text
    assert "申請者の番です" in theirs.text
    assert "あと9日" in own.text
    assert "まだ提出していません" in own.text


def test_what_is_left_to_write_comes_before_the_step() -> None:
    here = scene({**COMPLETE, "capital": [""]})
    attach(here, 1)

    unfinished = here.as_applicant.get(here.address).context["case"].main.href
    write_field(here.filing, "capital", ["1"], 1, by=here.applicant, at=AT)
    finished = here.as_applicant.get(here.address).context["case"].main.href

    assert [unfinished, finished] == [f"{here.address}form/firm/", f"{here.address}steps/hand_over/"]


def test_unanswered_findings_come_before_the_step() -> None:
    here = scene(COMPLETE)
    attach(here, 1)
    returned(here)

    assert here.as_applicant.get(here.address).context["case"].main.href == "#points-head"


def test_a_section_says_whether_it_is_done() -> None:
    here = scene({"name": ["株式会社青空"], "capital": ["いっぱい"], "plan": ["導入します。"]})

    states = here.as_applicant.get(here.address).context["case"].sections

    assert [(each.section.name, each.errors, each.is_begun) for each in states] == [
        ("firm", 3, True),
        ("work", 4, False),
        ("plan", 0, True),
    ]


def test_each_problem_links_to_its_field() -> None:
    here = scene({**COMPLETE, "capital": ["いっぱい"]})
    attach(here, 1)

    faults = here.as_applicant.get(here.address).context["case"].faults

    assert [each.href for each in faults] == [f"{here.address}form/firm/?check=1#field-capital"]


def test_a_finding_shows_the_words_of_the_office_before_and_now() -> None:
    here = scene(COMPLETE)
    returned(here)
    write_field(here.filing, "story", ["受発注と会計を電子化します。"], 1, by=here.applicant, at=AT)

    (point,) = here.as_applicant.get(here.address).context["case"].points

    assert point.finding.text == "storyを直してください。"
    assert (point.before.text, point.now.text) == ("受発注を電子化します。", "受発注と会計を電子化します。")
    assert point.may_answer


def test_a_party_does_not_see_a_finding_that_was_not_sent() -> None:
    here = scene(COMPLETE)
    Filing.objects.filter(pk=here.filing.pk).update(state="submitted")
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=AT)
    raise_finding(here.filing, "story", "まだ下書きです。", by=here.reviewer, at=AT)

    answers = [each.get(here.address).text for each in (here.as_applicant, here.as_reviewer)]

    assert ["まだ下書きです。" in each for each in answers] == [False, True]


def test_the_timeline_names_people_of_ones_own_side_and_of_the_office_only_the_role() -> None:
    here = scene(COMPLETE)
    returned(here)

    text = here.as_applicant.get(here.address).text

    assert "申請者 青木" in text
    assert "事務局（審査担当）" in text
    assert "審査 花子" not in text


def test_writings_that_follow_each_other_are_told_as_one() -> None:
    here = scene()
    for text in ("一", "二", "三"):
        entry = here.filing.entries.filter(name="story").first()
        write_field(here.filing, "story", [text], entry.version if entry else 0, by=here.applicant, at=AT)

    events = here.as_applicant.get(here.address).context["case"].events

    assert [each.what for each in events] == ["入力しました（3回）", "手続を始めました"]


def test_the_banner_tells_what_the_record_tells_and_nothing_else() -> None:
    here = scene(COMPLETE)
    take_step(here.filing, "hand_over", by=here.applicant, at=AT)
    row = AuditRow.objects.get(what="sample.hand_over")

    told = here.as_applicant.get(f"{here.address}?done={row.sequence}").text
    invented = here.as_applicant.get(f"{here.address}?done=1").text

    assert "IT導入支援事業者に渡しました。まだ事務局への提出は終わっていません" in told
    assert "提出が完了しました" not in told + invented
    assert 'id="done"' not in invented


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_six_questions_however_much_it_shows(
    count: int, django_assert_num_queries: Any
) -> None:
    here = scene(dict(list(COMPLETE.items())[:count]))
    attach(here, count)
    returned(here, count)

    with django_assert_num_queries(SIGNED_IN + 6):
        here.as_applicant.get(here.address)


def test_the_rail_follows_the_main_steps() -> None:
    assert main_way(TABLE) == ["writing", "vendor_writing", "confirming", "submitted", "granted"]


def test_a_state_beside_the_rail_stands_after_the_one_it_was_reached_from() -> None:
    stops = rail(TABLE, "returned", "submitted")

    assert [(each.state.code, each.place) for each in stops] == [
        ("writing", "past"),
        ("vendor_writing", "past"),
        ("confirming", "past"),
        ("submitted", "past"),
        ("returned", "now"),
        ("granted", "ahead"),
    ]


def test_nothing_lies_ahead_of_an_end_beside_the_rail() -> None:
    stops = rail(TABLE, "withdrawn", "writing")

    assert [each.state.code for each in stops] == ["writing", "withdrawn"]


def test_an_answer_to_a_finding_is_kept() -> None:
    here = scene(COMPLETE)
    returned(here)
    finding = here.filing.findings.get()

    answer = here.as_applicant.post(
        f"{here.address}findings/{finding.pk}/answer/", {"answer": "直しました。"}
    )

    finding.refresh_from_db()
    assert answer.headers["Location"] == f"{here.address}#finding-{finding.pk}"
    assert finding.answer == "直しました。"


def test_a_refused_answer_stays_in_its_box_with_the_reason() -> None:
    here = scene(COMPLETE)
    returned(here)
    finding = here.filing.findings.get()
    long = "長" * 2_001

    answer = here.as_applicant.post(f"{here.address}findings/{finding.pk}/answer/", {"answer": long})

    assert answer.status_code == 422
    assert long in answer.text
    assert "2,000文字以下" in answer.text


def test_a_foreign_finding_cannot_be_answered() -> None:
    here = scene(COMPLETE)
    returned(here)
    finding = here.filing.findings.get()

    answer = here.as_stranger.post(f"{here.address}findings/{finding.pk}/answer/", {"answer": "直した"})

    assert answer.status_code == 404


def test_why_it_came_back_stands_where_it_is_ones_turn() -> None:
    here = scene(COMPLETE)
    attach(here, 1)
    take_step(here.now(), "hand_over", by=here.applicant, at=AT)
    take_step(here.now(), "give_back", by=here.vendor, at=AT, evidence=Evidence("人件費が違います。"))

    own, theirs = here.as_applicant.get(here.address), here.as_vendor.get(here.address)

    assert own.context["case"].why.reason == "人件費が違います。"
    assert "の理由" in own.text[: own.text.index("rail")]
    assert theirs.context["case"].why is None


def test_a_problem_of_the_other_side_says_whose_it_is() -> None:
    here = scene({**COMPLETE, "plan": [""]})
    attach(here, 1)

    (group,) = here.as_applicant.get(here.address).context["case"].fault_groups

    assert (group.section.name, group.party) == ("plan", "vendor")


@pytest.mark.parametrize(("phone", "is_told"), [("", True), ("09012345678", False)])
def test_who_will_need_a_code_is_told_in_time_to_register_a_telephone(phone: str, is_told: bool) -> None:
    here = scene(COMPLETE)
    Person.objects.update(phone=phone)

    own, theirs = here.as_applicant.get(here.address), here.as_vendor.get(here.address)

    assert ('href="/account/phone/"' in own.text) is is_told
    assert 'href="/account/phone/"' not in theirs.text


def test_steps_that_lead_on_come_before_the_one_that_ends_it() -> None:
    here = scene(COMPLETE)
    attach(here, 1)
    returned(here)

    ends = [each.step.end for each in here.as_applicant.get(here.address).context["case"].others if each.step]

    assert ends == sorted(ends, key=lambda end: end == "withdrawn")
