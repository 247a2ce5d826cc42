"""Numbers are found where they are seen: in turned pages, in form fields, up to the limits of the search."""

from pathlib import Path

import pytest

from hojokin.flow.kept_out import Mark, NumberKind, limit
from hojokin.office.adapters.blackout import blacked_out
from hojokin.office.adapters.paper_numbers import PDF, Area, FoundNumber, marks_of, numbers_in
from tests.office.adapters.made_files import encrypted_pdf, pdf, picture, png
from tests.office.papers_with_numbers import MY_NUMBER, TYPED, form_paper, paper, texts_of, turned_paper

BELOW = 10_000_000


def middle(area: Area) -> tuple[int, int]:
    """Its middle, in thousandths."""
    return area.left + area.width // 2, area.top + area.height // 2


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_number_is_found_where_a_turned_page_shows_it(tmp_path: Path, degrees: int) -> None:
    upright = numbers_in(paper(f"個人番号 {TYPED}", folder=tmp_path), PDF)[0].areas[0]
    across, down = middle(upright)

    found = numbers_in(turned_paper(paper(f"個人番号 {TYPED}", folder=tmp_path), degrees), PDF)

    x, y = {
        0: (across, down),
        90: (1000 - down, across),
        180: (1000 - across, 1000 - down),
        270: (down, 1000 - across),
    }[degrees]
    seen = middle(found[0].areas[0])
    assert abs(seen[0] - x) <= 3
    assert abs(seen[1] - y) <= 3


def test_what_was_typed_into_a_form_is_found_and_goes(tmp_path: Path) -> None:
    content = form_paper(MY_NUMBER)
    (found,) = numbers_in(content, PDF)

    made = blacked_out(content, PDF, found.areas, BELOW)

    assert (found.kind, len(found.areas)) == (NumberKind.INDIVIDUAL, 1)
    assert MY_NUMBER.encode() not in made
    assert texts_of(made) == [""]


def test_several_of_a_page_are_counted_together() -> None:
    twice = [FoundNumber(NumberKind.INDIVIDUAL, 1), FoundNumber(NumberKind.INDIVIDUAL, 1)]

    assert marks_of([*twice, FoundNumber(NumberKind.INSURANCE, 1)]) == (
        Mark(NumberKind.INDIVIDUAL, 1, 2),
        Mark(NumberKind.INSURANCE, 1, 1),
    )


def test_the_last_page_that_is_searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hojokin.flow.kept_out import settings

    assert limit("search", "pages") == 300
    monkeypatch.setitem(settings()["search"], "pages", 2)

    two = numbers_in(paper("a", TYPED, folder=tmp_path), PDF)
    three = numbers_in(paper("a", "b", TYPED, folder=tmp_path), PDF)

    assert [(each.kind, each.page) for each in two] == [(NumberKind.INDIVIDUAL, 2)]
    assert [(each.kind, each.page) for each in three] == [(NumberKind.UNREAD, 3)]


def test_pictures_and_what_cannot_be_opened_have_no_text() -> None:
    assert numbers_in(png(picture()), "image/png") == []
    assert numbers_in(encrypted_pdf(b"secret"), PDF) == []
    assert numbers_in(b"%PDF-1.7 broken", PDF) == []


def test_an_empty_page_has_none() -> None:
    assert numbers_in(pdf(), PDF) == []
