"""Numbers are blacked out where they are seen, on the pages of a PDF and in a photo."""

import io
from pathlib import Path

import pytest
from PIL import Image

from hojokin.office.records.models import AuditRow, Document
from tests.office.adapters.made_files import jpeg, png
from tests.office.cases.paper_scene import (
    CLEAN,
    DIRTY,
    LEFT_TOP,
    attached,
    bytes_of,
    current,
    errors,
    mask_address,
    stored,
)
from tests.office.cases.sample import Scene, scene
from tests.office.papers_with_numbers import paper, texts_of

pytestmark = pytest.mark.django_db(transaction=True)


def drawn(here: Scene, document: Document) -> Image.Image:
    """Its first page, as the office sees it."""
    answer = here.as_applicant.get(f"{here.address}files/{document.pk}/preview/")
    return Image.open(io.BytesIO(answer.content)).convert("RGB")


def test_found_numbers_are_chosen_and_blacked_out_without_a_pointer(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(CLEAN, DIRTY, folder=tmp_path))

    opened = here.as_applicant.get(mask_address(here, before))
    saved = here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    after = current()
    assert '<input type="checkbox" name="found" value="0" checked>' in opened.text
    assert saved.headers["Location"] == f"{mask_address(here, after)}?done=1"
    assert (after.replaces, after.name, after.numbers) == (before, "住民票.pdf", [])
    assert texts_of(bytes_of(after)) == ["", ""]
    assert errors(here) == []
    assert "黒塗り前のファイルは消去しました" in here.as_applicant.get(saved.headers["Location"]).text


def test_the_page_shows_black_where_the_number_was_and_the_rest_as_it_was(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(f"#rect(width: 100%, height: 100%, fill: red)[{DIRTY}]", folder=tmp_path))
    view = here.as_applicant.get(mask_address(here, before)).context["plan"]
    area = view.choices[0].found.areas[0]

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    picture = drawn(here, current())
    middle = (
        (area.left + area.width // 2) * picture.width // 1000,
        (area.top + area.height // 2) * picture.height // 1000,
    )
    below = (picture.width // 2, picture.height * 3 // 4)
    assert [max(picture.getpixel(at)) < 20 for at in (middle, below)] == [True, False]  # type: ignore[arg-type]


def test_an_area_typed_as_numbers_is_black_in_a_photo_and_its_metadata_is_gone() -> None:
    here = scene()
    exif = Image.Exif()
    exif[0x010E] = "secret words"
    before = attached(here, jpeg(Image.new("RGB", (200, 100), "white"), exif=exif), "免許証.jpg")

    here.as_applicant.post(
        mask_address(here, before), {**LEFT_TOP, "area-left": "５０", "area-width": "25.5"}
    )

    with Image.open(io.BytesIO(bytes_of(current()))) as after:
        assert (after.format, after.size, dict(after.getexif())) == ("JPEG", (200, 100), {})
        seen = [after.getpixel(place) for place in ((110, 25), (148, 25), (160, 25), (110, 75), (80, 25))]
    assert [sum(each) // 3 > 128 for each in seen] == [False, False, True, True, True]  # type: ignore[arg-type]
    assert not [blob for blob in stored() if b"secret words" in blob]


def test_a_photo_taken_sideways_is_blacked_out_as_it_is_seen() -> None:
    here = scene()
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned to the right
    before = attached(here, jpeg(Image.new("RGB", (200, 100), "white"), exif=exif), "免許証.jpg")

    seen = drawn(here, before)
    here.as_applicant.post(mask_address(here, before), LEFT_TOP)

    with Image.open(io.BytesIO(bytes_of(current()))) as after:
        assert seen.size == after.size == (100, 200)
        grey = after.convert("L")
    assert [grey.getpixel(at) == 0 for at in ((25, 50), (75, 50), (25, 150))] == [True, False, False]


def test_what_is_transparent_hides_nothing_in_a_png() -> None:
    here = scene()
    image = Image.new("RGBA", (100, 100), (10, 20, 30, 0))
    before = attached(here, png(image), "画面.png")

    here.as_applicant.post(mask_address(here, before), LEFT_TOP)

    with Image.open(io.BytesIO(bytes_of(current()))) as after:
        assert (after.format, after.mode) == ("PNG", "RGB")
        assert [after.getpixel(at) for at in ((10, 10), (90, 90))] == [(0, 0, 0), (255, 255, 255)]


def test_the_audit_tells_hashes_and_count_and_nothing_else(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(DIRTY, folder=tmp_path))

    here.as_applicant.post(mask_address(here, before), {**LEFT_TOP, "found": ["0"]})

    row = AuditRow.objects.get(what="document.mask")
    assert row.changes == {
        "field": "paper",
        "from": before.sha256,
        "to": current().sha256,
        "count": 2,
        "outcome": "erased",
    }


def test_more_pages_than_are_drawn_are_told(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(*["頁"] * 61, folder=tmp_path))

    answer = here.as_applicant.get(mask_address(here, before))

    assert answer.status_code == 409
    assert "ページが多すぎるため" in answer.text


def test_sixty_pages_are_drawn(tmp_path: Path) -> None:
    here = scene()
    before = attached(here, paper(*["頁"] * 59, DIRTY, folder=tmp_path))

    here.as_applicant.post(mask_address(here, before), {"found": ["0"], "do": "save"})

    assert texts_of(bytes_of(current())) == [""] * 60
