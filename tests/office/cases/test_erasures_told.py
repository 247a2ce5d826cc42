"""An erased paper is told to its parties and to the office, in the chain and wherever it was seen."""

import pytest

from hojokin.office.queries.audit import first_broken
from hojokin.office.records.models import AuditRow, Notice, PaperErasure, Tombstone
from tests.office.cases.erasure_scene import REASON, Office
from tests.office.papers_with_numbers import texts_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_parties_are_told_once_with_the_ground_and_never_the_reason(office: Office) -> None:
    office.erased()

    told = Notice.objects.filter(event="paper_erased", filing=office.here.filing)
    assert {each.person for each in told} == {office.here.applicant.person, office.here.vendor.person}
    assert all(each.data["file"] == "住民票.pdf" for each in told)
    assert REASON not in str([each.data for each in told])


def test_the_chain_tells_who_asked_and_who_decided_and_holds(office: Office) -> None:
    office.erased()

    rows = AuditRow.objects.filter(what__startswith="paper.").order_by("sequence")
    assert office.here.reviewer.person
    assert office.approver.person
    assert [(each.what, each.person, each.changes["sha256"]) for each in rows] == [
        ("paper.erase_ask", str(office.here.reviewer.person.pk), office.document.sha256),
        ("paper.erase", str(office.approver.person.pk), office.document.sha256),
    ]
    assert rows[1].changes["signature"] == Tombstone.objects.get().signature
    assert first_broken(None) is None


def test_a_party_reads_of_the_erasing_and_not_of_the_asking(office: Office) -> None:
    office.asked()
    before = office.here.as_applicant.get(office.here.address).text

    office.erased(PaperErasure.objects.get())

    after = office.here.as_applicant.get(office.here.address).text
    assert "消去を依頼しました" not in before + after
    assert "提出した書類の中身を消去しました" in after
    assert "ファイル「住民票.pdf」は、2026-08-25に事務局が消去しました" in after


@pytest.mark.parametrize("way", ["", "preview/"])
def test_its_address_says_when_and_why_to_the_party_and_to_the_office(office: Office, way: str) -> None:
    address = f"{office.here.address}files/{office.document.pk}/{way}"
    office.erased()

    for each in (office.here.as_applicant, office.here.as_reviewer):
        answer = each.get(address)
        assert (answer.status_code, "2026-08-25に事務局が消去しました" in answer.text) == (410, True)
    assert office.here.as_stranger.get(address).status_code == 404


def test_versions_and_their_comparison_say_it_beside_the_file(office: Office) -> None:
    office.erased()

    for page in ("versions/", "compare/?a=1&b=now"):
        assert (
            "2026-08-25に事務局が消去しました"
            in office.here.as_applicant.get(office.here.address + page).text
        )
    paper = office.here.as_applicant.get(f"{office.here.address}receipt/1.pdf")
    assert "2026-08-25" in "".join(texts_of(paper.content))


def test_the_field_says_it_to_whoever_writes_there_and_to_the_reviewer(office: Office) -> None:
    office.erased()

    form = office.here.as_applicant.get(f"{office.here.address}form/work/").text
    review = office.here.as_reviewer.get(f"/desk/{office.here.filing.number}/").text

    assert "2026-08-25に事務局が消去しました" in form
    assert "2026-08-25に事務局が消去しました" in review
