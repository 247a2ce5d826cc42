"""The review page: the declaration first, points at fields, what the checks say, and what the party filed before."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.portals.secretariat.suggestions import typical
from hojokin.office.queries.filings import form_of
from hojokin.office.queries.kinds import kinds
from hojokin.office.records.models import AuditRow, Filing, Finding, Person, Tie
from tests.office.desk.desk_scene import (
    document,
    entry,
    filing,
    finding,
    no_tie,
    now,
    party,
    person,
    signed_in,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def reviewer() -> Person:
    return person(Role.REVIEWER)


@pytest.fixture
def site(reviewer: Person) -> Client:
    return signed_in(reviewer)


def raise_at(site: Client, field: str, text: str, **headers: Any) -> Any:
    return site.post("/desk/TR26-000001/findings/", {"field": field, "text": text}, headers=headers)


def field_of(answer: Any, name: str) -> Any:
    fields = [field for part in answer.context["review"].parts for field in part.fields]
    return next(each for each in fields if each.field.name == name)


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_everybody_of_the_office_may_read_a_filing(role: Role) -> None:
    filing()

    assert signed_in(person(role)).get("/desk/TR26-000001/").status_code == 200


def test_a_party_opens_no_review_of_its_own_filing() -> None:
    owner = party()
    filing(owner=owner)

    answer = signed_in(person(Role.VENDOR, party=owner)).get("/desk/TR26-000001/")

    assert answer.status_code == 403


def test_a_filing_that_is_not_there_is_not_found(site: Client) -> None:
    assert site.get("/desk/TR26-999999/").status_code == 404


@pytest.mark.parametrize("kind", sorted(kinds()))
def test_every_kind_of_filing_has_a_review_page(site: Client, kind: str) -> None:
    table = kinds()[kind].table
    track = "consortium" if kind == "consortium_application" else "normal"
    filing(kind=kind, state=table.first, track=track)

    assert site.get("/desk/TR26-000001/").status_code == 200


def test_what_the_form_says_stands_beside_who_wrote_it_and_what_the_checks_found(site: Client) -> None:
    owner = party()
    seller = person(Role.VENDOR, party=owner)
    entry(filing(owner=owner), "name", "そらもり会計", seller)

    answer = site.get("/desk/TR26-000001/")

    name, maker = field_of(answer, "name"), field_of(answer, "maker")
    assert (name.answer.text, name.problems) == ("そらもり会計", [])
    assert [each.field for each in maker.problems] == ["maker"]
    assert "IT導入支援事業者が入力" in answer.content.decode()


def test_a_document_is_shown_beside_its_field(site: Client) -> None:
    paper = document(filing(), "feature_document", person(Role.VENDOR, party=party()))

    page = site.get("/desk/TR26-000001/").content.decode()

    assert f'src="/cases/TR26-000001/files/{paper.pk}/preview/"' in page


def test_a_quarantined_document_has_neither_picture_nor_link(site: Client) -> None:
    paper = document(filing(), "feature_document", person(Role.VENDOR, party=party()))
    paper.state = "quarantined"
    paper.save()

    page = site.get("/desk/TR26-000001/").content.decode()

    assert f"/files/{paper.pk}/" not in page
    assert "検査待ち" in page


def test_before_the_declaration_no_point_can_be_written(site: Client) -> None:
    filing()

    answer = raise_at(site, "name", "直してください。")

    assert answer.status_code == 422
    assert "先に、利害関係がないことを申告してください" in answer.content.decode()
    assert "直してください。</textarea>" in answer.content.decode()
    assert Finding.objects.count() == 0


def test_the_declaration_opens_the_points(site: Client) -> None:
    filing()
    before = site.get("/desk/TR26-000001/").context["review"]

    site.post("/desk/TR26-000001/tie/", {"tie": "no"})

    after = site.get("/desk/TR26-000001/").context["review"]
    assert (before.may_raise, after.may_raise) == (False, True)
    assert [each.waits_for_tie for each in before.steps] == [True, True, True]
    assert [each.waits_for_tie for each in after.steps] == [False, False, False]


def test_whoever_has_a_tie_writes_nothing_and_is_given_nothing(reviewer: Person, site: Client) -> None:
    filing(assigned_to=reviewer)

    site.post("/desk/TR26-000001/tie/", {"tie": "yes", "note": "元の勤め先"})

    assert raise_at(site, "name", "直してください。").status_code == 422
    assert Filing.objects.get().assigned_to is None
    assert Tie.objects.get().note == "元の勤め先"


def test_a_declaration_without_a_choice_changes_nothing(site: Client) -> None:
    filing()

    site.post("/desk/TR26-000001/tie/", {})

    assert Tie.objects.count() == 0


def test_a_point_is_kept_at_its_field_with_a_record(reviewer: Person, site: Client) -> None:
    no_tie(filing(), reviewer)

    answer = raise_at(site, "name", " 資料の名前と違います。 ")

    assert answer.headers["Location"] == "/desk/TR26-000001/#field-name"
    kept = Finding.objects.get()
    assert (kept.field, kept.text, kept.sent_at) == ("name", "資料の名前と違います。", None)
    assert AuditRow.objects.filter(what="finding.raise").count() == 1


def test_with_a_script_the_field_and_the_summary_come_back_alone(reviewer: Person, site: Client) -> None:
    no_tie(filing(), reviewer)

    page = raise_at(site, "name", "資料の名前と違います。", **HTMX).content.decode()

    assert page.lstrip().startswith('<div class="desk-field')
    assert 'id="findings-told"' in page
    assert "<html" not in page


@pytest.mark.parametrize(("length", "status"), [(0, 422), (1, 302), (2_000, 302), (2_001, 422)])
def test_a_point_has_words_and_not_too_many(reviewer: Person, site: Client, length: int, status: int) -> None:
    no_tie(filing(), reviewer)

    assert raise_at(site, "name", "字" * length).status_code == status


def test_a_refused_point_keeps_its_words(reviewer: Person, site: Client) -> None:
    no_tie(filing(), reviewer)
    text = "長い" * 1_001

    for headers in ({}, HTMX):
        assert f"{text}</textarea>" in raise_at(site, "name", text, **headers).content.decode()


def test_a_field_that_the_form_lacks_takes_no_point(reviewer: Person, site: Client) -> None:
    no_tie(filing(), reviewer)

    assert raise_at(site, "no_such_field", "直してください。").status_code == 404


def test_once_the_filing_is_decided_no_point_can_be_written(reviewer: Person, site: Client) -> None:
    no_tie(filing(state="rejected"), reviewer)

    assert raise_at(site, "name", "直してください。").status_code == 422


@pytest.mark.parametrize("role", sorted(SECRETARIAT - {Role.REVIEWER}))
def test_only_a_reviewer_writes_points(role: Role) -> None:
    someone = person(role)
    no_tie(filing(), someone)

    assert raise_at(signed_in(someone), "name", "直してください。").status_code == 403


def test_a_point_begins_with_words_of_the_checks_or_of_what_is_typical(
    reviewer: Person, site: Client
) -> None:
    no_tie(filing(), reviewer)

    offered = field_of(site.get("/desk/TR26-000001/"), "name").suggestions
    begun = site.get("/desk/TR26-000001/?write=name&start=0").content.decode()

    assert "T-30" in [each.source for each in offered]
    assert f"{offered[0].text.ja}</textarea>" in begun


@pytest.mark.parametrize("start", ["99", "-1", "x", ""])
def test_words_that_are_not_on_offer_open_an_empty_form(reviewer: Person, site: Client, start: str) -> None:
    no_tie(filing(), reviewer)

    answer = site.get(f"/desk/TR26-000001/?write=name&start={start}")

    assert field_of(answer, "name").writing.text == ""


def test_the_typical_deficiencies_name_fields_of_their_forms() -> None:
    unknown = [
        (kind, name)
        for kind, name in typical()
        if name not in {each.name for each in form_of(Filing(kind=kind, edition="fy2026")).fields()}
    ]

    assert unknown == []


def test_a_point_that_nobody_was_told_of_can_be_taken_back(reviewer: Person, site: Client) -> None:
    one = filing()
    no_tie(one, reviewer)
    point = finding(one, "name", reviewer)

    site.post(f"/desk/TR26-000001/findings/{point.pk}/withdraw/")

    assert Finding.objects.count() == 0


def test_a_point_that_was_sent_is_settled_and_not_taken_back(reviewer: Person, site: Client) -> None:
    one = filing()
    no_tie(one, reviewer)
    point = finding(one, "name", reviewer, sent=True)

    site.post(f"/desk/TR26-000001/findings/{point.pk}/withdraw/")
    site.post(f"/desk/TR26-000001/findings/{point.pk}/close/")

    assert Finding.objects.get().closed_by == reviewer


def test_a_point_is_settled_once_and_never_before_it_was_sent(reviewer: Person, site: Client) -> None:
    one = filing()
    no_tie(one, reviewer)
    draft = finding(one, "name", reviewer)
    closed = finding(one, "maker", reviewer, sent=True, closed_at=now() - timedelta(days=1))

    for each in (draft, closed):
        site.post(f"/desk/TR26-000001/findings/{each.pk}/close/")

    assert AuditRow.objects.filter(what="finding.close").count() == 0


def test_with_a_script_a_refused_change_leads_to_the_whole_page(reviewer: Person, site: Client) -> None:
    one = filing()
    no_tie(one, reviewer)
    point = finding(one, "name", reviewer, sent=True)

    answer = site.post(f"/desk/TR26-000001/findings/{point.pk}/withdraw/", headers=HTMX)

    assert answer.headers["HX-Redirect"] == "/desk/TR26-000001/"
    assert "もう変えられません" in site.get("/desk/TR26-000001/").content.decode()


def test_a_point_of_another_filing_is_not_found(reviewer: Person, site: Client) -> None:
    no_tie(filing(), reviewer)
    other = finding(filing("TR26-000002"), "name", reviewer)

    assert site.post(f"/desk/TR26-000001/findings/{other.pk}/withdraw/").status_code == 404


def test_a_filing_is_given_to_a_colleague_and_taken_from_her(site: Client) -> None:
    filing()
    other = person(Role.APPROVER, "田中")

    site.post("/desk/TR26-000001/assign/", {"to": other.pk})
    given = Filing.objects.get().assigned_to
    site.post("/desk/TR26-000001/assign/", {"to": "nobody"})

    assert (given, Filing.objects.get().assigned_to) == (other, None)


def test_an_auditor_reads_and_changes_nothing() -> None:
    someone = person(Role.AUDITOR)
    point = finding(filing(), "name", person(Role.REVIEWER))
    site = signed_in(someone)

    page = site.get("/desk/TR26-000001/").content.decode()
    answers = [
        site.post(f"/desk/TR26-000001/{way}", {"tie": "no", "to": "nobody"}).status_code
        for way in (
            "tie/",
            "assign/",
            "findings/",
            f"findings/{point.pk}/close/",
            f"findings/{point.pk}/withdraw/",
        )
    ]

    assert answers == [403] * 5
    assert '<form method="post" action="/desk/' not in page


def test_earlier_filings_of_the_party_are_shown_with_how_they_ended(site: Client, reviewer: Person) -> None:
    owner = party()
    filing(owner=owner)
    before = filing("TR26-000002", owner=owner, state="rejected")
    finding(before, "name", reviewer, sent=True)
    filing("TR26-000003", owner=owner, submitted_at=None, state="draft")
    filing("TR26-000004", owner=party("ほかの会社"))

    earlier = site.get("/desk/TR26-000001/").context["review"].earlier

    assert [(each.filing.number, each.state.code, each.findings) for each in earlier] == [
        ("TR26-000002", "rejected", 1)
    ]


def test_the_history_tells_in_words_who_did_what(site: Client) -> None:
    filing()
    site.post("/desk/TR26-000001/tie/", {"tie": "no"})

    [event] = site.get("/desk/TR26-000001/").context["review"].history

    assert (event.what, event.name) == ("利害関係を申告しました", "reviewerさん")


@pytest.mark.parametrize("count", [1, 3])
def test_the_review_asks_the_database_the_same_for_one_and_for_three(
    django_assert_num_queries: Any, reviewer: Person, site: Client, count: int
) -> None:
    owner = party()
    seller = person(Role.VENDOR, party=owner)
    one = filing(owner=owner)
    no_tie(one, reviewer)
    for place, name in enumerate(["name", "maker", "outline"][:count]):
        entry(one, name, "言葉", seller)
        document(one, "other_documents", seller)
        finding(one, name, reviewer, sent=True)
        filing(f"TR26-00001{place}", owner=owner)
        AuditRow.objects.create(
            sequence=place + 1,
            at=now(),
            person=str(person(Role.REVIEWER).pk),
            role="reviewer",
            what="filing.write",
            subject=one.number,
            changes={},
            previous="",
            digest=str(place),
        )

    with django_assert_num_queries(3 + 8):
        site.get("/desk/TR26-000001/")
