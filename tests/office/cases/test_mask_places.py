"""Places to black out are told when they cannot be, and only whoever may write there sends them, once."""

import pytest

from hojokin.office.actions.errors import NotAllowed
from hojokin.office.actions.mask_document import mask_document
from hojokin.office.adapters.paper_numbers import Area
from tests.office.cases.paper_scene import LEFT_TOP, attached, current, mask_address
from tests.office.cases.sample import AT, PDF, scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"area-page": "2"}, "ページは1から1までの数字です"),
        ({"area-page": "x"}, "ページは1から1までの数字です"),
        ({"area-left": "51"}, "ページからはみ出しています"),
        ({"area-top": "50.1"}, "ページからはみ出しています"),
        ({"area-width": "0"}, "幅と高さは0より大きくしてください"),
        ({"area-height": "nan"}, "位置と大きさは0から100までの数字です"),
        ({"area-left": "-1"}, "位置と大きさは0から100までの数字です"),
        ({"area-width": "100.1"}, "位置と大きさは0から100までの数字です"),
        ({"area-left": "", "area-top": "", "area-width": "", "area-height": ""}, "隠す場所がまだありません"),
    ],
)
def test_a_place_that_cannot_be_is_told_and_nothing_is_lost(typed: dict[str, str], said: str) -> None:
    here = scene()
    before = attached(here, PDF)

    answer = here.as_applicant.post(mask_address(here, before), {**LEFT_TOP, **typed})

    assert answer.status_code == 422
    assert said in answer.text
    assert all(f'value="{each}"' in answer.text for each in typed.values() if each)
    assert current() == before


def test_half_of_the_page_is_not_outside() -> None:
    here = scene()
    before = attached(here, PDF)

    answer = here.as_applicant.post(
        mask_address(here, before), {**LEFT_TOP, "area-left": "50", "area-top": "50"}
    )

    assert answer.status_code == 302


def test_looking_first_draws_the_place_and_removing_takes_it_back() -> None:
    here = scene()
    before = attached(here, PDF)
    typed = {key: value for key, value in LEFT_TOP.items() if key != "do"}

    looked = here.as_applicant.post(mask_address(here, before), {**typed, "do": "more"})
    dropped = here.as_applicant.post(mask_address(here, before), {**typed, "drop": "0"})

    shown = '<rect class="mask-drawn" data-row="0" x="0" y="0" width="500" height="500"/>'
    assert [shown in looked.text, shown in dropped.text] == [True, False]
    assert current() == before


def test_too_many_places_are_told() -> None:
    here = scene()
    before = attached(here, PDF)
    many = {key: [value] * 301 for key, value in LEFT_TOP.items() if key.startswith("area")}

    answer = here.as_applicant.post(mask_address(here, before), {**many, "do": "save"})

    assert (answer.status_code, current()) == (422, before)


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_and_the_office_find_no_such_page_and_the_other_party_is_refused(method: str) -> None:
    here = scene()
    before = attached(here, PDF)

    came = [
        getattr(each, method)(mask_address(here, before), LEFT_TOP).status_code
        for each in (here.as_stranger, here.as_reviewer, here.as_vendor)
    ]

    assert came == [404, 404, 409]
    assert current() == before


def test_once_it_lies_with_the_office_nothing_is_blacked_out() -> None:
    here = scene()
    before = attached(here, PDF)
    type(here.filing).objects.filter(pk=here.filing.pk).update(state="submitted", submitted_at=AT)

    assert here.as_applicant.post(mask_address(here, before), LEFT_TOP).status_code == 409
    assert current() == before


def test_a_paper_blacked_out_elsewhere_is_not_replaced_twice() -> None:
    here = scene()
    before = attached(here, PDF)
    here.as_applicant.post(mask_address(here, before), LEFT_TOP)
    after = current()

    again = here.as_applicant.post(mask_address(here, before), LEFT_TOP)

    assert (again.status_code, current()) == (404, after)


def test_a_stale_row_is_refused_by_the_action_itself() -> None:
    here = scene()
    before = attached(here, PDF)
    mask_document(before, [Area(1, 0, 0, 10, 10)], by=here.applicant, at=AT)

    with pytest.raises(NotAllowed):
        mask_document(before, [Area(1, 0, 0, 10, 10)], by=here.applicant, at=AT)
