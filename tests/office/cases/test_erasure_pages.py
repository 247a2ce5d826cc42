"""Two people erase a paper on the pages of the desk; what is refused there loses nothing."""

import pytest

from hojokin.office.actions.open_filing import About, open_filing
from hojokin.office.records.models import Document, PaperErasure
from tests.office.cases.erasure_scene import GROUND, REASON, Office
from tests.office.cases.paper_scene import texts_stored
from tests.office.cases.sample import AT
from tests.office.papers_with_numbers import TYPED

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_people_do_it_on_the_pages_of_the_desk(office: Office) -> None:
    number, pk = office.here.filing.number, office.document.pk
    reviewer, approver = office.here.as_reviewer, office.as_approver
    listed = reviewer.get(f"/desk/{number}/papers/")
    asked = reviewer.post(f"/desk/{number}/papers/{pk}/erase/", {"ground": GROUND, "reason": REASON})
    where = asked.headers["Location"]
    opened = approver.get(where)

    done = approver.post(f"{where}approve/", {"seen": opened.context["seen"], "no_tie": "yes"}, follow=True)

    assert "第1版" in listed.text
    assert "決裁者が場所と根拠を確かめて決めます" in reviewer.get(where).text
    assert "黒塗りした版はありません" in opened.text
    assert "書類の中身を消去しました" in done.text
    assert "消去済み" in reviewer.get("/desk/erasures/").text
    assert "消去済み" in reviewer.get(f"/desk/{number}/papers/").text
    assert texts_stored() == []


def test_a_refused_asking_loses_nothing_that_was_typed(office: Office) -> None:
    number, pk = office.here.filing.number, office.document.pk

    answer = office.here.as_reviewer.post(
        f"/desk/{number}/papers/{pk}/erase/", {"ground": "not_needed", "reason": f"番号{TYPED}"}
    )

    assert answer.status_code == 422
    assert f"番号{TYPED}</textarea>" in answer.text
    assert 'value="not_needed" selected' in answer.text
    assert not PaperErasure.objects.exists()


def test_a_refused_decision_and_a_dropped_one_are_told_on_the_page(office: Office) -> None:
    where = f"/desk/erasures/{office.asked().pk}/"

    late = office.as_approver.post(f"{where}approve/", {"seen": "old", "no_tie": "yes"})
    empty = office.as_approver.post(f"{where}drop/", {"reason": ""})
    dropped = office.as_approver.post(f"{where}drop/", {"reason": "番号ではない"}, follow=True)

    assert (late.status_code, "場所が変わりました" in late.text) == (422, True)
    assert (empty.status_code, "理由を入力してください" in empty.text) == (422, True)
    assert "書類はそのまま残っています" in dropped.text
    assert texts_stored() != []


def test_a_filing_that_was_never_handed_in_is_counted_and_not_named(office: Office) -> None:
    vendor = office.here.vendor
    assert vendor.party is not None
    filing = open_filing("tool_registration", About("fy2026", vendor.party), by=vendor, at=AT)
    row = Document.objects.get(pk=office.document.pk)
    row.pk, row.filing = None, filing
    row.save(force_insert=True)

    page = office.as_approver.get(f"/desk/erasures/{office.asked().pk}/").text

    assert "まだ提出されていない手続に1件" in page
    assert filing.number not in page
