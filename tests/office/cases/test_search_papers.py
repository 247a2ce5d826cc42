"""Papers attached before the search existed are searched step by step, and told as at their attachment."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hojokin.cli import app
from hojokin.office import adapters
from hojokin.office.actions.attach_document import attach_document
from hojokin.office.actions.keep_version import keep_version
from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.actions.search_papers import AT_ONCE, search_papers
from hojokin.office.actions.write_field import write_field
from hojokin.office.ports.file_store import FileStore
from hojokin.office.queries.filings import FilingView, form_of, waiting_for
from hojokin.office.queries.unsearched import unsearched_papers
from hojokin.office.records.models import AuditRow, Document, Filing, Notice
from tests.office.cases import sample
from tests.office.cases.sample import AT, Scene, scene
from tests.office.papers_with_numbers import MY_NUMBER, TYPED, paper

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + timedelta(days=30)
INDIVIDUAL = [{"kind": "individual", "page": 1, "count": 1}]


@pytest.fixture(autouse=True)
def _open_states(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample kind is not among those whose open states the queries know."""
    monkeypatch.setattr("hojokin.office.queries.unsearched.waiting_for", lambda _roles: open_states())


def open_states() -> Any:
    from django.db.models import Q

    return Q(state__in=[each.code for each in sample.STATES if each.turn is not None])


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A paper with a number."""
    return paper(f"個人番号 {TYPED}", folder=tmp_path)


def old(here: Scene, content: bytes, **more: Any) -> Document:
    """A paper of the time before: attached, and never searched."""
    made = attach_document(here.now(), "paper", "住民票.pdf", io.BytesIO(content), by=here.applicant, at=AT)
    Document.objects.filter(pk=made.pk).update(numbers=[], searched_at=None, **more)
    return made


def test_what_is_attached_now_is_searched_already(content: bytes) -> None:
    here = scene()

    attach_document(here.filing, "paper", "x.pdf", io.BytesIO(content), by=here.applicant, at=AT)

    assert not unsearched_papers().exists()


def test_an_old_paper_gets_the_same_problem_as_a_new_one(content: bytes) -> None:
    here = scene()
    document = old(here, content)
    before = FilingView(here.now(), here.applicant, AT).errors

    done = [search_papers(LATER), search_papers(LATER)]

    document.refresh_from_db()
    said = [
        each.message.ja for each in FilingView(here.now(), here.applicant, AT).errors if each.field == "paper"
    ]
    assert [each for each in before if each.field == "paper"] == []
    assert (done, document.numbers, document.searched_at) == ([1, 0], INDIVIDUAL, LATER)
    assert said[0].startswith("「住民票.pdf」の1ページにマイナンバー（個人番号）があります")


def test_whoever_writes_the_field_is_told_once_and_the_number_nowhere(content: bytes) -> None:
    here = scene()
    old(here, content)

    search_papers(LATER)
    search_papers(LATER)

    told = Notice.objects.get()
    assert (told.person, told.event) == (here.applicant.person, "number_found")
    assert told.data["reason"] == ["1ページ: マイナンバー（個人番号）", "page 1: My Number"]
    row = AuditRow.objects.get(what="document.search")
    assert (row.person, row.changes["count"]) == ("system", 1)
    kept = str(list(AuditRow.objects.values())) + str(list(Notice.objects.values()))
    assert not [each for each in (MY_NUMBER, TYPED) if each in kept]


def test_of_a_paper_that_the_office_has_the_reviewers_are_told_too(content: bytes) -> None:
    here = scene()
    old(here, content)
    Filing.objects.filter(pk=here.filing.pk).update(submitted_at=AT, state="submitted")

    search_papers(LATER)

    assert set(Notice.objects.values_list("person", "event")) == {
        (here.applicant.person and here.applicant.person.pk, "number_found"),
        (here.reviewer.person and here.reviewer.person.pk, "number_found_office"),
    }
    assert "1ページ：マイナンバー" in here.as_reviewer.get(f"/desk/{here.filing.number}/papers/").text


def test_a_paper_that_only_a_receipt_names_is_searched_and_told_to_the_office_alone(content: bytes) -> None:
    here = scene()
    document = old(here, content, removed_at=AT)
    Filing.objects.filter(pk=here.filing.pk).update(submitted_at=AT, state="submitted")

    search_papers(LATER)

    document.refresh_from_db()
    assert document.numbers == INDIVIDUAL
    assert list(Notice.objects.values_list("event", flat=True)) == ["number_found_office"]


def test_a_clean_paper_is_told_to_nobody(tmp_path: Path) -> None:
    here = scene()
    document = old(here, paper("納税証明書", folder=tmp_path))

    assert search_papers(LATER) == 1

    document.refresh_from_db()
    assert (document.numbers, document.searched_at) == ([], LATER)
    assert not Notice.objects.exists()
    assert not AuditRow.objects.filter(what="document.search").exists()


def test_what_was_found_at_attachment_is_not_told_again(content: bytes) -> None:
    here = scene()
    made = attach_document(here.filing, "paper", "x.pdf", io.BytesIO(content), by=here.applicant, at=AT)
    Document.objects.filter(pk=made.pk).update(searched_at=None)

    search_papers(LATER)

    assert not Notice.objects.exists()


@pytest.mark.parametrize("more", [{"state": "erased"}, {"state": "erasing"}])
def test_what_was_erased_is_not_looked_for(content: bytes, more: dict[str, str]) -> None:
    old(scene(), content, **more)

    assert search_papers(LATER) == 0


@pytest.mark.parametrize(("state", "count"), [("submitted", 1), ("granted", 0), ("withdrawn", 0)])
def test_only_papers_of_open_filings_are_searched(content: bytes, state: str, count: int) -> None:
    here = scene()
    old(here, content)
    Filing.objects.filter(pk=here.filing.pk).update(state=state)

    assert search_papers(LATER) == count


def test_bytes_that_the_store_lost_do_not_stop_the_others(content: bytes, tmp_path: Path) -> None:
    here = scene()
    lost, kept = old(here, content), old(here, paper(f"個人番号 {TYPED} 2", folder=tmp_path))
    adapters.of(FileStore).erase(lost.sha256)

    assert search_papers(LATER) == 2

    kept.refresh_from_db()
    assert kept.numbers == INDIVIDUAL


def test_a_paper_that_nobody_can_read_is_told_as_not_searched_and_does_not_stop_the_others(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = scene()
    document = old(here, content)

    def fails(_content: bytes, _media_type: str) -> None:
        raise MemoryError

    monkeypatch.setattr("hojokin.office.actions.search_papers.numbers_in", fails)
    search_papers(LATER)

    document.refresh_from_db()
    assert document.numbers == [{"kind": "unread", "page": 1, "count": 1}]
    assert search_papers(LATER) == 0


def many(count: int, content: bytes) -> None:
    first = old(scene(), content)
    first.refresh_from_db()
    for _ in range(count - 1):
        first.pk = None
        first.save(force_insert=True)


@pytest.mark.parametrize(
    ("count", "turns"),
    [(AT_ONCE - 1, [AT_ONCE - 1, 0]), (AT_ONCE, [AT_ONCE, 0]), (AT_ONCE + 1, [AT_ONCE, 1])],
)
def test_a_turn_searches_a_few_and_the_next_goes_on(content: bytes, count: int, turns: list[int]) -> None:
    many(count, content)

    assert [search_papers(LATER), search_papers(LATER)] == turns


def test_the_command_searches_all_and_says_how_many(content: bytes) -> None:
    many(AT_ONCE + 2, content)
    search_papers(LATER)  # broken off after the first step

    ran = CliRunner().invoke(app, ["papers", "--json", "search"])
    again = CliRunner().invoke(app, ["papers", "--lang", "en", "search"])

    assert json.loads(ran.stdout) == {"searched": 2, "found": 2}
    assert again.stdout.startswith("0 papers were searched")


UNASKED = "group_paper"


@pytest.fixture
def _paper_of_a_group(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample form with a paper that only groups are asked for."""
    line = (
        "      group_paper: {kind: document, label: グループの規約, label_en: Rules of the group, required: false, "
        "when: [{field: form, is: [group]}]}\n"
    )
    monkeypatch.setattr(
        sample, "FORM", sample.FORM.replace("      prefecture: {", f"{line}      prefecture: {{")
    )


@pytest.mark.usefixtures("_paper_of_a_group")
@pytest.mark.parametrize("now", ["group", "single"])
def test_a_paper_of_a_field_that_is_asked_no_longer_is_neither_checked_nor_handed_in(
    content: bytes, now: str
) -> None:
    here = scene()
    form = form_of(here.filing)
    assert form.field(UNASKED).when
    write_field(here.filing, "form", ["group"], 0, by=here.applicant, at=AT)
    attach_document(here.now(), UNASKED, "規約.pdf", io.BytesIO(content), by=here.applicant, at=AT)
    write_field(here.now(), "form", [now], 1, by=here.applicant, at=AT)

    view = FilingView(here.now(), here.applicant, AT)
    problems = [each for each in view.errors if each.field == UNASKED]
    keep_version(here.now(), by=here.applicant, at=AT)

    is_asked = now == "group"
    assert bool(problems) is is_asked
    assert [each["field"] for each in here.filing.versions.get().files] == [UNASKED] * is_asked
    page = here.as_applicant.get(here.address).text
    assert ("いまは聞いていない欄のため、提出されません" in page) is not is_asked
    assert ("規約.pdf" in here.as_reviewer.get(here.address).text) is is_asked
    compared = here.as_applicant.get(f"{here.address}compare/?a=1&b=now").text
    assert "加わった" not in compared


@pytest.mark.usefixtures("_paper_of_a_group")
def test_it_comes_back_when_its_field_is_asked_again(content: bytes) -> None:
    here = scene()
    for place, choice in enumerate(("group", "single", "group")):
        write_field(here.now(), "form", [choice], place, by=here.applicant, at=AT)
        if not place:
            attach_document(here.now(), UNASKED, "規約.pdf", io.BytesIO(content), by=here.applicant, at=AT)

    keep_version(here.now(), by=here.applicant, at=AT)

    assert [each["name"] for each in here.filing.versions.get().files] == ["規約.pdf"]


def test_an_application_s_papers_are_found_by_the_states_of_its_own_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hojokin.office.queries.unsearched.waiting_for", waiting_for)
    here = scene()
    assert here.vendor.party is not None
    assert here.vendor.person is not None
    filing = open_filing("tool_registration", About("fy2026", here.vendor.party), by=here.vendor, at=AT)
    row = Document.objects.create(
        filing=filing,
        field="x",
        name="x",
        media_type="application/pdf",
        size=1,
        sha256="a" * 64,
        uploaded_by=here.vendor.person,
        uploaded_at=AT,
    )

    assert list(unsearched_papers()) == [row]
    Filing.objects.filter(pk=filing.pk).update(state="rejected")
    assert list(unsearched_papers()) == []
