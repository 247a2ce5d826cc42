"""Pictures and texts that look alike have fingerprints that are near, and others do not."""

import pytest
from PIL import Image, ImageEnhance

from hojokin.office.adapters.fingerprints import distance, fingerprint, text_fingerprint
from tests.office.adapters import made_files as made

NEAR = 10  # bits; the ones below come out well under it
FAR = 16

PAGE = "当社は会計業務をクラウド化し、請求書の発行から入金の消込までを自動化します。従業員は18名です。"

MORE = (
    "これまで請求書は表計算ソフトで作成し、郵送していました。転記の誤りが月に数件あり、確認に二日かかっています。",
    "導入後は受注の内容がそのまま請求書になり、入金の照合も自動で行われるため、月末の残業がなくなる見込みです。",
    "空いた時間は得意先への訪問と新しい商品の企画にあて、売上を三年間で一割伸ばすことを目標にしています。",
    "担当者には操作の研修を行い、最初の三か月は支援事業者が毎週訪問して定着を手伝います。",
)


def screen() -> Image.Image:
    """A screenshot."""
    return made.picture((1280, 800), "A-123")


def another() -> Image.Image:
    """A screenshot of something else."""
    image = Image.new("RGB", (1280, 800), "#102030")
    for place in range(6):
        image.paste("#e0e0f0", (80 + 200 * place, 780 - 110 * place, 220 + 200 * place, 800))
    image.paste("#c01030", (700, 40, 1240, 420))
    return image


@pytest.mark.parametrize(
    "changed",
    [
        made.png(screen()),
        made.jpeg(screen(), quality=30),
        made.jpeg(screen().resize((640, 400))),
        made.png(screen().resize((1920, 1210))),
        made.png(screen().crop((12, 8, 1270, 795))),
        made.jpeg(ImageEnhance.Brightness(screen()).enhance(0.85)),
        made.png(screen().convert("L")),
        made.png(screen().convert("P")),
        made.png(screen().convert("RGBA")),
    ],
)
def test_the_same_picture_saved_in_another_way_stays_near(changed: bytes) -> None:
    assert distance(fingerprint(made.jpeg(screen())), fingerprint(changed)) <= NEAR


def test_another_picture_is_far() -> None:
    assert distance(fingerprint(made.png(screen())), fingerprint(made.png(another()))) >= FAR


def test_a_photo_lying_on_its_side_is_turned_first() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned by a quarter
    lying = made.jpeg(screen().rotate(90, expand=True), exif=exif)

    assert distance(fingerprint(made.jpeg(screen())), fingerprint(lying)) <= NEAR


def test_a_fingerprint_is_a_whole_number_of_64_bits_and_always_the_same() -> None:
    found = fingerprint(made.png(screen()))

    assert type(found) is int
    assert 0 <= found < 1 << 64
    assert found == fingerprint(made.png(screen()))


def test_an_even_picture_has_a_fingerprint_too() -> None:
    assert fingerprint(made.png(Image.new("RGB", (10, 10), "white"))) >= 0


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", made.jpeg()[:300]])
def test_what_is_no_picture_is_told(content: bytes) -> None:
    with pytest.raises(ValueError, match="no picture"):
        fingerprint(content)


def near(a: str, b: str) -> int:
    """Bits between two texts."""
    first, second = text_fingerprint(a), text_fingerprint(b)
    assert first is not None
    assert second is not None
    return distance(first, second)


def test_a_text_with_another_name_in_it_stays_near() -> None:
    long = PAGE + "".join(MORE) + "申請者は株式会社みほん青果です。"

    assert near(long, long.replace("みほん青果", "つばめ設計").replace("18", "１９")) <= NEAR
    assert near(PAGE, "  " + PAGE.replace("、", "、\n")) == 0


def test_another_text_is_far() -> None:
    other = (
        "本設備は工場の空調を更新するもので、見積書は三社から取得しました。納期は来年の二月を予定しています。"
    )

    assert near(PAGE, other) >= FAR


@pytest.mark.parametrize(("letters", "told"), [(19, False), (20, True), (21, True)])
def test_a_page_that_says_too_little_has_none(letters: int, told: bool) -> None:
    assert (text_fingerprint(PAGE[:letters]) is not None) is told
