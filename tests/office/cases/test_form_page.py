"""A section is saved whatever is in it, and nothing that was typed is lost."""

import io
import re
from datetime import timedelta
from typing import Any

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.write_field import write_field
from hojokin.office.records.models import Document, Filing
from tests.office.cases.sample import AT, COMPLETE, PDF, Scene, actor, scene

SIGNED_IN = 3  # the session, the person and the seats
FIRM = {"version-name": "0", "name": "株式会社青空", "version-capital": "0", "capital": "1,000,000"}


def typed(here: Scene) -> dict[str, Any]:
    """What was typed into each field."""
    return dict(here.filing.entries.values_list("name", "typed"))


def post(here: Scene, section: str, **sent: Any) -> Any:
    """Send a section as a browser without scripts does."""
    return here.as_applicant.post(f"{here.address}form/{section}/", sent)


def test_every_field_that_was_sent_is_kept() -> None:
    here = scene()

    answer = post(here, "firm", save="1", **FIRM)

    assert answer.headers["Location"] == f"{here.address}form/firm/?check=1&saved=1"
    assert typed(here) == {"name": ["株式会社青空"], "capital": ["1,000,000"]}


def test_what_cannot_be_read_is_kept_as_it_was_typed() -> None:
    here = scene()

    post(here, "firm", next="1", **FIRM | {"capital": "百万円くらい"})
    answer = here.as_applicant.get(f"{here.address}form/firm/?check=1")

    assert typed(here)["capital"] == ["百万円くらい"]
    assert 'value="百万円くらい"' in answer.text
    assert "数として読めません" in answer.text


def test_saving_goes_on_to_the_next_section_when_nothing_is_left_to_fix() -> None:
    here = scene()
    rest = {"version-form": "0", "form": "single", "version-has_site": "0", "has_site": "no"}

    answer = post(here, "firm", next="1", **FIRM, **rest)

    assert answer.headers["Location"] == f"{here.address}form/work/"


def test_saving_stays_with_the_summary_while_something_is_left_to_fix() -> None:
    here = scene()

    answer = here.as_applicant.post(f"{here.address}form/firm/", {"next": "1", **FIRM}, follow=True)

    assert answer.redirect_chain == [(f"{here.address}form/firm/?check=1&saved=1", 302)]
    assert 'id="problems"' in answer.text
    assert "次へ：取組みの内容" in answer.text


def test_the_last_section_leads_to_the_case_page() -> None:
    here = scene()
    sent = {"version-plan": "0", "plan": "導入します。", "next": "1"}

    answer = here.as_vendor.post(f"{here.address}form/plan/", sent)

    assert answer.headers["Location"] == here.address


def test_an_empty_field_that_was_never_written_leaves_no_entry() -> None:
    here = scene()

    post(here, "firm", save="1", **{"version-name": "0", "name": "", "version-kana": "0", "kana": "  "})

    assert typed(here) == {}


def test_clearing_a_field_is_kept() -> None:
    here = scene({"name": ["株式会社青空"]})

    post(here, "firm", save="1", **{"version-name": "1", "name": ""})

    assert typed(here) == {"name": [""]}


def test_line_ends_of_different_browsers_are_no_change() -> None:
    here = scene({"story": ["一行目\n二行目"]})

    post(here, "work", save="1", **{"version-story": "1", "story": "一行目\r\n二行目"})

    assert here.filing.entries.get(name="story").version == 1


def test_a_field_of_the_other_party_is_read_only_and_says_who_wrote_it() -> None:
    here = scene()
    write_field(here.filing, "plan", ["3か月で導入します。"], 0, by=here.vendor, at=AT)

    page = here.as_applicant.get(f"{here.address}form/plan/").text
    post(here, "plan", save="1", **{"version-plan": "1", "plan": "書き換え"})

    assert 'name="plan"' not in page
    assert "IT導入支援事業者 緑川 が 2026年8月25日（火）12:00 に入力" in page
    assert typed(here)["plan"] == ["3か月で導入します。"]


def test_text_for_a_field_that_may_not_be_written_any_more_is_shown_to_be_kept() -> None:
    here = scene()
    Filing.objects.filter(pk=here.filing.pk).update(state="submitted")

    answer = post(here, "firm", save="1", **FIRM)

    assert answer.status_code == 200
    assert "保存できなかった入力があります" in answer.text
    assert "株式会社青空" in answer.text
    assert typed(here) == {}


def test_two_people_of_one_firm_do_not_overwrite_each_other() -> None:
    here = scene({"name": ["株式会社青空"]})
    colleague = actor("同僚", Role.APPLICANT, here.applicant.party)
    write_field(here.filing, "name", ["株式会社青空商店"], 1, by=colleague, at=AT)

    answer = post(here, "firm", save="1", **{"version-name": "1", "name": "青空（株）"})

    assert answer.status_code == 200
    assert typed(here)["name"] == ["株式会社青空商店"]
    assert 'value="青空（株）"' in answer.text
    assert "別の画面で先に書き換えられました" in answer.text
    assert '<input type="hidden" name="version-name" value="1">' in answer.text
    assert 'name="keep" value="name:2"' in answer.text


@pytest.mark.parametrize(
    ("pressed", "kept"),
    [
        ({"keep": "name:2"}, "青空（株）"),
        ({"save": "1"}, "株式会社青空商店"),
        ({"keep": "name:1"}, "株式会社青空商店"),
    ],
)
def test_ones_own_text_replaces_the_other_only_by_the_button_that_says_so(
    pressed: dict[str, str], kept: str
) -> None:
    here = scene({"name": ["株式会社青空"]})
    write_field(here.filing, "name", ["株式会社青空商店"], 1, by=here.applicant, at=AT)

    post(here, "firm", **pressed, **{"version-name": "1", "name": "青空（株）"})

    assert typed(here)["name"] == [kept]


def test_taking_the_other_text_drops_ones_own() -> None:
    here = scene({"name": ["株式会社青空"]})

    answer = post(here, "firm", take="name", **{"version-name": "1", "name": "青空（株）"})

    assert answer.headers["Location"] == f"{here.address}form/firm/#field-name"
    assert typed(here)["name"] == ["株式会社青空"]


@pytest.mark.parametrize(("form", "is_hidden"), [("single", True), ("group", False)])
def test_a_conditional_field_is_asked_only_while_its_condition_holds(form: str, is_hidden: bool) -> None:
    here = scene({"form": [form]})

    text = here.as_applicant.get(f"{here.address}form/firm/").text

    assert ('id="field-group_name" hidden' in text) is is_hidden
    assert ('name="group_name"' in text) is not is_hidden


def test_an_unconfirmed_field_is_marked_with_its_source() -> None:
    here = scene({"form": ["group"]})

    text = here.as_applicant.get(f"{here.address}form/firm/").text

    assert "未確認" in text
    assert re.search(
        r'<p class="case-fact"><span class="small soft" title="S-02">根拠：[^<]+</span></p>', text
    )


@pytest.mark.parametrize(
    ("length", "said"), [(19, "あと 1 文字"), (20, "あと 0 文字"), (21, "1 文字多すぎます")]
)
def test_the_characters_that_are_left_are_told(length: int, said: str) -> None:
    here = scene({"name": ["青" * length]})

    assert said in here.as_applicant.get(f"{here.address}form/firm/").text


def test_rows_are_read_in_order_and_empty_ones_left_out() -> None:
    here = scene()
    cells = {"buyers-2-name": "川", "buyers-0-name": "海", "buyers-0-sum": "1,200", "buyers-1-name": " "}

    post(here, "work", save="1", **{"version-buyers": "0"}, **cells)

    assert typed(here)["buyers"] == [{"name": ["海"], "sum": ["1,200"]}, {"name": ["川"], "sum": []}]


def test_a_row_is_added_without_a_script() -> None:
    here = scene()

    answer = post(here, "work", add="buyers", **{"version-buyers": "0", "buyers-0-name": "海"})
    page = here.as_applicant.get(answer.headers["Location"])

    assert answer.headers["Location"] == f"{here.address}form/work/?row=buyers#field-buyers"
    assert 'name="buyers-1-name"' in page.text


def test_a_row_is_removed_without_a_script() -> None:
    here = scene()
    cells = {"buyers-0-name": "海", "buyers-1-name": "川"}

    post(here, "work", remove="buyers:0", **{"version-buyers": "0"}, **cells)

    assert typed(here)["buyers"] == [{"name": ["川"], "sum": []}]


def test_files_are_attached_together_with_what_was_typed() -> None:
    here = scene()
    file = io.BytesIO(PDF)
    file.name = "証明書.pdf"

    answer = post(
        here,
        "work",
        upload="paper",
        **{"version-paper": "0", "file-paper": file, "version-story": "0", "story": "電子化"},
    )

    assert answer.headers["Location"] == f"{here.address}form/work/#field-paper"
    assert Document.objects.get().name == "証明書.pdf"
    assert typed(here) == {"story": ["電子化"]}


def test_a_refused_file_is_told_at_its_field_and_the_rest_is_kept() -> None:
    here = scene()
    file = io.BytesIO(b"MZ no document")
    file.name = "請求書.exe"

    answer = post(
        here,
        "work",
        save="1",
        **{"version-paper": "0", "file-paper": file, "version-story": "0", "story": "電子化"},
    )

    assert answer.status_code == 200
    assert 'id="refused-paper"' in answer.text
    assert "請求書.exe: " in answer.text
    assert typed(here) == {"story": ["電子化"]}


def test_a_file_is_taken_off_without_a_script() -> None:
    here = scene()
    file = attach_document(here.filing, "paper", "a.pdf", io.BytesIO(PDF), by=here.applicant, at=AT)

    answer = post(here, "work", detach=f"paper:{file.pk}", **{"version-paper": "0"})

    file.refresh_from_db()
    assert answer.headers["Location"] == f"{here.address}form/work/#field-paper"
    assert file.removed_at is not None


def test_a_body_beyond_the_limit_is_answered_in_words(settings: Any) -> None:
    here = scene()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000

    answer = post(here, "work", save="1", **{"version-story": "0", "story": "長" * 2_000})

    assert answer.status_code == 413
    assert "大きすぎて受け取れませんでした" in answer.text


def test_a_section_that_is_not_there_is_absent() -> None:
    here = scene()

    assert here.as_applicant.get(f"{here.address}form/nowhere/").status_code == 404


def test_saving_asks_for_the_token() -> None:
    here = scene()
    strict = type(here.as_applicant)(enforce_csrf_checks=True)
    assert here.applicant.person is not None
    strict.force_login(here.applicant.person)

    answer = strict.post(f"{here.address}form/firm/", {"save": "1", **FIRM})

    assert answer.status_code == 403
    assert typed(here) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_a_section_asks_four_questions_however_much_it_holds(
    count: int, django_assert_num_queries: Any
) -> None:
    here = scene(dict(list(COMPLETE.items())[:count]))
    for number in range(count):
        attach_document(here.filing, "paper", f"{number}.pdf", io.BytesIO(PDF), by=here.applicant, at=AT)

    with django_assert_num_queries(SIGNED_IN + 4):
        here.as_applicant.get(f"{here.address}form/work/?check=1")


def test_a_day_of_an_era_is_told_as_it_was_read() -> None:
    here = scene({"founded": ["昭和63年4月1日"]})

    text = here.as_applicant.get(f"{here.address}form/firm/").text

    assert "読み取った日付 1988年4月1日（金）" in text
    assert "令和8年4月1日" in text  # how a day may be typed


def test_no_deadline_presses_once_it_is_decided() -> None:
    here = scene()
    Filing.objects.filter(pk=here.filing.pk).update(state="granted", due_at=AT - timedelta(days=90))

    assert "期限を過ぎています" not in here.as_applicant.get(f"{here.address}form/firm/").text
