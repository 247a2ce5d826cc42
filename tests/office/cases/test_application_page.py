"""Beside an application stands what it would bring, what is missing for that, and signs of one hand."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hojokin.flow.form import Value
from hojokin.flow.roles import Role
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.record import record
from hojokin.office.actions.write_field import write_field
from hojokin.office.queries.filings import FilingView
from hojokin.office.queries.same_hand import same_hand
from hojokin.office.records.actor import SYSTEM, Actor
from hojokin.office.records.models import Filing, FilingEntry, Party, Person, Seat
from hojokin.rules.schedule import rounds
from tests.flow.application_samples import corporation, group, tool
from tests.office.cases.application_scene import AT, actor, application, registration, typed_of
from tests.office.cases.sample import Scene

SESSION = 3  # the session, the person and the seats


def panel(scene: Scene, path: str = "") -> Any:
    """The panel on a page."""
    return scene.as_applicant.get(scene.address + path).context["panel"]


def own_errors(scene: Scene, name: str) -> list[str]:
    """What is wrong with one field."""
    return [
        each.source for each in FilingView(scene.filing, scene.applicant, AT).errors if each.field == name
    ]


@pytest.mark.parametrize("path", ["", "form/contact/", "form/tools/"])
def test_amount_own_burden_and_calculation_stand_on_the_page_without_scripts(path: str) -> None:
    scene = application()

    page = scene.as_applicant.get(scene.address + path)

    assert page.context["panel"].made.amount_yen == 500_000
    assert "自己負担 500,000円（経費の総額 1,000,000円）" in page.text
    assert "交付規程 別表" in page.text
    assert page.text.count('id="estimate"') == 1


@pytest.mark.parametrize(
    ("state", "head", "may_rise"),
    [
        ("applicant_editing", "いまの入力での見積り", True),
        ("correction_applicant", "いまの入力での見積り", True),
        ("submitted", "提出した内容での見積り", False),
        ("granted", "提出した内容での見積り", False),
    ],
)
def test_what_was_submitted_is_not_offered_to_be_raised(state: str, head: str, may_rise: bool) -> None:
    page = application(state=state)

    text = page.as_applicant.get(page.address).text

    assert head in text
    assert ('hx-target="#estimate-changes"' in text) is may_rise


def test_what_would_raise_the_amount_is_worked_out_once_it_is_asked_for() -> None:
    scene = application(corporation(requested_yen=300_000))
    asked = f"{scene.address}estimate/"

    page = scene.as_applicant.get(scene.address)
    is_worked_out = "what_if" in vars(page.context["panel"].made)
    whole = scene.as_applicant.get(asked)
    part = scene.as_applicant.get(asked, headers={"HX-Request": "true"})

    label = "申請額を規程上の最大額にする"
    assert f'href="{asked}"' in page.text
    assert not is_worked_out
    assert label not in page.text
    assert label in whole.text
    assert label in part.text
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert scene.as_stranger.get(asked).status_code == 404


def test_the_panel_is_read_in_english() -> None:
    scene = application()

    page = scene.as_applicant.get("/en" + scene.address)

    assert "¥500,000" in page.text
    assert [each.label for each in page.context["panel"].lines][-1] == "Subsidy"


def test_what_is_missing_is_named_and_linked() -> None:
    scene = application({"applicant_kind": "corporation"})

    found = panel(scene)

    assert found.made is None
    assert [each.message for each in found.missing][:3] == [
        "組織形態",
        "業種コード（日本標準産業分類）",
        "常時使用する従業員数",
    ]
    assert found.missing[0].href == f"{scene.address}form/applicant_type/?check=1#field-legal_form"
    assert "あとこれだけ入力されると計算します" in scene.as_vendor.get(scene.address).text


def test_tools_that_nobody_entered_are_missing_and_no_refusal() -> None:
    scene = application(corporation(tools=[]))

    found = panel(scene)

    assert (found.made, [each.message for each in found.missing]) == (None, ["ITツール"])


def test_other_kinds_have_no_panel() -> None:
    from tests.office.cases.sample import scene as sample

    here = sample()

    assert here.as_applicant.get(here.address).context["panel"] is None
    assert here.as_applicant.get(f"{here.address}offered/").status_code == 404


def test_every_saving_brings_the_panel_anew() -> None:
    scene = application()
    typed = {
        f"tools-0-{name}": cell
        for name, cell in typed_row(amount_yen="800000", unit_price_yen="400000").items()
    }

    answer = scene.as_vendor.post(
        f"{scene.address}fields/tools/", {"version-tools": 1, **typed}, headers={"HX-Request": "true"}
    )

    assert 'id="estimate" aria-labelledby="estimate-head" hx-swap-oob="true"' in answer.text
    assert "400,000" in answer.text[answer.text.index('id="estimate"') :]


def typed_row(**changed: str) -> dict[str, Any]:
    """The row of the sample as it is typed."""
    row: Any = typed_of({"tools": [tool()]})["tools"][0]
    return {**row, **changed}


def test_what_the_other_side_writes_brings_the_panel_anew() -> None:
    scene = application()
    write_field(scene.filing, "requested_yen", ["400000"], 1, by=scene.vendor, at=AT)

    answer = scene.as_applicant.get(f"{scene.address}changes/?section=contact&since=0")

    assert answer.context["panel"].made.amount_yen == 400_000


def test_a_caution_names_its_field() -> None:
    scene = application(corporation(requested_yen=500_001))

    found = panel(scene)

    assert [(each.field, each.href.rpartition("/")[2]) for each in found.cautions] == [
        ("申請する補助額", "?check=1#field-requested_yen")
    ]


def refused(**more: Value) -> Scene:
    """An application that the rules refuse: the firm is too large."""
    return application(corporation(regular_employees=10_000, capital_yen=900_000_000, **more))


def test_a_refusal_shows_the_way_to_contest_it_and_blocks_nothing() -> None:
    scene = refused()

    own, theirs = scene.as_applicant.get(scene.address), scene.as_vendor.get(scene.address)

    assert own.context["panel"].made.eligible is False
    assert "自動判定に異議を書く" in own.text
    assert "自動判定に異議を書く" not in theirs.text
    assert "対象外" not in " ".join(
        each.message.ja for each in FilingView(scene.filing, scene.applicant, AT).errors
    )


def test_a_contest_is_told() -> None:
    scene = refused(contest=True, contest_reason="従業員の数に派遣社員が入っています。")

    page = scene.as_vendor.get(scene.address)

    assert "異議の理由が書かれています" in page.text


def test_what_the_vendor_registered_stands_against_the_contact() -> None:
    scene = application(corporation(contact_email="hanako@aozora.example.jp"))
    registration(scene, contact_email="hanako@aozora.example.jp")

    assert own_errors(scene, "contact_email") == ["V-21 PT-02"]


def test_a_registration_of_another_vendor_does_not_matter() -> None:
    scene = application(corporation(contact_email="hanako@aozora.example.jp"))
    found = registration(scene, contact_email="hanako@aozora.example.jp")
    Filing.objects.filter(pk=found.pk).update(owner=Party.objects.create(name="別の支援事業者"))

    assert own_errors(scene, "contact_email") == []


def other_application(scene: Scene, number: str, **more: Any) -> Filing:
    """Another applicant's application with a mobile number."""
    assert scene.applicant.person is not None
    told = {
        "owner": Party.objects.create(name="隣の店"),
        "edition": "fy2026",
        "state": "applicant_editing",
        **more,
    }
    filing = Filing.objects.create(number="AP26-9", kind="application", opened_at=AT, state_since=AT, **told)
    FilingEntry.objects.create(
        filing=filing,
        name="mobile_phone",
        typed=[number],
        value=number,
        written_by=scene.applicant.person,
        written_as="applicant",
        written_at=AT,
    )
    return filing


@pytest.mark.parametrize("number", ["09012345678", "090-1234-5678", "0901234-5678", "090-12345678"])
def test_a_mobile_number_of_another_application_is_refused_however_it_is_written(number: str) -> None:
    scene = application()
    other_application(scene, number)

    assert own_errors(scene, "mobile_phone") == ["PT-02"]


@pytest.mark.parametrize(
    "more", [{"state": "withdrawn"}, {"state": "rejected"}, {"state": "lapsed"}, {"edition": "fy2025"}]
)
def test_one_that_came_to_nothing_or_is_of_another_year_is_free(more: dict[str, str]) -> None:
    scene = application()
    other_application(scene, "090-1234-5678", **more)

    assert own_errors(scene, "mobile_phone") == []


def test_ones_own_other_application_may_have_the_same_number() -> None:
    scene = application()
    other_application(scene, "090-1234-5678", owner=scene.filing.owner)

    assert own_errors(scene, "mobile_phone") == []


def test_a_number_of_any_vendors_person_is_refused() -> None:
    scene = application()
    actor("other vendor", Role.VENDOR, Party.objects.create(name="別の支援事業者"), "09012345678")

    assert own_errors(scene, "mobile_phone") == ["PT-02"]


def test_two_sides_that_share_nothing_leave_no_sign() -> None:
    scene = application()
    write_field(scene.filing, "requested_yen", ["400000"], 1, by=scene.vendor, at=AT)

    page = scene.as_applicant.get(scene.address)

    assert list(page.context["case"].signs) == []
    assert 'id="signs"' not in page.text


def test_one_network_address_is_a_sign_that_both_sides_and_the_office_see() -> None:
    scene = application()
    vendor = Actor(scene.vendor.person, Role.VENDOR, scene.vendor.party, origin=scene.applicant.origin)
    later = AT + timedelta(days=2)
    write_field(scene.filing, "requested_yen", ["400000"], 1, by=vendor, at=later)

    Filing.objects.filter(pk=scene.filing.pk).update(state="submitted", submitted_at=later)
    addresses = [
        (scene.as_applicant, scene.address),
        (scene.as_vendor, scene.address),
        (scene.as_reviewer, f"/desk/{scene.filing.number}/"),
        (scene.as_reviewer, f"/desk/{scene.filing.number}/score/"),
    ]
    pages = [browser.get(address) for browser, address in addresses]
    signs = same_hand(scene.filing, {})

    assert [(each.what.en, each.since, each.until) for each in signs] == [
        ("Acts of the applicant and of the vendor came from the same network address.", AT, later)
    ]
    assert all("同じ通信元から行われました" in each.text for each in pages)


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("contact_email", "vendor+grants@example.jp", "The same mail address"),
        ("contact_phone", "090-3333-4444", "The same telephone number"),
    ],
)
def test_a_contact_that_is_the_vendors_own_is_a_sign(field: str, typed: str, said: str) -> None:
    scene = application(corporation(**{field: typed}))
    write_field(scene.filing, "requested_yen", ["400000"], 1, by=scene.vendor, at=AT)

    signs = same_hand(scene.filing, {field: typed})

    assert [each.what.en.partition(" stands")[0] for each in signs] == [said]


def test_one_person_in_both_seats_is_a_sign() -> None:
    scene = application()
    both = Actor(scene.applicant.person, Role.VENDOR, scene.vendor.party, origin="elsewhere")
    assert isinstance(both.person, Person)
    Seat.objects.create(person=both.person, role="vendor", party=both.party, since=AT)
    write_field(scene.filing, "requested_yen", ["400000"], 1, by=both, at=AT)

    assert (
        same_hand(scene.filing, {})[0].what.en == "The same person acted as the applicant and as the vendor."
    )


def test_acts_of_the_site_itself_are_nobodys() -> None:
    scene = application()
    record(SYSTEM, "application.remind", scene.filing.number, at=AT)

    assert scene.as_applicant.get(scene.address).status_code == 200
    assert list(same_hand(scene.filing, {})) == []


@pytest.mark.parametrize("acts", [1, 3])
@pytest.mark.parametrize(
    ("path", "most"), [("", 8), ("form/contact/", 6), ("form/tools/", 6), ("offered/", 4)]
)
def test_the_number_of_queries_is_fixed(path: str, most: int, acts: int) -> None:
    scene = application()
    registration(scene, contact_email="hanako@aozora.example.jp", contact_phone="03-1111-2222")
    for number in range(acts):
        write_field(
            scene.filing, "requested_yen", [str(400_000 + number)], 1 + number, by=scene.vendor, at=AT
        )
    other_application(scene, "090-1234-5678")

    with CaptureQueriesContext(connection) as made:
        assert scene.as_applicant.get(scene.address + path).status_code == 200

    assert len(made) - SESSION == most, [each["sql"][:200] for each in made.captured_queries]


def deadline(scene: Scene, at: datetime = AT, **now: Any) -> date | None:
    """The closing that the checks go by."""
    Filing.objects.filter(pk=scene.filing.pk).update(**now)
    return FilingView(Filing.objects.get(pk=scene.filing.pk), scene.applicant, at).circumstances.deadline


def test_papers_are_judged_by_the_closing_of_the_round_and_not_by_the_day_of_a_correction() -> None:
    scene = application()
    first = rounds("fy2026", "normal")[0]
    assert first.deadline is not None
    closing = timezone.localtime(first.deadline).date()
    soon = AT + timedelta(days=3)

    assert deadline(scene) == date(2026, 6, 15)  # as the office keeps it for this application
    assert deadline(scene, first.deadline, due_at=None) == closing
    assert deadline(scene, state="correction_applicant", round_code=first.id, due_at=soon) == closing
    assert deadline(scene, state="correction_applicant", round_code="", due_at=soon) == date(2026, 6, 4)


def test_a_group_sees_its_estimate_and_may_contest_it_without_any_vendor() -> None:
    scene = application()
    about = About("fy2026", scene.filing.owner, "consortium", typed=typed_of(group()))
    filing = open_filing("consortium_application", about, by=scene.applicant, at=AT)

    page = scene.as_applicant.get(f"/cases/{filing.number}/")
    offers = scene.as_applicant.get(f"/cases/{filing.number}/offered/")

    assert page.context["panel"].made.amount_yen == 3_000_000
    assert page.context["panel"].may_contest
    assert list(page.context["case"].signs) == []
    assert offers.status_code == 200


@pytest.mark.parametrize(("state", "may"), [("rejected", True), ("withdrawn", True), ("granted", False)])
def test_what_came_to_nothing_leads_the_applicant_to_the_next_one(state: str, may: bool) -> None:
    scene = application(state=state)

    own, theirs = scene.as_applicant.get(scene.address), scene.as_vendor.get(scene.address)

    assert ('href="/my/apply/#again"' in own.text) is may
    assert 'href="/my/apply/#again"' not in theirs.text


def test_nothing_is_not_eligible_because_of_tools_that_nobody_has_entered_yet() -> None:
    scene = application(corporation(tools=[]))

    told = [
        each.message.ja
        for each in FilingView(scene.filing, scene.applicant, AT).problems
        if each.field == "tools"
    ]

    assert told
    assert not [each for each in told if "対象外" in each]
