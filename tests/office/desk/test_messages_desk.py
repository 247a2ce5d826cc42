"""Messages that did not arrive: who sees them, why they failed, and sending them again."""

from datetime import timedelta
from typing import Any

import pytest

from hojokin.flow.notices import delays
from hojokin.flow.roles import SECRETARIAT, Role
from hojokin.office.actions.deliver_messages import deliver_messages
from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.retry_message import retry_message
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, OutboxMessage
from tests.office.desk.desk_scene import now, person, signed_in

pytestmark = pytest.mark.django_db
GIVEN_UP = len(delays()) + 1


def message(key: str = "k", **more: Any) -> OutboxMessage:
    """A mail that was given up."""
    told = {
        "channel": "mail",
        "to": "someone@example.jp",
        "subject": "提出を受け付けました",
        "text": "確認コードは 123456 です。",
        "written_at": now(),
        "due_at": now() + timedelta(days=1),
        "attempts": GIVEN_UP,
        "failure": "550 mailbox unavailable",
    } | more
    return OutboxMessage.objects.create(key=key, **told)


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_only_an_administrator_sees_them(role: Role) -> None:
    status = signed_in(person(role)).get("/desk/messages/").status_code

    assert status == (200 if role is Role.ADMINISTRATOR else 403)


def test_the_reason_is_shown_and_the_text_never() -> None:
    message()

    html = signed_in(person(Role.ADMINISTRATOR)).get("/desk/messages/").content.decode()

    assert ("550 mailbox unavailable" in html, "123456" in html) == (True, False)


def test_what_left_and_what_has_not_been_tried_is_not_there() -> None:
    message("sent", sent_at=now(), failure="")
    message("new", attempts=0, failure="")
    later = message("later", attempts=1)
    stuck = message("stuck")

    found = signed_in(person(Role.ADMINISTRATOR)).get("/desk/messages/").context["found"]

    assert [(each.message, each.is_given_up) for each in found.lines] == [(stuck, True), (later, False)]
    assert found.given_up == 1


@pytest.mark.parametrize(("attempts", "is_given_up"), [(GIVEN_UP - 1, False), (GIVEN_UP, True)])
def test_it_is_given_up_after_the_last_try(attempts: int, *, is_given_up: bool) -> None:
    message(attempts=attempts)

    [line] = signed_in(person(Role.ADMINISTRATOR)).get("/desk/messages/").context["found"].lines

    assert line.is_given_up is is_given_up


def test_sent_again_it_is_due_at_once_and_recorded() -> None:
    row = message()

    signed_in(person(Role.ADMINISTRATOR)).post(f"/desk/messages/{row.pk}/retry/")

    row.refresh_from_db()
    assert (row.attempts, row.due_at <= now(), row.key) == (0, True, "k")
    assert AuditRow.objects.get(what="message.retry").changes == {"key": "k", "count": GIVEN_UP}


def test_all_that_was_given_up_is_sent_again_at_once() -> None:
    message("one")
    message("two")
    message("later", attempts=1)

    signed_in(person(Role.ADMINISTRATOR)).post("/desk/messages/retry/")

    assert dict(OutboxMessage.objects.values_list("key", "attempts")) == {"one": 0, "two": 0, "later": 1}


def test_what_is_sent_again_leaves_with_the_next_delivery() -> None:
    row = message()
    retry_message(row, by=Actor(person(Role.ADMINISTRATOR), Role.ADMINISTRATOR), at=now())

    left = deliver_messages(now())

    row.refresh_from_db()
    assert (left, row.failure) == (1, "")


def test_a_message_that_has_left_is_not_sent_again() -> None:
    row = message(sent_at=now(), failure="")

    with pytest.raises(NotAllowed):
        retry_message(row, by=Actor(person(Role.ADMINISTRATOR), Role.ADMINISTRATOR), at=now())


def test_nobody_but_an_administrator_sends_again() -> None:
    row = message()

    with pytest.raises(NotAllowed):
        retry_message(row, by=Actor(person(Role.REVIEWER), Role.REVIEWER), at=now())


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_many_there_are(
    count: int, django_assert_num_queries: Any
) -> None:
    for place in range(count):
        message(f"k{place}")
    site = signed_in(person(Role.ADMINISTRATOR))
    site.get("/desk/messages/")

    with django_assert_num_queries(QUERIES):
        site.get("/desk/messages/")


QUERIES = 6
