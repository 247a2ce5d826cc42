"""A vendor's system reports the states of granted tools: only of its own grants, all or none, and the office hears."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hojokin.flow.roles import Role
from hojokin.office.actions.api_tokens import MOST_TOKENS, end_api_token, issue_api_token
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.records.models import Alert, ApiToken, AuditRow, Notice, Party, ToolReport
from tests.office.grants import granted as scene

pytestmark = pytest.mark.django_db
ADDRESS, PAGE = "/api/v1/tool-states", "/vendor/system/"


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> scene.Scene:
    monkeypatch.setattr(timezone, "now", lambda: scene.LATER)
    return scene.granted()


def secret(of: scene.Scene) -> str:
    return issue_api_token("契約管理", by=of.vendor, at=scene.AT)[1]


def report(of: scene.Scene, **more: Any) -> dict[str, Any]:
    return {"grant": of.filing.number, "item": 1, "state": "cancelled", "on": "2026-09-01", **more}


def send(token: str, *reports: Any, **headers: str) -> Any:
    given = {"Authorization": f"Bearer {token}", **headers}
    return Client().post(
        ADDRESS, json.dumps({"reports": list(reports)}), content_type="application/json", headers=given
    )


def told(answer: Any) -> Any:
    assert answer.headers["Content-Type"] == "application/problem+json"
    return json.loads(answer.content)


def test_a_cancellation_is_kept_opens_an_alert_and_tells_the_office(here: scene.Scene) -> None:
    answer = send(secret(here), report(here))

    assert (answer.status_code, answer.json()) == (200, {"taken": 1, "new": 1})
    row, alert = ToolReport.objects.get(), Alert.objects.get()
    assert (row.grant, row.place, row.state) == (here.grant, 0, "cancelled")
    assert (alert.pattern, list(alert.filings.all())) == ("tool_cancelled", [here.filing])
    notified = set(Notice.objects.filter(event="tool_cancelled").values_list("person", flat=True))
    assert notified == {each.person.pk for each in (here.reviewer, here.approver) if each.person}


def test_the_same_report_again_changes_nothing(here: scene.Scene) -> None:
    token = secret(here)
    send(token, report(here))

    answer = send(token, report(here))

    assert answer.json() == {"taken": 1, "new": 0}
    counted = (
        ToolReport.objects.count(),
        Alert.objects.count(),
        AuditRow.objects.filter(what="tool.report").count(),
    )
    assert counted == (1, 1, 1)


@pytest.mark.parametrize("state", ["active", "suspended"])
def test_other_states_are_kept_without_an_alert(here: scene.Scene, state: str) -> None:
    send(secret(here), report(here, state=state))

    assert (ToolReport.objects.get().state, Alert.objects.count()) == (state, 0)


def test_every_fault_is_told_at_once_and_nothing_is_taken(here: scene.Scene) -> None:
    reports = [
        report(here, grant="GR26-999999"),
        report(here, item=2),
        report(here, on=(scene.LATER + timedelta(days=2)).date().isoformat()),
        report(here, on="2026-08-24"),
        report(here),
    ]

    answer = send(secret(here), *reports)

    assert answer.status_code == 422
    places = [each["pointer"] for each in told(answer)["problems"]]
    assert places == ["/reports/0/grant", "/reports/1/item", "/reports/2/on", "/reports/3/on"]
    assert ToolReport.objects.count() == 0


def test_ill_formed_reports_are_told_with_their_place(here: scene.Scene) -> None:
    answer = send(secret(here), report(here, state="gone", item="1"), {"grant": here.filing.number})

    assert answer.status_code == 422
    places = {each["pointer"] for each in told(answer)["problems"]}
    assert {"/reports/0/state", "/reports/0/item", "/reports/1/state", "/reports/1/on"} <= places


@pytest.mark.parametrize("body", ["{", '{"reports": []}', "[]", '{"reports": 1}'])
def test_other_bodies_are_refused(here: scene.Scene, body: str) -> None:
    headers = {"Authorization": f"Bearer {secret(here)}"}

    answer = Client().post(ADDRESS, body, content_type="application/json", headers=headers)

    assert answer.status_code == (400 if body == "{" else 422)
    told(answer)


def test_another_vendors_grant_is_as_absent_as_what_never_was(here: scene.Scene) -> None:
    other = scene.actor("別の担当", Role.VENDOR, Party.objects.create(name="別ソフト"))
    token = issue_api_token("x", by=other, at=scene.AT)[1]

    answers = [told(send(token, report(here, grant=each))) for each in (here.filing.number, "GR26-999999")]

    assert answers[0] == answers[1]


@pytest.mark.parametrize("token", ["", "hjk_wrong", "日本語"])
def test_without_a_token_that_counts_nothing_is_read(here: scene.Scene, token: str) -> None:
    answer = send(token.encode("utf-8").decode("latin-1"), report(here))

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert told(answer)["status"] == 401


def test_an_ended_token_does_not_count(here: scene.Scene) -> None:
    token, word = issue_api_token("x", by=here.vendor, at=scene.AT)
    end_api_token(token, by=here.vendor, at=scene.AT)

    assert send(word, report(here)).status_code == 401


def test_the_secret_is_shown_once_and_only_its_hash_is_kept(here: scene.Scene) -> None:
    site = scene.browser(here.vendor)

    made = site.post(PAGE, {"name": "契約管理"})
    word = made.context["secret"]

    assert word in made.content.decode()
    assert word not in site.get(PAGE).content.decode()
    assert word not in str(list(ApiToken.objects.values()))
    assert send(word, report(here)).status_code == 200


def test_a_token_is_ended_by_its_vendor_alone(here: scene.Scene) -> None:
    token, _word = issue_api_token("x", by=here.vendor, at=scene.AT)
    other = scene.actor("別の担当", Role.VENDOR, Party.objects.create(name="別ソフト"))

    refused = scene.browser(other).post(f"{PAGE}{token.pk}/end/").status_code
    ended = scene.browser(here.vendor).post(f"{PAGE}{token.pk}/end/").status_code

    assert (refused, ended) == (404, 302)
    assert ApiToken.objects.get().ended_at is not None
    with pytest.raises(NotAllowed):
        end_api_token(token, by=other, at=scene.AT)


@pytest.mark.parametrize(("length", "is_made"), [(0, False), (1, True), (60, True), (61, False)])
def test_a_token_needs_a_name(here: scene.Scene, length: int, *, is_made: bool) -> None:
    answer = scene.browser(here.vendor).post(PAGE, {"name": "名" * length})

    assert (answer.status_code, ApiToken.objects.count()) == ((200, 1) if is_made else (409, 0))
    assert answer.context["name"] == ("" if is_made else "名" * length)


def test_there_are_so_many_tokens_at_most(here: scene.Scene) -> None:
    for _ in range(MOST_TOKENS):
        secret(here)

    with pytest.raises(Unmet):
        secret(here)


def test_nobody_but_a_vendor_makes_one(here: scene.Scene) -> None:
    with pytest.raises(NotAllowed):
        issue_api_token("x", by=here.applicant, at=scene.AT)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_however_many_there_are(
    here: scene.Scene, count: int, django_assert_num_queries: Any
) -> None:
    words = [secret(here) for _ in range(count)]
    for n, word in enumerate(words, 1):
        send(word, report(here, on=f"2026-09-0{n}"))
    site = scene.browser(here.vendor)
    site.get(PAGE)

    with django_assert_num_queries(QUERIES):
        site.get(PAGE)


def test_the_openapi_document_describes_it() -> None:
    document = Client().get("/api/v1/openapi.json").json()
    operation = document["paths"]["/api/v1/tool-states"]["post"]

    assert operation["security"] == [{"vendorToken": []}]
    assert set(operation["responses"]) == {"200", "400", "401", "413", "415", "422"}
    assert "ToolStateIn" in document["components"]["schemas"]


QUERIES = 5
