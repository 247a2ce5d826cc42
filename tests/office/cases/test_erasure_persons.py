"""A paper is erased by two persons without a tie: a reviewer asks with a ground, an approver decides."""

import pytest

from hojokin.flow.roles import Role
from hojokin.office.actions.ask_paper_erasure import ask_paper_erasure, drop_paper_erasure
from hojokin.office.actions.declare_tie import declare_tie
from hojokin.office.actions.erase_paper import erase_paper
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.queries.paper_erasures import places_of, seen_of
from hojokin.office.records.actor import Actor
from tests.office.cases.erasure_scene import GROUND, REASON, Office, another
from tests.office.cases.paper_scene import attached_to, texts_stored
from tests.office.cases.sample import AT, actor
from tests.office.papers_with_numbers import TYPED

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_person_in_two_seats_cannot_do_both(office: Office) -> None:
    asked = office.asked()
    alone = Actor(office.here.reviewer.person, Role.APPROVER, None)

    with pytest.raises(NotAllowed, match="two-person"):
        erase_paper(asked, seen_of(places_of(asked.sha256)), by=alone, at=AT, has_no_tie=True)

    assert texts_stored() != []


@pytest.mark.parametrize("role", [Role.APPROVER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_but_a_reviewer_asks(office: Office, role: Role) -> None:
    with pytest.raises(NotAllowed):
        ask_paper_erasure(office.document, GROUND, REASON, by=actor("だれか", role, None), at=AT)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.PAYER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_but_an_approver_decides(office: Office, role: Role) -> None:
    asked = office.asked()

    with pytest.raises(NotAllowed):
        erase_paper(
            asked, seen_of(places_of(asked.sha256)), by=actor("だれか", role, None), at=AT, has_no_tie=True
        )


def test_who_has_a_tie_neither_asks_nor_decides(office: Office) -> None:
    asked = office.asked()
    for by in (office.here.reviewer, office.approver):
        declare_tie(office.here.filing, has_tie=True, by=by, at=AT)

    with pytest.raises(NotAllowed, match="tie"):
        office.erased(asked)
    drop_paper_erasure(asked, "関係があるため", by=office.here.reviewer, at=AT)
    with pytest.raises(NotAllowed, match="tie"):
        office.asked()


def test_whoever_decides_declares_to_have_no_tie_to_any_party(office: Office) -> None:
    asked = office.asked()

    with pytest.raises(Unmet, match="no tie"):
        erase_paper(asked, seen_of(places_of(asked.sha256)), by=office.approver, at=AT)


def test_places_that_came_after_the_page_was_opened_are_looked_at_first(
    office: Office, content: bytes
) -> None:
    asked = office.asked()
    seen = seen_of(places_of(asked.sha256))
    filing, owner = another()
    attached_to(filing, content, owner)

    with pytest.raises(Unmet, match="changed after"):
        erase_paper(asked, seen, by=office.approver, at=AT, has_no_tie=True)

    assert texts_stored() != []


@pytest.mark.parametrize(
    ("ground", "reason", "said"),
    [
        ("", REASON, "Choose the ground"),
        ("because", REASON, "Choose the ground"),
        (GROUND, " ", "Enter the reason"),
        (GROUND, "あ" * 1_001, "up to 1,000"),
        (GROUND, f"番号は{TYPED}", "Do not write the number"),
    ],
)
def test_what_is_wrong_with_the_asking_is_told(office: Office, ground: str, reason: str, said: str) -> None:
    with pytest.raises(Unmet, match=said):
        ask_paper_erasure(office.document, ground, reason, by=office.here.reviewer, at=AT)


def test_a_reason_may_have_a_thousand_letters(office: Office) -> None:
    made = ask_paper_erasure(office.document, GROUND, "あ" * 1_000, by=office.here.reviewer, at=AT)

    assert len(made.reason) == 1_000


def test_it_is_asked_for_once_and_again_after_it_was_dropped(office: Office) -> None:
    asked = office.asked()
    with pytest.raises(Unmet, match="already"):
        office.asked()

    drop_paper_erasure(asked, "番号ではありませんでした", by=office.approver, at=AT)

    office.erased(office.asked())
    with pytest.raises(NotAllowed):
        office.erased(asked)
    with pytest.raises(Unmet, match="already"):
        office.asked()


def test_another_reviewer_does_not_take_it_back(office: Office) -> None:
    asked = office.asked()

    with pytest.raises(NotAllowed):
        drop_paper_erasure(asked, "理由", by=actor("別の審査", Role.REVIEWER, None), at=AT)
