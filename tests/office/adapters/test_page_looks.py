"""A copy keeps most details of a page: in another size or compression, and with another name pasted over."""

import io
import random
from functools import cache

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

from hojokin.flow.guard_evidence import Sighting, same_looks
from hojokin.flow.guard_moved import moved_looks
from hojokin.flow.guards import Pattern, Place
from hojokin.office.adapters.page_looks import IMAGE, PageLook, looks_of, numbers_of, tiles_of
from tests.office.adapters import made_files as made

ENOUGH = 3
SEVERAL = range(6, 11)
"""Customers whose screens are there before a copy comes."""
SLIP = "振込受付書\n受付番号 0012345678\n受取口座 普通 7654321\n振込金額 1,100,000円 2026年11月22日\n手数料 440円"


def screen(data: int) -> Image.Image:
    """A software's screen with the data of one customer: the bars are the layout, the rows are not."""
    chance, font = random.Random(data), ImageFont.load_default(14)
    image = Image.new("RGB", (1280, 800), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 1280, 50), fill="#204080")
    draw.rectangle((0, 50, 200, 800), fill="#dddddd")
    for row in range(chance.randint(8, 18)):
        for column in range(5):
            words = "x" * chance.randint(3, 14) + str(chance.randrange(10**6))
            draw.text((220 + column * 210, 100 + row * 36), words, fill="black", font=font)
    return image


def pasted_over(image: Image.Image) -> Image.Image:
    """The same with another name at the top."""
    copy = image.copy()
    draw = ImageDraw.Draw(copy)
    draw.rectangle((300, 10, 600, 40), fill="white")
    draw.text((305, 15), "another firm", fill="black")
    return copy


@pytest.mark.parametrize("data", range(5))
def test_a_copy_shares_details_and_another_customers_screen_does_not(data: int) -> None:
    own, other = screen(data), screen(data + 100)
    # What both customers' screens show is the layout, which the guards leave out as common.
    details = set(tiles_of(made.png(own))) - set(tiles_of(made.png(other)))

    copies = [
        made.jpeg(own, quality=60),
        made.png(own.resize((1000, 625))),
        made.jpeg(pasted_over(own), quality=75),
    ]

    assert [len(details & set(tiles_of(each))) >= ENOUGH for each in copies] == [True, True, True]


def seen(case: str, picture: bytes) -> Sighting:
    """The picture as the evidence of a case."""
    [found] = looks_of(picture, "image/png")
    return Sighting(Place(case, 1, 1), case, "画面.png", found.picture, found.tiles, views=found.views)


@cache
def shown(data: int) -> Sighting:
    """The screen of one customer, as it was handed in first."""
    return seen(f"c{data}", made.png(screen(data)))


def told(data: int, copy: bytes) -> list[tuple[str, ...]]:
    """What is told once the copy of one customer's screen comes to those of several."""
    return [
        each.cases
        for each in same_looks(Pattern.SAME_PICTURE, [*map(shown, SEVERAL), seen(f"copy{data}", copy)])
    ]


@pytest.mark.parametrize("data", range(6, 9))
def test_a_screen_that_is_handed_in_again_is_told_against_its_original_alone(data: int) -> None:
    own = screen(data)
    copies = {
        "saved anew": made.jpeg(own, quality=60),
        "saved coarsely": made.jpeg(own, quality=25),
        "smaller": made.png(own.resize((512, 320))),
        "larger": made.png(own.resize((1920, 1200))),
        "without colours": made.png(own.convert("L")),
        "dimmer": made.jpeg(ImageEnhance.Brightness(own).enhance(0.85)),
        "another name": made.jpeg(pasted_over(own), quality=75),
    }

    found = {how: told(data, copy) for how, copy in copies.items()}

    assert found == {how: [(f"c{data}", f"copy{data}")] for how in copies}


TURNS = {
    "右へ90度": Image.Transpose.ROTATE_270,
    "180度": Image.Transpose.ROTATE_180,
    "左へ90度": Image.Transpose.ROTATE_90,
}


@pytest.mark.parametrize("data", range(6, 9))
@pytest.mark.parametrize("how", TURNS)
def test_a_screen_that_is_handed_in_turned_is_told_with_its_turn(data: int, how: str) -> None:
    copy = seen("copy", made.jpeg(screen(data).transpose(TURNS[how]).resize((900, 900)), quality=60))

    [found] = moved_looks([*map(shown, SEVERAL), copy])

    assert (found.cases, f"{how}回されて" in found.seen.ja) == ((f"c{data}", "copy"), True)


def test_a_screen_on_a_ground_of_one_colour_is_told() -> None:
    framed = ImageOps.expand(screen(6), border=90, fill="#3a6ea5")

    [found] = moved_looks([*map(shown, SEVERAL), seen("copy", made.png(framed))])

    assert (found.cases, "枠や別のページの中" in found.seen.ja) == (("c6", "copy"), True)


def test_an_image_that_a_pdf_shows_is_looked_at_by_itself() -> None:
    pages = list(looks_of(pdf_with(screen(6)), "application/pdf"))
    [own] = looks_of(made.png(screen(6)), "image/png")

    assert [each.page for each in pages] == [1, 1 + IMAGE]
    assert len(set(pages[1].tiles) & set(own.tiles)) >= ENOUGH


def test_a_small_image_of_a_pdf_is_a_logo() -> None:
    assert [each.page for each in looks_of(pdf_with(screen(6).resize((190, 200))), "application/pdf")] == [1]


def pdf_with(image: Image.Image) -> bytes:
    """A page of a PDF with an image set into it."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    sheet, placed = document.new_page(595, 842), pypdfium2.PdfImage.new(document)
    placed.load_jpeg(io.BytesIO(made.jpeg(image)), inline=True)
    placed.set_matrix(pypdfium2.PdfMatrix().scale(400, 250).translate(60, 300))
    sheet.insert_obj(placed)
    sheet.gen_content()
    document.save(out)
    return out.getvalue()


def test_no_screen_of_another_customer_is_told_as_moved() -> None:
    assert list(moved_looks([shown(each) for each in range(6, 16)])) == []


def test_the_screen_of_one_more_customer_is_not_told() -> None:
    assert told(11, made.png(screen(11))) == []


def test_long_numbers_are_details_and_short_ones_are_not() -> None:
    assert numbers_of(SLIP) == (*numbers_of("0012345678"), *numbers_of("7654321"), *numbers_of("1100000"))
    assert numbers_of("手数料 440円 12345") == ()


def test_width_and_separators_do_not_matter() -> None:
    assert numbers_of("１，１００，０００") == numbers_of("1,100,000") == numbers_of("1100000")


def test_an_empty_page_has_nothing_to_compare() -> None:
    assert list(looks_of(made.pdf(), "application/pdf")) == [PageLook(1, None, None, (), ())]


def test_a_picture_is_one_page() -> None:
    [found] = looks_of(made.png(screen(1)), "image/png")

    assert (found.page, found.picture is not None, found.text, found.numbers) == (1, True, None, ())


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png"])
def test_what_cannot_be_read_is_said(media_type: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)no picture|failed"):
        list(looks_of(b"nothing", media_type))


def test_other_files_have_no_pages() -> None:
    assert list(looks_of(b"a,b", "text/csv")) == []
