"""The outbox is emptied at least once, whatever the servers do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from hojokin.flow.notices import delays
from hojokin.office.actions.deliver_messages import TAKEN_FOR, deliver_messages
from hojokin.office.records.models import OutboxMessage
from hojokin.office.records.models.outbox import Channel
from tests.office.fake_senders import AWAY, BAD, Sender
from tests.office.one_filing import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def servers(settings: Any) -> None:
    Sender.reset()
    fake = {"BACKEND": "tests.office.fake_senders.Sender"}
    settings.HOJOKIN_ADAPTERS = {"Mail": fake, "Sms": fake}


def written(key: str = "k1", channel: Channel = Channel.MAIL, at: datetime = AT) -> OutboxMessage:
    return OutboxMessage.objects.create(
        key=key,
        channel=channel.value,
        to=f"{key}@example.jp",
        subject="s",
        text="a secret",
        written_at=at,
        due_at=at,
    )


def test_a_message_leaves_once_with_its_key_and_its_text_is_not_kept() -> None:
    message = written()

    assert (deliver_messages(AT), deliver_messages(AT + timedelta(days=9))) == (1, 0)

    message.refresh_from_db()
    assert Sender.sent == [("k1@example.jp", "k1")]
    assert (message.sent_at, message.text, message.subject) == (AT, "", "s")


def test_a_short_message_leaves_by_the_gateway() -> None:
    written(channel=Channel.SMS)

    assert deliver_messages(AT) == 1
    assert Sender.sent == [("k1@example.jp", "k1")]


def test_what_is_due_later_waits() -> None:
    written(at=AT + timedelta(seconds=1))

    assert deliver_messages(AT) == 0
    assert deliver_messages(AT + timedelta(seconds=1)) == 1


@pytest.mark.parametrize(
    "failure", [AWAY, OSError("connection reset"), RuntimeError("a fault in the adapter")]
)
def test_a_failure_puts_one_message_off_and_not_the_ones_behind_it(failure: Exception) -> None:
    written("k1")
    written("k2")
    Sender.reset(failure)

    assert deliver_messages(AT) == 1
    assert Sender.sent == [("k2@example.jp", "k2")]
    first = OutboxMessage.objects.get(key="k1")
    assert (first.attempts, first.due_at, first.text) == (1, AT + timedelta(seconds=delays()[0]), "a secret")
    assert deliver_messages(first.due_at) == 1


def test_a_log_holds_neither_address_nor_text(caplog: pytest.LogCaptureFixture) -> None:
    written()
    Sender.reset(RuntimeError("k1@example.jp: a secret"))

    deliver_messages(AT)

    assert caplog.messages == ["Message k1 could not be sent: RuntimeError"]
    assert "secret" not in caplog.text


def test_each_failure_waits_longer_until_a_person_has_to_look() -> None:
    message = written()
    Sender.reset(*[AWAY] * 99)
    waits, now = [], AT

    for _ in range(len(delays())):
        deliver_messages(now)
        message.refresh_from_db()
        waits.append(int((message.due_at - now).total_seconds()))
        now = message.due_at

    assert waits == list(delays())
    deliver_messages(now)
    deliver_messages(now + timedelta(days=99))
    message.refresh_from_db()
    assert message.attempts == len(delays()) + 1
    assert len(Sender.failures) == 99 - len(delays()) - 1


def test_a_refused_message_is_not_tried_again_and_says_why() -> None:
    message = written()
    Sender.reset(BAD)

    deliver_messages(AT)
    deliver_messages(AT + timedelta(days=99))

    message.refresh_from_db()
    assert (message.sent_at, message.failure) == (None, "A bad address.")
    assert Sender.sent == []


def test_a_message_whose_worker_died_is_sent_by_another_one_under_the_same_key() -> None:
    class Died(BaseException):
        """The process ends here."""

    written()
    Sender.reset(Died())  # type: ignore[arg-type]  # it is no Exception, as a killed process is none
    with pytest.raises(Died):
        deliver_messages(AT)

    assert deliver_messages(AT) == 0
    assert deliver_messages(AT + TAKEN_FOR) == 1
    assert Sender.sent == [("k1@example.jp", "k1")]


def test_two_workers_do_not_take_the_same_message() -> None:
    from hojokin.office.actions import deliver_messages as module

    written()

    taken = [module._take(AT, 50), module._take(AT, 50)]

    assert [len(each) for each in taken] == [1, 0]


def test_one_turn_takes_a_bounded_number_oldest_first(django_assert_num_queries: Any) -> None:
    for number in range(5):
        written(f"k{number}", at=AT - timedelta(seconds=number))

    # Two for the transaction, two to take, one a message.
    with django_assert_num_queries(4 + 3):
        assert deliver_messages(AT, most=3) == 3

    assert [to for to, _ in Sender.sent] == ["k4@example.jp", "k3@example.jp", "k2@example.jp"]
