"""People, news, vendors and the audit record: who may open them, and what they show and change."""

from datetime import timedelta
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
