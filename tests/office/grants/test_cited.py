"""Sources on the pages of a grantee: documents by their names; the ids of facts stay a mark that nobody has to read."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from hojokin.office.queries.filings import FilingView, form_of
from hojokin.office.records.models import Filing
from tests.office.grants.granted import LATER, browser, do_project, granted

pytestmark = pytest.mark.django_db
IDS = re.compile(r"\b(?:W|D|FLD|RET|EFR|RED|PORTAL\.[A-Z])-\d+")
IN_MARKS = re.compile(r'title="[^"]*"')


def cited(source: str, track: str = "normal", language: str = "ja") -> str:
    with override(language):
        return Template("{% load cited %}{% cited source track %}").render(
            Context({"source": source, "track": track})
        )


@pytest.mark.parametrize("page", ["", "duties/"])
def test_a_grantee_reads_documents_and_no_ids(page: str) -> None:
    here = granted()

    said = browser(here.applicant).get(f"/my/projects/{here.filing.number}/{page}").content.decode()

    assert "根拠：" in said
    assert IDS.search(said)
    assert not IDS.search(IN_MARKS.sub("", said))


def test_whoever_writes_or_judges_a_report_reads_documents_and_no_ids() -> None:
    here = granted()
    report = do_project(here)
    number, grant = report.number, here.filing.number
    sections = [each.name for each in form_of(report).sections]
    written = [f"/cases/{number}/", *(f"/cases/{number}/form/{each}/?check=1" for each in sections)]
    offered = FilingView(report, here.applicant, LATER).offered
    steps = [f"/cases/{number}/steps/{each.action}/" for each in offered]

    said = [browser(here.applicant).get(path).content.decode() for path in (*written, *steps)]
    Filing.objects.filter(pk=report.pk).update(state="submitted", submitted_at=LATER)
    office = (f"/desk/{number}/", f"/cases/{number}/", f"/desk/inspection/{grant}/", "/desk/silent/")
    said += [browser(here.reviewer).get(path).content.decode() for path in office]

    assert len(steps) > 0
    assert sum("根拠：" in page for page in said) > len(sections)
    assert [found[0] for page in said if (found := IDS.search(IN_MARKS.sub("", page)))] == []


def test_a_clause_stands_for_itself_and_facts_may_come_one_by_one() -> None:
    assert "根拠：交付規程 9条5項" in cited("交付規程 9条5項")
    with override("ja"):
        said = Template("{% load cited %}{% cited facts 'normal' alone=True %}").render(
            Context({"facts": ("RET-13", "RET-12")})
        )
    assert said == '<span class="small soft" title="RET-13 RET-12">交付規程（通常枠）</span>'


@pytest.mark.parametrize(
    ("track", "paper"),
    [
        ("normal", "交付規程（通常枠）"),
        ("electronic_transaction", "交付規程（インボイス枠・電子取引類型）"),
        ("consortium", "交付規程（複数者連携デジタル化・AI導入枠）"),
    ],
)
def test_the_document_of_the_own_track_is_named(track: str, paper: str) -> None:
    assert f'<span class="small soft" title="RET-13">根拠：{paper}</span>' in cited("RET-13", track)


def test_a_document_is_named_once_and_in_english_too() -> None:
    said = cited("RET-13 RET-12 W-75", language="en")

    assert said.count("Grant regulations, normal track") == 1


def test_nothing_is_said_without_a_source() -> None:
    assert cited("") == ""
