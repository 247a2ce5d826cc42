"""The queue: what waits for whom, what comes first, who is given what, and the file."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache

from hojokin.flow.roles import PARTIES, SECRETARIAT, Role
from hojokin.office.actions.assign_reviewer import assign_reviewer
from hojokin.office.portals.secretariat.queue_file import written
from hojokin.office.queries import office_numbers
from hojokin.office.queries.paging import PER_PAGE
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import AuditRow, Filing, Tie
from tests.office.desk.desk_scene import filing, now, party, person, signed_in

pytestmark = pytest.mark.django_db


def shown(answer: Any) -> list[str]:
    return [each.number for each in answer.context["list"].lines]


def rows(answer: Any) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


@pytest.mark.parametrize("role", sorted(PARTIES))
def test_no_party_opens_the_desk(role: Role) -> None:
    answer = signed_in(person(role, party=party())).get("/desk/")

    assert answer.status_code == 403


@pytest.mark.parametrize("role", sorted(SECRETARIAT))
def test_everybody_of_the_office_sees_the_queue(role: Role) -> None:
    filing()

    answer = signed_in(person(role)).get("/desk/")

    assert (answer.status_code, shown(answer)) == (200, ["TR26-000001"])


def test_without_a_filter_only_what_waits_for_the_office_is_shown() -> None:
    filing("TR26-000001")
    filing("TR26-000002", state="returned")
    filing("TR26-000003", state="draft", submitted_at=None)
    site = signed_in(person(Role.REVIEWER))

    assert shown(site.get("/desk/")) == ["TR26-000001"]
    assert sorted(shown(site.get("/desk/?turn=all"))) == ["TR26-000001", "TR26-000002"]
    assert shown(site.get("/desk/?turn=vendor")) == ["TR26-000002"]


def test_a_reviewer_s_own_turn_is_not_the_approver_s() -> None:
    filing("TR26-000001")
    filing("TR26-000002", state="checked")

    assert shown(signed_in(person(Role.REVIEWER)).get("/desk/?turn=mine")) == ["TR26-000001"]
    assert shown(signed_in(person(Role.APPROVER)).get("/desk/?turn=mine")) == ["TR26-000002"]


def test_the_nearest_day_comes_first_and_then_what_has_waited_longest() -> None:
    filing("TR26-000001", state="returned", due_at=now() + timedelta(days=5))
    filing("TR26-000002", state="returned", due_at=now() + timedelta(days=1))
    filing("TR26-000003", state_since=now() - timedelta(days=1))
    filing("TR26-000004", state_since=now() - timedelta(days=9))

    answer = signed_in(person(Role.REVIEWER)).get("/desk/?turn=all")

    assert shown(answer) == ["TR26-000002", "TR26-000001", "TR26-000004", "TR26-000003"]


def test_a_day_that_the_party_has_answered_is_no_day_any_more() -> None:
    filing(due_at=now() - timedelta(days=3))

    answer = signed_in(person(Role.REVIEWER)).get("/desk/")

    assert answer.context["list"].lines[0].days_left is None
    assert answer.context["numbers"].late == 0


def test_the_filters_of_the_address_narrow_the_queue() -> None:
    me = person(Role.REVIEWER)
    filing("TR26-000001", assigned_to=me, track="normal")
    filing("TR26-000002", title="うみ予約")
    filing("VR26-000001", kind="vendor_registration", state="provisional", title="")
    site = signed_in(me)

    assert shown(site.get("/desk/?assigned=me")) == ["TR26-000001"]
    assert sorted(shown(site.get("/desk/?assigned=nobody"))) == ["TR26-000002", "VR26-000001"]
    assert shown(site.get("/desk/?track=normal")) == ["TR26-000001"]
    assert shown(site.get("/desk/?text=うみ")) == ["TR26-000002"]
    assert shown(site.get("/desk/?kind=vendor_registration")) == ["VR26-000001"]
    assert shown(site.get("/desk/?kind=vendor_registration&state=provisional")) == ["VR26-000001"]
    assert shown(site.get("/desk/?kind=nonsense&turn=nonsense&page=x")) == []


def test_a_filing_is_found_by_its_vendor_and_by_its_round() -> None:
    seller = party("港システム株式会社")
    filing("TR26-000001", partner=seller, round_code="normal-2026-R6")
    filing("TR26-000002")
    site = signed_in(person(Role.REVIEWER))

    assert shown(site.get("/desk/?text=港システム")) == ["TR26-000001"]
    narrowed = site.get("/desk/?round=normal-2026-R6")
    assert shown(narrowed) == ["TR26-000001"]
    assert 'name="round" value="normal-2026-R6" checked' in narrowed.text
    assert [each[0] for each in rows(site.get("/desk/queue.csv?round=normal-2026-R6"))[1:]] == ["TR26-000001"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("", "TR26-000002"),
        ("newest", "TR26-000003"),
        ("number", "TR26-000001"),
        ("party", "TR26-000003"),
        ("nonsense", "TR26-000002"),
    ],
)
def test_the_queue_is_put_in_order(order: str, first: str) -> None:
    filing("TR26-000001", owner=party("C社"), submitted_at=now() - timedelta(days=5))
    filing("TR26-000002", owner=party("B社"), state_since=now() - timedelta(days=9))
    filing("TR26-000003", owner=party("A社"), submitted_at=now() - timedelta(days=1))

    answer = signed_in(person(Role.REVIEWER)).get(f"/desk/?order={order}")

    assert shown(answer)[0] == first
    assert len(shown(answer)) == 3


def test_what_was_given_to_a_colleague_is_not_told_as_one_s_own_turn() -> None:
    me, other = person(Role.REVIEWER, "審査 一子"), person(Role.REVIEWER, "審査 二子")
    filing("TR26-000001", assigned_to=other)

    theirs = signed_in(me).get("/desk/").text
    own = signed_in(other).get("/desk/").text

    assert "<strong>あなた</strong>" not in theirs
    assert "<strong>あなた</strong>" in own


def test_the_numbers_at_the_top_are_those_of_their_lists() -> None:
    me = person(Role.REVIEWER)
    filing("TR26-000001", assigned_to=me)
    filing("TR26-000002", state_since=now() - timedelta(days=12))
    filing("TR26-000003", state="returned", due_at=now() - timedelta(minutes=1))
    filing("TR26-000004", state="returned", due_at=now() + timedelta(minutes=5))
    filing("TR26-000005", state="checked", submitted_at=now())
    site = signed_in(me)

    numbers = site.get("/desk/").context["numbers"]

    assert (numbers.mine, numbers.unassigned, numbers.late, numbers.new, numbers.oldest) == (1, 1, 1, 1, 12)
    assert shown(site.get("/desk/?late=1")) == ["TR26-000003"]
    assert shown(site.get("/desk/?new=1")) == ["TR26-000005"]


def test_others_acts_are_counted_within_seconds_and_one_s_own_at_once() -> None:
    me, other = person(Role.REVIEWER), person(Role.REVIEWER)
    one, site = filing("TR26-000001"), signed_in(me)

    def unassigned() -> int:
        return int(site.get("/desk/").context["numbers"].unassigned)

    before = unassigned()
    assign_reviewer(one, me, by=Actor(other, Role.REVIEWER), at=now())
    by_another = unassigned()
    site.post("/desk/assign/", {"number": [one.number], "to": "nobody"})
    filing("TR26-000002")
    by_me = unassigned()

    assert (before, by_another, by_me) == (1, 1, 2)


def test_a_count_is_forgotten_after_seconds() -> None:
    filing("TR26-000001")
    site = signed_in(person(Role.REVIEWER))
    before = site.get("/desk/").context["numbers"].unassigned

    filing("TR26-000002")
    cache.delete(office_numbers.KEPT)  # as it does by itself, after KEPT_SECONDS

    assert (before, site.get("/desk/").context["numbers"].unassigned) == (1, 2)


def test_an_empty_desk_says_so() -> None:
    answer = signed_in(person(Role.REVIEWER)).get("/desk/")

    assert "あてはまる手続はありません" in answer.content.decode()
    assert answer.context["numbers"].oldest is None


def test_a_page_has_no_more_than_its_lines() -> None:
    owner = party()
    for place in range(PER_PAGE + 1):
        filing(f"TR26-{place:06}", owner=owner)
    site = signed_in(person(Role.REVIEWER))

    assert [len(shown(site.get(f"/desk/?page={page}"))) for page in (1, 2, 3)] == [PER_PAGE, 1, 1]


def test_ticked_filings_are_given_to_one_person() -> None:
    me, other = person(Role.REVIEWER), person(Role.REVIEWER, "田中")
    for place in (1, 2, 3):
        filing(f"TR26-00000{place}")

    answer = signed_in(me).post(
        "/desk/assign/",
        {"number": ["TR26-000001", "TR26-000002"], "to": other.pk, "filters": "track=&assigned=nobody"},
    )

    assert answer.headers["Location"] == "/desk/?assigned=nobody"
    given = Filing.objects.order_by("number").values_list("assigned_to", flat=True)
    assert list(given) == [other.pk, other.pk, None]
    assert AuditRow.objects.filter(what="filing.assign").count() == 2


def test_whoever_has_a_tie_is_given_none_and_the_others_still_are() -> None:
    me = person(Role.REVIEWER)
    tied, free = filing("TR26-000001"), filing("TR26-000002")
    Tie.objects.create(filing=tied, person=me, has_tie=True, declared_at=now())
    site = signed_in(me)

    site.post("/desk/assign/", {"number": [tied.number, free.number], "to": me.pk})

    assert list(Filing.objects.order_by("number").values_list("assigned_to", flat=True)) == [None, me.pk]
    assert "TR26-000001: この人は利害関係を申告しています" in site.get("/desk/").content.decode()


def test_nothing_is_given_to_a_person_who_does_not_work_on_filings() -> None:
    seller = person(Role.VENDOR, party=party())
    auditor = person(Role.AUDITOR)
    filing()
    site = signed_in(person(Role.REVIEWER))

    for each in (seller, auditor):
        site.post("/desk/assign/", {"number": ["TR26-000001"], "to": each.pk})

    assert Filing.objects.get().assigned_to is None


def test_an_auditor_gives_nothing_out() -> None:
    filing()
    reviewer = person(Role.REVIEWER)

    answer = signed_in(person(Role.AUDITOR)).post(
        "/desk/assign/", {"number": ["TR26-000001"], "to": reviewer.pk}
    )

    assert (answer.status_code, Filing.objects.get().assigned_to) == (403, None)


def test_the_file_holds_the_whole_filtered_list() -> None:
    owner = party()
    for place in range(PER_PAGE + 2):
        filing(f"TR26-{place:06}", owner=owner)
    filing("TR26-900000", state="draft", submitted_at=None)

    found = rows(signed_in(person(Role.REVIEWER)).get("/desk/queue.csv"))

    assert len(found) == 1 + PER_PAGE + 2
    assert found[0][:3] == ["番号", "手続", "状態"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_name_that_would_be_a_formula_is_a_text_in_the_file(sign: str) -> None:
    filing(title=f"{sign}1+1", owner=party(f"{sign}cmd"))

    found = rows(signed_in(person(Role.REVIEWER)).get("/desk/queue.csv"))

    assert (found[1][4], found[1][5]) == (f"'{sign}cmd", f"'{sign}1+1")


def test_the_file_is_in_the_language_of_the_page() -> None:
    filing()

    answer = signed_in(person(Role.REVIEWER)).get("/en/desk/queue.csv")
    found = rows(answer)

    assert found[1][1:3] == ["Tool registration", "Under review"]


def test_a_number_below_zero_stays_a_number() -> None:
    assert written(["-a", -3]) == "'-a,-3\r\n"


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_database_the_same_for_one_and_for_three(
    django_assert_num_queries: Any, count: int
) -> None:
    site = signed_in(person(Role.REVIEWER))
    for place in range(count):
        filing(f"TR26-00000{place}", owner=party(f"会社{place}"), assigned_to=person(Role.REVIEWER))

    with django_assert_num_queries(7):
        site.get("/desk/")
    with django_assert_num_queries(6):  # its numbers were counted a moment ago
        site.get("/desk/")
    with django_assert_num_queries(4):
        rows(site.get("/desk/queue.csv"))
