"""Who is told what, in whose language, and that telling never sends."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from django.db import transaction

from hojokin.flow import tables
from hojokin.flow.notices import templates
from hojokin.flow.roles import Role
from hojokin.flow.table import Table
from hojokin.office.actions.remind_deadlines import remind_deadlines
from hojokin.office.actions.tell import tell, tell_address, tell_person
from hojokin.office.records.models import Filing, Notice, OutboxMessage, Party, Seat
from hojokin.office.records.models.outbox import Channel
from tests.office.one_filing import AT, person, scene

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("to", flat=True))


def test_whoever_holds_the_role_at_the_filing_s_party_or_in_the_office_is_told() -> None:
    here = scene()
    elsewhere = Party.objects.create(name="別の会社")
    person("other@example.jp", Role.VENDOR, elsewhere)
    person("gone@example.jp", Role.VENDOR, here.filing.owner, is_active=False)
    person("buyer@example.jp", Role.APPLICANT, here.filing.owner)

    tell("tool_registration.submit", here.filing, [Role.VENDOR, Role.REVIEWER], at=AT)

    assert told() == ["reviewer@example.jp", "seller@example.jp"]
    assert sorted(Notice.objects.values_list("person__email", flat=True)) == told()


def test_a_seat_counts_until_its_end_and_a_role_at_a_party_is_none_in_the_office() -> None:
    here = scene()
    Seat.objects.filter(person=here.seller).update(until=AT)
    person("later@example.jp", Role.VENDOR, here.filing.owner)
    Seat.objects.filter(person__email="later@example.jp").update(until=AT + timedelta(seconds=1))
    person("wrong@example.jp", Role.VENDOR)
    person("astray@example.jp", Role.REVIEWER, here.filing.owner)

    tell("tool_registration.submit", here.filing, [Role.VENDOR, Role.REVIEWER], at=AT)

    assert told() == ["later@example.jp", "reviewer@example.jp"]


def test_a_filing_in_somebody_s_charge_tells_no_other_reviewer() -> None:
    here = scene()
    second = person("second@example.jp", Role.REVIEWER)
    Filing.objects.update(assigned_to=second)
    here.filing.refresh_from_db()

    tell("tool_registration.resubmit", here.filing, [Role.REVIEWER, Role.APPROVER], at=AT)

    assert told() == ["approver@example.jp", "second@example.jp"]


def test_somebody_with_two_seats_is_told_once() -> None:
    here = scene()
    Seat.objects.create(person=here.reviewer, role=Role.APPROVER.value, since=AT)

    tell("x.y", here.filing, [Role.REVIEWER, Role.APPROVER], at=AT)

    assert told() == ["approver@example.jp", "reviewer@example.jp"]


def test_everyone_reads_it_in_their_language_with_the_way_there(settings: Any) -> None:
    settings.SITE_URL = "https://office.example.jp"
    here = scene(due_at=AT + timedelta(days=14))

    tell(
        "tool_registration.return",
        here.filing,
        [Role.VENDOR, Role.APPROVER],
        at=AT,
        data={"reason": "資料が古い"},
    )

    ja = OutboxMessage.objects.get(to="seller@example.jp")
    en = OutboxMessage.objects.get(to="approver@example.jp")
    assert ja.subject == "【TR26-000001】ITツールの登録が差し戻されました（要対応）"
    assert "回答期限：2026年9月8日（火）12:00" in ja.text
    assert "事務局から：資料が古い" in ja.text
    assert "https://office.example.jp/cases/TR26-000001/" in ja.text.splitlines()
    assert en.subject == "[TR26-000001] Tool registration was returned: please act"
    assert "https://office.example.jp/en/cases/TR26-000001/" in en.text.splitlines()


def test_a_notice_keeps_the_words_of_its_moment() -> None:
    here = scene()

    tell("tool_registration.return", here.filing, [Role.VENDOR], at=AT)

    notice = Notice.objects.get()
    assert (notice.event, notice.filing, notice.read_at) == ("tool_registration.return", here.filing, None)
    assert notice.data["number"] == "TR26-000001"
    assert notice.data["state"] == ["不備（差戻し）", "Returned"]


def test_a_code_goes_to_the_telephone_alone_and_on_no_page() -> None:
    here = scene()

    tell_person(
        "code",
        here.seller,
        at=AT,
        data={"code": "123456", "minutes": "10"},
        channel=Channel.SMS,
        to="09012345678",
    )

    message = OutboxMessage.objects.get()
    assert (message.channel, message.to, message.subject) == ("sms", "09012345678", "")
    assert message.text.startswith("確認コード 123456\n10分以内")
    assert Notice.objects.count() == 0


def test_somebody_without_a_telephone_gets_no_sms() -> None:
    here = scene()

    tell_person("code", here.seller, at=AT, data={"code": "1", "minutes": "10"}, channel=Channel.SMS)

    assert OutboxMessage.objects.count() == 0


def test_an_invitation_goes_to_an_address_without_an_account_and_holds_its_own_link_once() -> None:
    here = scene()

    tell_address(
        "invited", "new@example.jp", at=AT, data={"link": "https://a.example/i/secret/"}, filing=here.filing
    )

    message = OutboxMessage.objects.get()
    assert message.text.count("https://a.example/i/secret/") == 1
    assert Notice.objects.count() == 0


def test_nothing_is_told_of_a_change_that_failed() -> None:
    here = scene()

    with suppress(RuntimeError), transaction.atomic():
        tell("x.y", here.filing, [Role.VENDOR], at=AT)
        raise RuntimeError

    assert (OutboxMessage.objects.count(), Notice.objects.count()) == (0, 0)


def test_telling_more_people_reads_no_more(django_assert_max_num_queries: Any) -> None:
    here = scene()
    for number in range(3):
        person(f"more{number}@example.jp", Role.VENDOR, here.filing.owner)

    # Two for the transaction, one for the people, at most four a person: message with its savepoint, notice.
    with django_assert_max_num_queries(3 + 4 * 5):
        tell("x.y", here.filing, [Role.VENDOR], at=AT)


@pytest.mark.parametrize(("days", "told_of"), [(8, 0), (7, 1), (6, 1), (3, 1), (1, 1), (0, 1)])
def test_a_deadline_is_recalled_from_seven_days_before_it(days: int, told_of: int) -> None:
    scene(due_at=AT + timedelta(days=days, hours=1))

    assert remind_deadlines(AT) == told_of
    assert OutboxMessage.objects.count() == told_of


def test_a_deadline_is_recalled_three_times_however_often_the_worker_looks() -> None:
    scene(due_at=AT + timedelta(days=10))

    for hour in range(10 * 24 + 5):
        remind_deadlines(AT + timedelta(hours=hour))

    assert list(OutboxMessage.objects.order_by("pk").values_list("subject", flat=True)) == [
        "【TR26-000001】ITツールの登録の期限：あと7日",
        "【TR26-000001】ITツールの登録の期限：あと3日",
        "【TR26-000001】ITツールの登録の期限：あと1日",
    ]
    assert Notice.objects.count() == 3


def test_a_worker_that_was_down_catches_up_with_one_reminder_and_a_moved_deadline_is_recalled_again() -> None:
    here = scene(due_at=AT + timedelta(days=2))
    remind_deadlines(AT)
    remind_deadlines(AT)
    assert OutboxMessage.objects.count() == 1

    Filing.objects.filter(pk=here.filing.pk).update(due_at=AT + timedelta(days=2, hours=1))
    remind_deadlines(AT)

    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize("state", ["registered", "withdrawn"])
def test_nobody_is_told_of_a_filing_that_waits_for_nobody(state: str) -> None:
    scene(state=state, due_at=AT + timedelta(days=1))

    assert remind_deadlines(AT) == 0


def test_a_deadline_that_has_passed_is_not_recalled() -> None:
    scene(due_at=AT - timedelta(seconds=1))

    assert remind_deadlines(AT) == 0


def test_every_step_that_a_text_is_for_stands_in_a_table() -> None:
    found = [import_module(each.name) for each in iter_modules(tables.__path__, f"{tables.__name__}.")]
    actions = {
        step.action
        for module in found
        for table in vars(module).values()
        if isinstance(table, Table)
        for step in table.transitions
    }

    assert {event[2:] for event in templates() if event.startswith("*.")} - actions == set()
