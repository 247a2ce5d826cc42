"""Alerts: found in what was handed in, shown side by side, judged with a reason, and asked once."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from hojokin.cli import app
from hojokin.flow.guards import Alert as Seen
from hojokin.flow.guards import Pattern, Place
from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office import adapters
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.find_alerts import find_alerts
from hojokin.office.actions.fingerprint_document import (
    AT_ONCE,
    fingerprint_again,
    fingerprint_documents,
)
from hojokin.office.actions.judge_alert import judge_alert
from hojokin.office.actions.open_alert import open_alert
from hojokin.office.ports.file_store import FileStore
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    Alert,
    AuditRow,
    Document,
    Filing,
    Fingerprint,
    PageMark,
    Party,
    Person,
    Tie,
)
from hojokin.office.records.models.alert import AlertState
from hojokin.rules.engine.facts import Text
from tests.office.adapters import made_files as made
from tests.office.adapters.test_page_looks import pasted_over, pdf_with, screen
from tests.office.desk.desk_scene import entry, filing, now, party, person, signed_in

pytestmark = pytest.mark.django_db
LIST, ONE = "/desk/alerts/", "/desk/alerts/{}/"


@pytest.fixture(autouse=True)
def _store(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path


def grant(number: str, name: str, seller: Party | None = None) -> Filing:
    return filing(number, owner=party(name), partner=seller, kind="grant", state="granted")


def attached(of: Filing, content: bytes, by: Person, name: str = "画面.png") -> Document:
    stored = adapters.of(FileStore).put([content])
    return Document.objects.create(
        filing=of,
        field="use_screens",
        name=name,
        media_type="image/png",
        size=stored.size,
        sha256=stored.sha256,
        uploaded_by=by,
        uploaded_at=now(),
    )


def opened(count: int = 1, pattern: Pattern = Pattern.SAME_INVOICE) -> list[Alert]:
    found = []
    for n in range(count):
        one, other = grant(f"GR26-{n:05d}1", "青空"), grant(f"GR26-{n:05d}2", "緑")
        places = (Place(one.number), Place(other.number))
        made = open_alert(Seen(pattern, f"key{n}", Text("見た", "Seen"), places), at=now())
        assert made is not None
        found.append(made)
    return found


def test_a_screen_used_in_two_cases_is_found_after_its_name_was_pasted_over() -> None:
    by = person(Role.APPLICANT)
    one, other, third = (grant(f"GR26-00000{n}", f"社{n}") for n in (1, 2, 3))
    attached(one, made.png(screen(1)), by)
    attached(other, made.png(pasted_over(screen(1)).resize((1000, 625))), by, "別名.png")
    attached(third, made.png(screen(7)), by)

    assert fingerprint_documents(now()) == 3
    assert find_alerts(now()) == 1

    [found] = Alert.objects.all()
    assert (found.pattern, set(found.filings.all())) == ("same_picture", {one, other})
    assert "別名.png" in found.seen["ja"]


def test_a_screen_that_is_turned_in_the_other_case_is_found_and_said_to_be() -> None:
    by = person(Role.APPLICANT)
    one, other, third = (grant(f"GR26-00000{n}", f"社{n}") for n in (1, 2, 3))
    attached(one, made.png(screen(1)), by)
    attached(third, made.png(screen(7)), by)
    fingerprint_documents(now())
    first = find_alerts(now())
    attached(other, made.jpeg(screen(1).rotate(180)), by)
    fingerprint_documents(now() + timedelta(hours=2))

    assert [first, find_alerts(now() + timedelta(hours=3))] == [0, 1]

    [found] = Alert.objects.all()
    assert (found.pattern, set(found.filings.all())) == ("same_picture", {one, other})
    assert "180度回されています" in found.seen["ja"]


def test_a_screen_that_a_pdf_shows_is_found_as_the_image_in_its_page() -> None:
    by = person(Role.APPLICANT)
    attached(grant("GR26-000001", "社1"), made.png(screen(1)), by)
    paper = attached(grant("GR26-000002", "社2"), pdf_with(screen(1)), by, "報告.pdf")
    Document.objects.filter(pk=paper.pk).update(media_type="application/pdf")
    fingerprint_documents(now())

    assert find_alerts(now()) == 1

    [found] = Alert.objects.all()
    assert "「報告.pdf」1ページに貼り込まれた画像" in found.seen["ja"]
    assert [each["page"] for each in found.places] == [1, 1]


def test_all_evidence_is_fingerprinted_anew_once() -> None:
    for n in range(AT_ONCE + 1):
        attached(grant(f"GR26-0000{n:02}", f"社{n}"), made.png(screen(n)), person(Role.APPLICANT))
    while fingerprint_documents(now()):
        pass
    PageMark.objects.all().delete()
    later = now() + timedelta(days=1)

    done = [fingerprint_again(later, later) for _ in range(3)]

    assert done == [AT_ONCE, 1, 0]
    assert set(Fingerprint.objects.values_list("made_at", flat=True)) == {later}
    assert PageMark.objects.count() > 0


def test_the_command_fingerprints_everything_anew_and_says_how_much() -> None:
    for n in range(AT_ONCE + 1):
        attached(grant(f"GR26-0000{n:02}", f"社{n}"), made.png(screen(1)), person(Role.APPLICANT))
    while fingerprint_documents(now() - timedelta(days=3650)):
        pass

    ran = CliRunner().invoke(app, ["papers", "--json", "fingerprint"])

    assert json.loads(ran.stdout) == {"fingerprinted": AT_ONCE + 1}


def test_the_same_file_is_found_and_asked_once() -> None:
    by = person(Role.APPLICANT)
    for n in (1, 2):
        attached(grant(f"GR26-00000{n}", f"社{n}"), made.png(screen(1)), by)
    fingerprint_documents(now())

    found = [find_alerts(now()), find_alerts(now() + timedelta(minutes=1))]

    assert found == [2, 0]  # the file, and the picture in it
    assert set(Alert.objects.values_list("pattern", flat=True)) == {"same_file", "same_picture"}


def test_a_document_is_fingerprinted_once_with_its_details() -> None:
    attached(grant("GR26-000001", "青空"), made.png(screen(1)), person(Role.APPLICANT))

    assert [fingerprint_documents(now()), fingerprint_documents(now())] == [1, 0]

    row = Fingerprint.objects.get()
    assert (row.page, row.text, None in (row.picture, row.band_1, row.band_4)) == (1, None, False)
    assert PageMark.objects.filter(fingerprint=row, is_text=False).count() > 3


def test_a_file_that_cannot_be_read_keeps_its_digest() -> None:
    attached(grant("GR26-000001", "青空"), b"no picture", person(Role.APPLICANT))

    fingerprint_documents(now())

    row = Fingerprint.objects.get()
    assert (row.page, row.picture, len(row.sha256)) == (0, None, 64)


def test_a_telephone_of_applicant_and_vendor_an_invoice_and_wrong_figures_are_found() -> None:
    seller, by = party("緑ソフト"), person(Role.APPLICANT)
    grants = [grant(f"GR26-00000{n}", f"社{n}", seller) for n in (1, 2)]
    for n, each in enumerate(grants):
        report = filing(f"PR26-{n}", owner=each.owner, partner=seller, parent=each, kind="performance_report")
        entry(report, "items", [{"name": "会計", "invoice_number": "INV-77"}], by)
    paper = filing("VR26-1", owner=seller, kind="vendor_registration")
    entry(paper, "contact_phone", "03-1234-5678", by)
    entry(filing("AP26-1", owner=grants[0].owner, kind="application"), "contact_phone", "0312345678", by)
    effect = filing("ER26-1", owner=grants[0].owner, parent=grants[0], kind="effect_report")
    entry(effect, "employees", 0, by)
    entry(effect, "personnel_cost", 5_000_000, by)

    find_alerts(now())

    found = {each.pattern: each for each in Alert.objects.all()}
    assert set(found) == {"shared_phone", "same_invoice", "figure_slips"}
    one, other = sorted(map(str, (seller.pk, grants[0].owner_id)))
    assert found["shared_phone"].links == [[one, "phone", other]]


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_the_whole_office_sees_them_and_two_roles_judge(role: Role) -> None:
    [alert] = opened()
    site = signed_in(person(role))

    seen = [site.get(LIST).status_code, site.get(ONE.format(alert.pk)).status_code]
    answer = site.post(f"/desk/alerts/{alert.pk}/judge/", {"state": "explained", "reason": "確かめた"})

    assert seen == [200, 200]
    assert answer.status_code == (302 if role in {Role.REVIEWER, Role.APPROVER} else 409)


@pytest.mark.parametrize("role", [Role.APPLICANT, Role.VENDOR])
def test_no_party_sees_them(role: Role) -> None:
    assert signed_in(person(role, party=party())).get(LIST).status_code == 403


def test_a_judgement_is_kept_with_who_and_why_and_stays_in_the_record() -> None:
    [alert] = opened()
    reviewer = person(Role.REVIEWER, "審査さん")
    site = signed_in(reviewer)

    site.post(f"/desk/alerts/{alert.pk}/judge/", {"state": "confirmed", "reason": "請求書の宛名が違う"})

    alert.refresh_from_db()
    assert (alert.state, alert.judged_by, alert.reason) == ("confirmed", reviewer, "請求書の宛名が違う")
    row = AuditRow.objects.get(what="alert.judge")
    assert (row.reason, row.changes["to"]) == ("請求書の宛名が違う", "confirmed")
    html = site.get(ONE.format(alert.pk)).content.decode()
    assert ("審査さん" in html, "不正・誤りと確認" in html) == (True, True)


@pytest.mark.parametrize(("length", "is_kept"), [(0, False), (1, True), (2_000, True), (2_001, False)])
def test_a_judgement_needs_a_reason_and_what_was_typed_is_not_lost(length: int, *, is_kept: bool) -> None:
    [alert] = opened()
    reason = "理" * length

    answer = signed_in(person(Role.REVIEWER)).post(
        f"/desk/alerts/{alert.pk}/judge/", {"state": "explained", "reason": reason}
    )

    alert.refresh_from_db()
    assert (alert.state == "explained", answer.status_code) == (is_kept, 302 if is_kept else 409)
    if not is_kept:
        assert answer.context["reason"] == reason


def test_who_has_a_tie_does_not_judge() -> None:
    [alert] = opened()
    reviewer = person(Role.REVIEWER)
    Tie.objects.create(filing=alert.filings.all()[0], person=reviewer, has_tie=True, declared_at=now())

    with pytest.raises(NotAllowed):
        judge_alert(alert, AlertState.EXPLAINED, "親族の会社", by=Actor(reviewer, Role.REVIEWER), at=now())


def test_without_a_reason_nothing_is_judged() -> None:
    [alert] = opened()

    with pytest.raises(Unmet):
        judge_alert(
            alert, AlertState.EXPLAINED, " ", by=Actor(person(Role.REVIEWER), Role.REVIEWER), at=now()
        )


def test_the_list_is_narrowed_by_state_pattern_and_case() -> None:
    first, second, third = opened(3)
    Alert.objects.filter(pk=third.pk).update(pattern="figure_slips")
    reviewer = person(Role.REVIEWER)
    judge_alert(second, AlertState.EXPLAINED, "同じ人", by=Actor(reviewer, Role.REVIEWER), at=now())
    site = signed_in(reviewer)

    def shown(query: str) -> list[Alert]:
        return [each.alert for each, _words in site.get(LIST + query).context["lines"]]

    assert shown("") == [third, first]
    assert shown("?state=all") == [third, second, first]
    assert shown("?state=explained") == [second]
    assert shown("?pattern=figure_slips") == [third]
    assert shown("?case=GR26-000001") == [first]
    assert shown("?state=nonsense&pattern=nonsense&page=x") == [third, first]


def test_a_pair_stands_side_by_side_with_the_cases_own_previews() -> None:
    by = person(Role.APPLICANT)
    papers = [attached(grant(f"GR26-00000{n}", f"社{n}"), made.png(screen(1)), by) for n in (1, 2)]
    fingerprint_documents(now())
    find_alerts(now())
    site = signed_in(person(Role.REVIEWER))

    html = site.get(ONE.format(Alert.objects.get(pattern="same_picture").pk)).content.decode()

    wanted = [f"/cases/{each.filing.number}/files/{each.pk}/preview/?page=1" for each in papers]
    assert [f'src="{each}"' in html for each in wanted] == [True, True]
    assert [site.get(each).status_code for each in wanted] == [200, 200]


def test_links_are_a_picture_with_words_and_a_table() -> None:
    one, other = grant("GR26-000001", "青空"), grant("GR26-000002", "緑")
    by = person(Role.APPLICANT)
    for each in (one, other):
        paper = filing(f"AP-{each.number}", owner=each.owner, kind="application", partner=party())
        entry(paper, "mobile_phone", "090-1111-2222", by)
    find_alerts(now())
    [alert] = Alert.objects.all()

    answer = signed_in(person(Role.REVIEWER)).get(ONE.format(alert.pk))

    html = answer.content.decode()
    assert '<desc id="links-said">青空 と 緑：同じ電話番号。</desc>' in html
    assert [(each.one.name, each.kind.ja, each.other.name) for each in answer.context["view"].links] == [
        ("青空", "同じ電話番号", "緑")
    ]


def test_an_alert_that_is_not_there() -> None:
    site = signed_in(person(Role.REVIEWER))

    answers = [site.get(ONE.format(9)), site.post("/desk/alerts/9/judge/", {"state": "open"})]

    assert [each.status_code for each in answers] == [404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_however_many_there_are(
    count: int, django_assert_num_queries: Any
) -> None:
    opened(count)
    site = signed_in(person(Role.REVIEWER))
    site.get(LIST)

    with django_assert_num_queries(LIST_QUERIES):
        site.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_one_alert_takes_the_same_queries_however_many_there_are(
    count: int, django_assert_num_queries: Any
) -> None:
    alert = opened(count)[-1]
    site = signed_in(person(Role.REVIEWER))
    site.get(ONE.format(alert.pk))

    with django_assert_num_queries(ONE_QUERIES):
        site.get(ONE.format(alert.pk))


LIST_QUERIES, ONE_QUERIES = 9, 7


def test_where_nothing_waits_no_time_is_told() -> None:
    page = signed_in(person(Role.REVIEWER)).get("/desk/alerts/").text

    assert "に事務局が定めたものです。" in page
    assert "分かかります" not in page
