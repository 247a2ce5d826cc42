"""A step says what it brings about, asks for what it needs, and cannot be mistaken for another."""

import io
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hojokin.flow.identity import numbers
from hojokin.flow.receipt import problems_of_claim, read_claim
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.raise_finding import raise_finding
from hojokin.office.actions.write_field import write_field
from hojokin.office.portals.differences import compared
from hojokin.office.records.models import Filing, Finding, OutboxMessage, SmsCode, Tie
from tests.office.cases.sample import AT, COMPLETE, PDF, Scene, scene

SIGNED_IN = 3  # the session, the person and the seats


def ready(state: str = "confirming") -> Scene:
    """A complete application in a state."""
    here = scene(COMPLETE)
    attach_document(here.filing, "paper", "a.pdf", io.BytesIO(PDF), by=here.applicant, at=AT)
    Filing.objects.filter(pk=here.filing.pk).update(state=state)
    return here


def sent_code(here: Scene) -> str:
    """The digits that came by SMS."""
    here.as_applicant.post(f"{here.address}steps/submit/code/")
    message = OutboxMessage.objects.filter(channel="sms").latest("pk")
    digits: int = numbers("code").digits
    found: list[str] = re.findall(r"\d+", message.text)
    return next(word for word in found if len(word) == digits)


def submit(here: Scene, **sent: Any) -> Any:
    """Submit with what is given."""
    return here.as_applicant.post(f"{here.address}steps/submit/", sent)


def test_the_page_says_what_happens_and_who_is_told() -> None:
    here = ready()

    text = here.as_applicant.get(f"{here.address}steps/submit/").text

    assert "事務局が審査しています。" in text
    assert "申請者、IT導入支援事業者、事務局（審査担当）" in text
    assert "事務局への提出が完了します" in text
    assert "株式会社青空" in text
    assert "記載に虚偽がないことを誓います。" in text


def test_a_hand_over_says_that_it_is_no_submission() -> None:
    here = ready("writing")

    text = here.as_applicant.get(f"{here.address}steps/hand_over/").text

    assert "これはIT導入支援事業者に渡すだけの手続です。事務局への提出にはなりません。" in text


def test_the_office_is_told_neither_the_parties_day_nor_that_nothing_is_submitted() -> None:
    here = ready("submitted")
    Filing.objects.filter(pk=here.filing.pk).update(due_at=AT + timedelta(days=3))

    page = here.as_reviewer.get(f"{here.address}steps/return/").text

    assert "事務局への提出にはなりません" not in page
    assert "あと3日" not in page
    assert f'href="/desk/{here.filing.number}/"' in page


def test_a_return_shows_the_points_that_it_sends() -> None:
    here = ready("submitted")
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=AT)
    raise_finding(here.filing, "name", "登記のとおりに直してください。", by=here.reviewer, at=AT)

    page = here.as_reviewer.get(f"{here.address}steps/return/").text

    assert "送る指摘（1件）" in page
    assert "登記のとおりに直してください。" in page


def test_a_party_is_led_to_no_page_of_the_office() -> None:
    here = ready("writing")

    assert "/desk/" not in here.as_vendor.get(here.address).text


def test_a_hand_over_says_what_is_left_to_fix_and_to_answer() -> None:
    here = ready("writing")
    write_field(here.filing, "capital", ["たくさん"], 1, by=here.applicant, at=AT)
    assert here.reviewer.person is not None
    Finding.objects.create(
        filing=here.filing,
        field="story",
        text="くわしく。",
        raised_by=here.reviewer.person,
        raised_at=AT,
        sent_at=AT,
    )

    text = here.as_applicant.get(f"{here.address}steps/hand_over/").text
    told = text[text.index('id="unfinished"') : text.index('id="step-form"')]

    assert f'<a href="{here.address}form/firm/?check=1">申請する事業者</a> 直す所 1' in told
    assert "指摘への回答が、あと1件あります" in told
    assert "form/work/" not in told


def test_a_submission_ends_with_number_time_digest_and_receipts() -> None:
    here = ready()
    revision = here.now().revision

    answer = here.as_applicant.post(
        f"{here.address}steps/submit/",
        {"oath": ["true", "once"], "code": sent_code(here), "revision": revision},
        follow=True,
    )

    version = here.filing.versions.get()
    assert here.now().state == "submitted"
    assert "提出が完了しました" in answer.text
    assert f"{version.digest[:16]}…" in answer.text
    assert version.digest in answer.text
    assert f"{here.address}receipt/1.pdf" in answer.text


def test_everything_that_is_missing_is_told_at_once_with_links() -> None:
    here = ready()
    write_field(here.filing, "capital", ["たくさん"], 1, by=here.applicant, at=AT)

    answer = submit(here, oath=["true"], revision=here.now().revision)

    hrefs = [each.href for each in answer.context["faults"]]
    assert hrefs == [f"{here.address}form/firm/?check=1#field-capital", "#oath-once", "#code"]
    assert "「コードを送る」を押し" in answer.text
    assert here.now().state == "confirming"


def test_what_was_ticked_stays_ticked() -> None:
    here = ready()

    text = submit(here, oath=["true"], revision=here.now().revision).text

    assert '<input type="checkbox" name="oath" value="true" checked>' in text
    assert '<input type="checkbox" name="oath" value="once">' in text


def test_a_wrong_code_is_told_at_its_box() -> None:
    here = ready()
    sent_code(here)

    answer = submit(here, oath=["true", "once"], code="000", revision=here.now().revision)

    assert [each.href for each in answer.context["faults"]] == ["#code"]
    assert here.now().state == "confirming"


@pytest.mark.parametrize("short_of", [1, 0])
def test_a_code_at_a_step_stands_only_so_many_wrong_tries(short_of: int) -> None:
    here = ready()
    code, wrong_tries = sent_code(here), numbers("code_use").tries - short_of
    sworn = {"oath": ["true", "once"], "revision": here.now().revision}
    other = str(int(code) + 1).zfill(len(code))[-len(code) :]
    for _time in range(wrong_tries):
        submit(here, **sworn, code=other)

    submit(here, **sworn, code=code)

    assert SmsCode.objects.get().attempts == numbers("code_use").tries
    assert here.now().state == ("submitted" if short_of else "confirming")


def test_a_change_after_the_reading_has_to_be_read_again() -> None:
    here = ready()
    revision = here.now().revision
    write_field(here.filing, "capital", ["2"], 1, by=here.applicant, at=AT)

    answer = submit(here, oath=["true", "once"], code="1", revision=revision)

    assert "確認のあとに内容が変わりました" in answer.text


def test_sending_a_code_keeps_what_was_ticked() -> None:
    here = ready()

    answer = here.as_applicant.post(f"{here.address}steps/submit/code/", {"oath": ["true"]})

    assert SmsCode.objects.get().purpose == f"submit:{here.filing.number}"
    assert "確認コードをSMSで送りました" in answer.text
    assert '<input type="checkbox" name="oath" value="true" checked>' in answer.text


def test_sending_a_code_with_a_script_renews_only_its_part() -> None:
    here = ready()

    answer = here.as_applicant.post(f"{here.address}steps/submit/code/", headers={"HX-Request": "true"})

    assert answer.text.startswith('<div class="field case-code" id="code-part">')


def test_no_telephone_is_told_in_words() -> None:
    here = ready()
    assert here.applicant.person is not None
    type(here.applicant.person).objects.update(phone="", phone_confirmed_at=None)

    answer = here.as_applicant.post(f"{here.address}steps/submit/code/")

    assert "携帯電話の番号が登録されていません" in answer.text


def test_a_step_that_is_not_offered_now_says_why() -> None:
    here = ready("writing")

    answer = here.as_applicant.get(f"{here.address}steps/submit/")

    assert answer.status_code == 409
    assert "いまは「申請者の入力中」のため「事務局に提出する」はできません" in answer.text


def test_a_step_that_the_table_lacks_is_absent() -> None:
    here = ready()

    assert here.as_applicant.get(f"{here.address}steps/nothing/").status_code == 404


def test_a_step_needs_its_reason() -> None:
    here = ready("writing")

    refused = here.as_applicant.post(f"{here.address}steps/withdraw/", {"reason": " "})
    taken = here.as_applicant.post(f"{here.address}steps/withdraw/", {"reason": "計画を見直します。"})

    assert [each.href for each in refused.context["faults"]] == ["#reason"]
    assert taken.headers["Location"].startswith(f"{here.address}?done=")
    assert here.now().state == "withdrawn"


def give_back(here: Scene, **sent: Any) -> Any:
    """Return the application as the reviewer."""
    return here.as_reviewer.post(f"{here.address}steps/return/", sent)


def test_the_day_to_answer_by_is_the_end_of_a_day_in_japan() -> None:
    here = ready("submitted")
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=AT)
    raise_finding(here.filing, "story", "詳しく書いてください。", by=here.reviewer, at=AT)
    day = timezone.localdate() + timedelta(days=1)

    give_back(here, tie="no", due=day.isoformat())

    due = here.now().due_at
    assert due is not None
    assert timezone.localtime(due).strftime("%Y-%m-%d %H:%M:%S") == f"{day} 23:59:59"
    assert not Tie.objects.get().has_tie


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ("", "回答の期限を入力してください"),
        ("あした", "日付として読めません"),
        (datetime.now(UTC).date().isoformat(), "今日よりあとの日"),
    ],
)
def test_a_day_that_cannot_be_is_refused(due: str, said: str) -> None:
    here = ready("submitted")

    answer = give_back(here, tie="no", due=due)

    assert said in answer.text
    assert here.now().state == "submitted"


def test_a_tie_has_to_be_declared_and_ends_it() -> None:
    here = ready("submitted")
    declare_tie(here.filing, has_tie=False, by=here.reviewer, at=AT)
    raise_finding(here.filing, "story", "詳しく書いてください。", by=here.reviewer, at=AT)
    Tie.objects.all().delete()
    day = (timezone.localdate() + timedelta(days=2)).isoformat()

    silent, tied = give_back(here, due=day), give_back(here, due=day, tie="yes")

    assert [each.href for each in silent.context["faults"]] == ["#tie"]
    assert "利害関係があると申告した案件は扱えません" in tied.text
    assert here.now().state == "submitted"


def submitted() -> Scene:
    """An application that was handed in."""
    here = ready()
    submit(here, oath=["true", "once"], code=sent_code(here), revision=here.now().revision)
    return here


def test_a_receipt_can_be_checked_by_anyone() -> None:
    here = submitted()

    answer = here.as_applicant.get(f"{here.address}receipt/1.json")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{here.filing.number}-1.json"'
    assert problems_of_claim(read_claim(answer.text)) == ()
    assert json.loads(answer.text)["digest"] == here.filing.versions.get().digest


def test_the_key_that_checks_a_receipt_is_published_for_everybody() -> None:
    here = submitted()

    receipt = here.as_applicant.get(f"{here.address}receipt/1.json").json()
    page = Client().get("/receipts/").text

    assert f"<code>{receipt['public_key']}</code>" in page
    assert 'href="/receipts/"' in here.as_applicant.get(here.address).text


def test_a_receipt_on_paper_is_the_same_each_time() -> None:
    here = submitted()

    papers = [here.as_vendor.get(f"{here.address}receipt/1.pdf").content for _ in range(2)]

    assert papers[0].startswith(b"%PDF-")
    assert papers[0] == papers[1]


@pytest.mark.parametrize("end", ["json", "pdf"])
def test_a_receipt_of_nothing_is_absent(end: str) -> None:
    here = submitted()

    assert here.as_applicant.get(f"{here.address}receipt/2.{end}").status_code == 404
    assert here.as_stranger.get(f"{here.address}receipt/1.{end}").status_code == 404


def test_the_versions_are_listed_with_their_digests() -> None:
    here = submitted()

    text = here.as_reviewer.get(f"{here.address}versions/").text

    assert here.filing.versions.get().digest in text


def test_a_version_beside_what_stands_there_now_marks_what_changed() -> None:
    here = submitted()
    Filing.objects.filter(pk=here.filing.pk).update(state="returned")
    write_field(here.filing, "story", ["会計を電子化します。"], 1, by=here.applicant, at=AT)

    answer = here.as_reviewer.get(f"{here.address}compare/?a=1&b=now")

    assert answer.context["changes"] == 1
    assert "<del>受発注</del>" in answer.text
    assert "<ins>会計</ins>" in answer.text
    assert [each.change for each in answer.context["files"]] == ["kept"]


def test_a_version_that_is_not_there_is_absent() -> None:
    here = submitted()

    assert here.as_reviewer.get(f"{here.address}compare/?a=1&b=7").status_code == 404


def test_words_and_figures_are_compared_whole() -> None:
    before, after = compared("1,000円 Cloud版", "1,500円 Cloud型")

    assert [(each.text, each.is_changed) for each in before] == [
        ("1,000", True),
        ("円 Cloud", False),
        ("版", True),
    ]
    assert [(each.text, each.is_changed) for each in after] == [
        ("1,500", True),
        ("円 Cloud", False),
        ("型", True),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_step_asks_three_questions_however_much_it_sums_up(
    count: int, django_assert_num_queries: Any
) -> None:
    here = scene(dict(list(COMPLETE.items())[:count]))
    for number in range(count):
        attach_document(here.filing, "paper", f"{number}.pdf", io.BytesIO(PDF), by=here.applicant, at=AT)
    Filing.objects.filter(pk=here.filing.pk).update(state="confirming")

    with django_assert_num_queries(SIGNED_IN + 3):
        here.as_applicant.get(f"{here.address}steps/submit/")


@pytest.mark.parametrize(("path", "most"), [("versions/", 3), ("compare/?a=1", 4)])
@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_of_versions_ask_as_much_for_many_as_for_one(
    path: str, most: int, count: int, django_assert_num_queries: Any
) -> None:
    here = submitted()
    first = here.filing.versions.get()
    for sequence in range(2, count + 1):
        first.pk, first.sequence = None, sequence
        first.save(force_insert=True)

    with django_assert_num_queries(SIGNED_IN + most):
        here.as_applicant.get(here.address + path)
