"""People, news, vendors and the audit record: who may open them, and what they show and change."""

import io
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, Invitation, NewsItem, Person, Seat, Vendor
from tests.office.desk.desk_scene import filing, now, party, person, signed_in

pytestmark = pytest.mark.django_db
NEWS = {
    "slug": "round-3",
    "title_ja": "3次の受付を始めました",
    "title_en": "Round 3 is open",
    "body_ja": "受付を始めました。",
    "body_en": "It is open.",
}


def status(role: Role, address: str) -> int:
    return int(signed_in(person(role)).get(address).status_code)


@pytest.mark.parametrize("address", ["/desk/people/", "/desk/news/"])
@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_only_an_administrator_keeps_people_and_news(role: Role, address: str) -> None:
    assert status(role, address) == (200 if role is Role.ADMINISTRATOR else 403)


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_auditors_and_administrators_read_the_record(role: Role) -> None:
    assert status(role, "/desk/audit/") == (200 if role in {Role.AUDITOR, Role.ADMINISTRATOR} else 403)


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_everybody_of_the_office_sees_the_vendors(role: Role) -> None:
    assert status(role, "/desk/vendors/") == 200


def test_a_colleague_is_invited_by_mail() -> None:
    site = signed_in(person(Role.ADMINISTRATOR))

    site.post("/desk/people/invite/", {"email": "new@example.jp", "role": "approver"})

    [made] = Invitation.objects.all()
    assert (made.email, made.role, made.party) == ("new@example.jp", "approver", None)
    assert "new@example.jp" in site.get("/desk/people/").content.decode()


@pytest.mark.parametrize(
    ("email", "role"),
    [("no-address", "reviewer"), ("a@example.jp", "vendor"), ("", ""), ("a@example.jp", "x")],
)
def test_an_invitation_that_cannot_be_is_told_and_keeps_what_was_typed(email: str, role: str) -> None:
    answer = signed_in(person(Role.ADMINISTRATOR)).post(
        "/desk/people/invite/", {"email": email, "role": role}
    )

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    assert f'value="{email}"' in answer.content.decode()


def invited(**more: Any) -> Invitation:
    """An invitation to the office that works."""
    told = {
        "secret_hash": str(Invitation.objects.count()),
        "email": "new@example.jp",
        "role": "approver",
        "invited_by": person(Role.ADMINISTRATOR),
        "invited_at": now(),
        "expires_at": now() + timedelta(days=1),
    }
    return Invitation.objects.create(**told | more)


def test_an_invitation_to_a_wrong_address_is_taken_back_and_works_no_longer() -> None:
    made = invited()
    site = signed_in(person(Role.ADMINISTRATOR))

    answer = site.post("/desk/people/withdraw/", {"invitation": made.pk}, follow=True)

    made.refresh_from_db()
    assert made.expires_at <= now()
    assert "new@example.jp への招待を取り消しました。" in answer.text
    assert list(answer.context["invitations"]) == []
    assert AuditRow.objects.get(what="invitation.withdrawn").subject == f"invitation:{made.pk}"


@pytest.mark.parametrize("more", [{"used": True}, {"role": "vendor"}, {"expired": True}, {"absent": True}])
def test_an_invitation_that_is_not_open_or_not_the_offices_stays_as_it_is(more: dict[str, Any]) -> None:
    changed = {
        "used": {"used_at": now()},
        "expired": {"expires_at": now() - timedelta(days=1)},
    }.get(next(iter(more)), {name: value for name, value in more.items() if name == "role"})
    made = invited(**changed)
    key = made.pk + 1 if "absent" in more else made.pk
    site = signed_in(person(Role.ADMINISTRATOR))

    answer = site.post("/desk/people/withdraw/", {"invitation": key}, follow=True)

    assert Invitation.objects.get().expires_at == made.expires_at
    assert "もう使われたか期限が切れています" in answer.text


def test_an_auditor_takes_a_case_as_a_folder_and_that_is_recorded(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    filing(state="registered")
    record(Actor(None, Role.SYSTEM), "filing.open", "TR26-000001", at=now())
    site = signed_in(person(Role.AUDITOR))

    offered = site.get("/desk/TR26-000001/").text
    answer: Any = site.get("/desk/TR26-000001/folder.zip")
    whole = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))

    assert "/desk/TR26-000001/folder.zip" in offered
    assert answer["Content-Disposition"] == 'attachment; filename="TR26-000001.zip"'
    assert answer["Cache-Control"] == "private, no-store"
    assert {"TR26-000001/index.html", "TR26-000001/audit.jsonl"} <= set(whole.namelist())
    assert json.loads(whole.read("TR26-000001/case.json"))["number"] == "TR26-000001"
    taken = AuditRow.objects.get(what="audit.export")
    assert (taken.subject, taken.role) == ("TR26-000001", "auditor")


@pytest.mark.parametrize("role", sorted(SECRETARIAT - {Role.AUDITOR}))
def test_nobody_else_takes_a_case_or_is_offered_it(role: Role) -> None:
    filing()
    site = signed_in(person(role))

    assert site.get("/desk/TR26-000001/folder.zip").status_code == 403
    assert "folder.zip" not in site.get("/desk/TR26-000001/").text
    assert not AuditRow.objects.filter(what="audit.export").exists()


def test_a_seat_ends_with_a_reason() -> None:
    reviewer = person(Role.REVIEWER)
    seat = Seat.objects.get(person=reviewer)
    site = signed_in(person(Role.ADMINISTRATOR))

    site.post(f"/desk/people/{seat.pk}/end/", {"reason": " "})
    untouched = Seat.objects.get(pk=seat.pk).until
    site.post(f"/desk/people/{seat.pk}/end/", {"reason": "異動のため"})

    assert untouched is None
    assert Seat.objects.get(pk=seat.pk).until is not None
    assert AuditRow.objects.get(what="seat.ended").reason == "異動のため"


def test_the_last_administrator_stays() -> None:
    someone = person(Role.ADMINISTRATOR)
    seat = Seat.objects.get(person=someone)
    site = signed_in(someone)

    site.post(f"/desk/people/{seat.pk}/end/", {"reason": "異動のため"})

    assert Seat.objects.get().until is None
    assert "管理者が一人もいなくなる" in site.get("/desk/people/").content.decode()


def test_a_seat_at_a_party_is_none_of_the_desk_s() -> None:
    seat = Seat.objects.get(person=person(Role.VENDOR, party=party()))

    answer = signed_in(person(Role.ADMINISTRATOR)).post(f"/desk/people/{seat.pk}/end/", {"reason": "誤り"})

    assert (answer.status_code, Seat.objects.get(pk=seat.pk).until) == (404, None)


def test_news_is_published_and_taken_back() -> None:
    site = signed_in(person(Role.ADMINISTRATOR))

    site.post("/desk/news/", NEWS)
    published = NewsItem.objects.get()
    site.post("/desk/news/round-3/withdraw/")

    assert (published.title_ja, published.withdrawn_at) == (NEWS["title_ja"], None)
    assert NewsItem.objects.get().withdrawn_at is not None


def test_news_may_wait_for_its_moment_in_japan() -> None:
    site = signed_in(person(Role.ADMINISTRATOR))
    year = now().year + 1

    site.post("/desk/news/", {**NEWS, "since": f"{year}-08-25T17:00"})

    assert NewsItem.objects.get().published_at.isoformat() == f"{year}-08-25T08:00:00+00:00"
    assert "公開前" in site.get("/desk/news/").content.decode()


@pytest.mark.parametrize("changed", [{"slug": "Bad Slug"}, {"since": "tomorrow"}, {"body_en": ""}])
def test_news_that_cannot_be_published_keeps_what_was_typed(changed: dict[str, str]) -> None:
    answer = signed_in(person(Role.ADMINISTRATOR)).post("/desk/news/", {**NEWS, **changed})

    assert (answer.status_code, list(answer.context["wrong"])) == (422, list(changed))
    assert NEWS["title_ja"] in answer.content.decode()
    assert NewsItem.objects.count() == 0


def test_the_record_is_narrowed_by_subject_person_event_and_day() -> None:
    ann, ben = person(Role.REVIEWER, "安藤"), person(Role.REVIEWER, "別府")
    record(Actor(ann, Role.REVIEWER), "tie.declare", "TR26-000001", at=now())
    record(Actor(ben, Role.REVIEWER), "finding.raise", "TR26-000001", at=now())
    record(Actor(ben, Role.REVIEWER), "finding.raise", "TR26-000002", at=now() - timedelta(days=3))
    site = signed_in(person(Role.AUDITOR))

    def found(query: str) -> list[int]:
        return [row.sequence for row, *_told in site.get(f"/desk/audit/?{query}").context["rows"]]

    assert found("") == [3, 2, 1]
    assert found("subject=TR26-000001") == [2, 1]
    assert found("person=安藤") == [1]
    assert found(f"person={ben.pk}") == [3, 2]
    assert found("what=finding.") == [3, 2]
    assert found(f"day={_today()}") == [2, 1]
    assert found("subject=TR26-000001&person=別府") == [2]
    assert found("person=だれも") == []


def _today() -> str:
    from django.utils import timezone

    return str(timezone.localdate())


def test_a_field_may_have_any_name_and_its_value_stays_hidden() -> None:
    record(Actor(None, Role.SYSTEM), "filing.write", "TR26-000001", at=now(), changes={"items": "個人の言葉"})

    page = signed_in(person(Role.AUDITOR)).get("/desk/audit/").content.decode()

    assert "<code>items</code>" in page
    assert "個人の言葉" not in page


def test_a_row_tells_the_second_and_from_where_it_came() -> None:
    reviewer = person(Role.REVIEWER)
    at = datetime(2026, 8, 25, 8, 0, 1, tzinfo=UTC)
    record(Actor(reviewer, Role.REVIEWER, None, "a" * 64, "b" * 64), "tie.declare", "TR26-000001", at=at)
    record(Actor(None, Role.SYSTEM), "alert.look", "alerts", at=at)

    page = signed_in(person(Role.AUDITOR)).get("/desk/audit/").text

    assert "2026年8月25日（火）17:00:01" in page
    assert (f"<code>{'a' * 64}</code>" in page, f"<code>{'b' * 64}</code>" in page) == (True, True)
    assert "サイトの中から（定時の処理など）" in page


def test_the_head_is_written_out_as_the_command_that_checks_it_takes_it() -> None:
    last = record(Actor(None, Role.SYSTEM), "alert.look", "alerts", at=now())

    page = signed_in(person(Role.AUDITOR)).get("/desk/audit/").text

    assert f"{last.sequence}:{last.digest}" in page


@pytest.mark.parametrize("address", ["/desk/audit/?day=", "/desk/silent/?on="])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_no_day(address: str, day: str) -> None:
    assert status(Role.AUDITOR, address + day) == 200


def test_a_day_that_cannot_be_read_is_told() -> None:
    answer = signed_in(person(Role.AUDITOR)).get("/desk/audit/?day=soon")

    assert "2026-08-25 の形で" in answer.content.decode()


def test_the_chain_is_checked_when_asked_and_a_changed_row_is_found() -> None:
    for place in range(3):
        record(Actor(None, Role.SYSTEM), "tie.declare", f"TR26-00000{place}", at=now())
    site = signed_in(person(Role.AUDITOR))

    whole = site.get("/desk/audit/?verify=1")
    AuditRow.objects.filter(sequence=2).update(what="finding.raise")
    broken = site.get("/desk/audit/?verify=1")

    assert whole.context["broken"] is None
    assert broken.context["broken"].sequence == 2
    assert "連鎖が 2 番で切れています" in broken.content.decode()


def vendor(place: int) -> Vendor:
    firm = party(f"会社{place}")
    made = Vendor.objects.create(
        party=firm,
        public_id=f"V26-00000{place}",
        name=firm.name,
        kana=f"カイシャ{place}",
        prefecture="13",
        state="registered",
        registered_on=now().date(),
    )
    filing(f"VR26-00000{place}", owner=firm, kind="vendor_registration", state="under_inquiry")
    filing(f"TR26-00000{place}", owner=firm, state="registered")
    return made


def test_a_vendor_s_line_counts_returns_per_registration_and_open_inquiries() -> None:
    vendor(1)
    for subject, what in (
        ("VR26-000001", "vendor_registration.return"),
        ("TR26-000001", "tool_registration.return"),
        ("TR26-000001", "tool_registration.return"),
        ("TR26-000001", "tool_registration.accept"),
    ):
        record(Actor(None, Role.SYSTEM), what, subject, at=now())

    [line] = signed_in(person(Role.REVIEWER)).get("/desk/vendors/").context["book"].lines

    assert (line.registrations, line.returns, line.returns_each) == (2, 3, "1.5")
    assert [each.number for each in line.inquiries] == ["VR26-000001"]


def test_vendors_are_found_by_name_number_and_state() -> None:
    vendor(1)
    vendor(2)
    site = signed_in(person(Role.REVIEWER))

    def found(query: str) -> list[str]:
        lines = site.get(f"/desk/vendors/?{query}").context["book"].lines
        return [each.vendor.public_id for each in lines]

    assert found("") == ["V26-000001", "V26-000002"]
    assert found("text=会社2") == ["V26-000002"]
    assert found("text=V26-000001") == ["V26-000001"]
    assert found("state=deregistered") == []
    assert found("state=nonsense") == ["V26-000001", "V26-000002"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_the_same_for_one_and_for_three(
    django_assert_num_queries: Any, count: int
) -> None:
    keeper = person(Role.ADMINISTRATOR)
    for place in range(count):
        vendor(place)
        someone: Person = person(Role.REVIEWER, f"審査{place}")
        record(Actor(someone, Role.REVIEWER), "tie.declare", f"TR26-00000{place}", at=now())
        NewsItem.objects.create(**{**NEWS, "slug": f"item-{place}"}, published_at=now())
        Invitation.objects.create(
            secret_hash=str(place),
            email=f"i{place}@example.jp",
            role="reviewer",
            invited_by=someone,
            invited_at=now(),
            expires_at=now() + timedelta(days=1),
        )
    site = signed_in(keeper)

    for address, queries in (
        ("/desk/people/", 5),
        ("/desk/news/", 5),
        ("/desk/audit/", 6),
        ("/desk/vendors/", 8),
    ):
        with django_assert_num_queries(queries):
            assert site.get(address).status_code == 200
