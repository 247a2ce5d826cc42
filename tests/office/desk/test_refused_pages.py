"""A form of the desk that was refused: its page leads on, in either language, though its address takes only the form."""

import re

import pytest
from django.test import Client

from hojokin.flow.roles import Role
from tests.office.desk.desk_scene import person, signed_in
from tests.office.rounds.scene import ROUND, application, browser, no_tie, office, the_round

pytestmark = pytest.mark.django_db


def in_english(site: Client, path: str, sent: dict[str, str]) -> tuple[int, int]:
    """What the refused form answers, and what its link to the other language does."""
    refused = site.post(path, sent)
    link = re.search(r'<a href="([^"]*)" lang="en"', refused.text)
    assert link is not None
    return refused.status_code, site.get(link[1]).status_code


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/desk/rounds/add/", {"edition": "fy2026", "track": "normal"}),
        (f"/desk/rounds/{ROUND}/edit/", {"reason": ""}),
        (f"/desk/rounds/{ROUND}/extend/", {"to": "昨日"}),
        (f"/desk/rounds/{ROUND}/downtime/", {"started": "昨日"}),
        ("/desk/people/invite/", {"email": "住所"}),
    ],
)
def test_an_administrator_reads_what_was_refused_in_the_other_language(
    path: str, sent: dict[str, str]
) -> None:
    people = office()
    the_round()

    assert in_english(browser(people.administrator), path, sent) == (422, 200)


def test_a_reviewer_reads_what_was_refused_in_the_other_language() -> None:
    people = office()
    the_round()
    filing = application("under_review")
    no_tie(filing, people.reviewer)
    site = browser(people.reviewer)

    scored = in_english(site, f"/desk/{filing.number}/score/save/", {"points-P-01": "多い", "finish": "1"})
    raised = in_english(site, f"/desk/{filing.number}/findings/", {"field": "company_name", "text": ""})

    assert (scored, raised) == ((422, 200), (422, 200))


def test_the_language_of_an_invitation_stays_when_its_address_is_refused() -> None:
    site = signed_in(person(Role.ADMINISTRATOR))

    refused = site.post("/desk/people/invite/", {"email": "住所", "role": "reviewer", "language": "en"})

    assert '<option value="en" selected>' in refused.text


def test_enter_in_a_mark_keeps_the_sheet_open() -> None:
    people = office()
    the_round()
    filing = application("under_review")
    no_tie(filing, people.reviewer)

    page = browser(people.reviewer).get(f"/desk/{filing.number}/score/").text

    form = page.partition(f'action="/desk/{filing.number}/score/save/"')[2].partition("</form>")[0]
    first, *_others = re.findall(r"<button[^>]*>", form)  # a browser presses it for whoever presses Enter
    assert "finish" not in first
