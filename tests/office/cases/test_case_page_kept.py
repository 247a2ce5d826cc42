"""A case page that was written once tells every later change at once, whatever table it stands in and whoever reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

import tests.django_ready  # noqa: F401 - Django is set up by being imported
from hojokin.flow.form import FieldKind
from hojokin.flow.roles import Role
from hojokin.office import clock
from hojokin.office.actions.record import record
from hojokin.office.portals.templatetags.kept import forget_parts
from hojokin.office.queries.filings import form_of
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import (
    AuditRow,
    Document,
    Filing,
    FilingEntry,
    Finding,
    Party,
    Person,
    Round,
    Tool,
)
from tests.office.cases.application_scene import application
from tests.office.cases.sample import Scene

pytestmark = pytest.mark.django_db
type Change = Callable[[Scene], object]


def paper(scene: Scene) -> Document:
    """A paper at a field that is asked."""
    applicant = scene.applicant.person
    assert applicant is not None
    form = form_of(scene.filing)
    field = next(each.name for each in form.fields() if each.kind is FieldKind.DOCUMENT and not each.when)
    return Document.objects.create(
        filing=scene.filing,
        field=field,
        name="いまの証明書.pdf",
        size=1234,
        media_type="application/pdf",
        sha256="ab" * 32,
        state="stored",
        uploaded_at=timezone.now(),
        uploaded_by=applicant,
    )


def finding(scene: Scene) -> Finding:
    reviewer = scene.reviewer.person
    assert reviewer is not None
    field = form_of(scene.filing).sections[0].fields[0].name
    return Finding.objects.create(
        filing=scene.filing,
        field=field,
        text="住所の数字が証明書と違います。",
        raised_by=reviewer,
        raised_at=timezone.now(),
        sent_at=timezone.now(),
    )


CHANGES: dict[str, Change] = {
    "a value": lambda scene: FilingEntry.objects.filter(filing=scene.filing, name="requested_yen").update(
        typed=["1"], value=1
    ),
    "a value that cannot be read": lambda scene: FilingEntry.objects.filter(
        filing=scene.filing, name="requested_yen"
    ).update(typed=["abc"], value=None),
    "a field fewer": lambda scene: FilingEntry.objects.filter(
        filing=scene.filing, name="requested_yen"
    ).delete(),
    "a paper": paper,
    "a finding": finding,
    "the state": lambda scene: Filing.objects.filter(pk=scene.filing.pk).update(state="vendor_editing"),
    "the day": lambda scene: Filing.objects.filter(pk=scene.filing.pk).update(
        due_at=timezone.now() + timedelta(days=4, hours=1)
    ),
    "a day that has passed": lambda scene: Filing.objects.filter(pk=scene.filing.pk).update(
        due_at=timezone.now() - timedelta(seconds=5)
    ),
    "the record": lambda scene: record(
        Actor(scene.applicant.person, Role.APPLICANT, scene.applicant.party),
        "application.withdraw",
        scene.filing.number,
        at=timezone.now(),
        changes={"from": "applicant_editing", "to": "withdrawn"},
    ),
    "a reason": lambda scene: AuditRow.objects.filter(subject=scene.filing.number).update(
        reason="書き足した理由"
    ),
    "who took part": lambda _scene: Person.objects.filter(name="applicant").update(name="改名 花子"),
    "the vendor's name": lambda scene: Party.objects.filter(pk=scene.filing.partner_id or 0).update(
        name="改名商会"
    ),
    "the tools": lambda _scene: Tool.objects.update(name="改名ツール"),
    "the round": lambda scene: Round.objects.filter(code=scene.filing.round_code).update(
        closes_at=timezone.now() - timedelta(days=400)
    ),
}


def test_a_page_is_the_same_while_nothing_changes() -> None:
    scene = application()

    first, second = (scene.as_applicant.get(scene.address).text for _time in range(2))
    forget_parts()

    assert without_token(first) == without_token(second)
    assert without_token(second) == without_token(scene.as_applicant.get(scene.address).text)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("who", ["as_applicant", "as_vendor"])
def test_a_page_that_was_kept_tells_the_change(who: str, change: Change) -> None:
    scene = application()
    reader = getattr(scene, who)
    reader.get(scene.address)

    change(scene)
    told = reader.get(scene.address).text
    forget_parts()

    assert without_token(told) == without_token(reader.get(scene.address).text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a value", "1円"),
        ("a paper", "いまの証明書.pdf"),
        ("a finding", "住所の数字が証明書と違います。"),
        ("the day", "あと4日"),
        ("a reason", "書き足した理由"),
        ("who took part", "改名 花子"),
        ("the vendor's name", "改名商会"),
    ],
)
def test_the_words_of_the_change_are_there(name: str, words: str) -> None:
    scene = application()
    before = scene.as_applicant.get(scene.address).text

    CHANGES[name](scene)

    assert words not in before
    assert words in scene.as_applicant.get(scene.address).text


@pytest.mark.parametrize(("seconds", "is_late"), [(-1, False), (0, False), (1, True)])
def test_the_clock_is_told(monkeypatch: pytest.MonkeyPatch, seconds: int, is_late: bool) -> None:
    scene = application()
    due = timezone.now() + timedelta(days=1)
    Filing.objects.filter(pk=scene.filing.pk).update(due_at=due)
    monkeypatch.setattr(clock, "now", lambda: due - timedelta(minutes=5))
    before = scene.as_applicant.get(scene.address).text

    monkeypatch.setattr(clock, "now", lambda: due + timedelta(seconds=seconds))
    after = scene.as_applicant.get(scene.address).text

    assert "あと5分" in before
    assert "あと1分" in after or is_late
    assert ("期限を過ぎています" in after) is is_late


def test_a_finding_changes_what_there_is_to_do() -> None:
    scene = application(state="correction_applicant")
    before = scene.as_applicant.get(scene.address).context["case"]

    made = finding(scene)
    after = scene.as_applicant.get(scene.address).context["case"]
    Finding.objects.filter(pk=made.pk).update(answered_at=timezone.now(), answer="直しました。")
    last = scene.as_applicant.get(scene.address).context["case"]

    assert len({before.read, after.read, last.read}) == 3


def test_what_one_reader_saw_is_not_told_to_another() -> None:
    scene = application()
    own = scene.as_applicant.get(scene.address).text

    others = scene.as_vendor.get(scene.address).text
    forget_parts()

    assert without_token(others) == without_token(scene.as_vendor.get(scene.address).text)
    assert without_token(others) != without_token(own)


def without_token(text: str) -> str:
    """A page without the tokens of its forms, which are new each time."""
    head, *rest = text.split('name="csrfmiddlewaretoken" value="')
    return head + "".join(each.partition('"')[2] for each in rest)
