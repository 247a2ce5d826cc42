"""Drawn pages (描いた証憑): screens, slips and invoices as pictures, and copies as people disguise them.

Customers of one vendor have its layout and their own data. A third of the screens are of another window's size.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import pylopdf_fonts_jp
import pypdfium2
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(pylopdf_fonts_jp.__file__).parent
PDF = "application/pdf"
WINDOWS = ((1280, 800), (1366, 768), (1440, 900), (1280, 720), (1024, 768))
WORDS = [
    "売上",
    "仕入",
    "請求",
    "入金",
    "残高",
    "前月",
    "当月",
    "合計",
    "税抜",
    "消費税",
    "担当",
    "部門",
    "勘定科目",
    "摘要",
    "取引先",
    "伝票",
    "在庫",
    "発注",
    "納品",
    "検収",
    "給与",
    "賞与",
    "勤怠",
    "有給",
    "経費",
    "精算",
    "承認",
    "申請",
    "一覧",
    "設定",
    "帳票",
    "印刷",
    "出力",
    "取込",
    "連携",
    "顧客",
    "見積",
    "案件",
    "予算",
    "実績",
    "差異",
    "原価",
    "工程",
    "製番",
    "倉庫",
    "棚卸",
    "配送",
    "店舗",
    "会員",
    "予約",
]
FIRMS = [
    "青空",
    "緑",
    "みほん",
    "つばめ",
    "丸山",
    "高橋",
    "北斗",
    "南海",
    "東和",
    "西村",
    "大和",
    "若葉",
    "桜",
    "富士",
    "瀬戸",
    "白川",
    "千歳",
    "宮前",
    "石田",
]
TRADES = [
    "商店",
    "製作所",
    "工業",
    "設計",
    "青果",
    "運輸",
    "食品",
    "電機",
    "建設",
    "印刷",
    "薬局",
    "旅館",
    "農園",
    "塗装",
    "物産",
]


@dataclass(frozen=True)
class Layout:
    """What the pages of a vendor's customers have in common."""

    kind: str
    size: tuple[int, int]
    title: str
    menu: tuple[str, ...]
    heads: tuple[str, ...]
    columns: tuple[int, ...]
    values: tuple[str, ...]
    row: int
    letters: int
    dark: str
    light: str
    face: str
    notes: tuple[str, ...]


def layout(chance: Random) -> Layout:
    """One vendor's: half of them show screens, the others slips or invoices."""
    kind = chance.choice(["screen", "screen", "slip", "invoice"])
    sizes = {"screen": WINDOWS, "invoice": ((840, 1188),), "slip": ((900, 640), (760, 900))}
    size, count = chance.choice(sizes[kind]), chance.randint(4, 7)
    left = 190 if kind == "screen" else 50
    step = (size[0] - left - 20) // count
    return Layout(
        kind,
        size,
        "".join(chance.sample(WORDS, 2)),
        tuple(chance.sample(WORDS, chance.randint(6, 14))),
        tuple(chance.sample(WORDS, count)),
        tuple(left + step * place + chance.randint(0, 14) for place in range(count)),
        tuple(chance.choice(["word", "money", "money", "date", "firm", "code"]) for _ in range(count)),
        chance.randint(26, 42),
        chance.randint(13, 18),
        chance.choice(["#204080", "#0a6b4f", "#333333", "#7a1f3d"]),
        chance.choice(["#dddddd", "#eef3fa", "#f5f0e6"]),
        chance.choice(["Sans", "Serif"]),
        tuple("".join(chance.sample(WORDS, 3)) for _ in range(6)),
    )


def page(of: Layout, chance: Random) -> Image.Image:
    """The page of one customer."""
    size = chance.choice(WINDOWS) if of.kind == "screen" and not chance.randrange(3) else of.size
    image = Image.new("RGB", size, "white")
    draw, letters = ImageDraw.Draw(image), _font(of.face, of.letters)
    top, rows = {"screen": _screen, "invoice": _invoice, "slip": _slip}[of.kind](of, draw, size, chance)
    for left, head in zip(of.columns, of.heads, strict=True):
        draw.text((left, top - 28), head, fill=of.dark, font=letters)
    draw.line((of.columns[0] - 6, top - 4, size[0] - 16, top - 4), fill=of.dark, width=2)
    for row in range(rows):
        down = top + 4 + row * of.row
        for left, kind in zip(of.columns, of.values, strict=True):
            draw.text((left, down), _value(kind, chance), fill="black", font=letters)
        if of.kind != "slip":
            draw.line((of.columns[0] - 6, down + of.row - 6, size[0] - 16, down + of.row - 6), fill="#cccccc")
    for place, note in enumerate(of.notes[4:]):
        at = (of.columns[0], top + rows * of.row + 24 + 30 * place)
        draw.text(at, f"{note} {_value('money', chance)}", fill="#444444", font=letters)
    return image


def saved(image: Image.Image, chance: Random) -> bytes:
    """As a PNG or as a JPEG of any quality from 40 to 92."""
    out = io.BytesIO()
    if chance.randrange(2):
        image.save(out, "JPEG", quality=chance.randint(40, 92))
    else:
        image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def resized(image: Image.Image, chance: Random) -> Image.Image:
    """In another size, from 0.7 to 1.2 of its own."""
    by = chance.uniform(0.7, 1.2)
    return image.resize((round(image.width * by), round(image.height * by)), Image.Resampling.LANCZOS)


def _saved_anew(image: Image.Image, chance: Random) -> tuple[bytes, str]:
    return saved(resized(image, chance), chance), "image/png"


def _turned(image: Image.Image, chance: Random) -> tuple[bytes, str]:
    turns = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
    return saved(resized(image, chance).transpose(chance.choice(turns)), chance), "image/png"


def _framed(image: Image.Image, chance: Random) -> tuple[bytes, str]:
    """On a ground of one colour, half of the time with a window's title above."""
    inner = resized(image, chance)
    sides = [round(min(inner.size) * chance.uniform(0.02, 0.15)) for _ in range(4)]
    size = (inner.width + sides[0] + sides[2], inner.height + sides[1] + sides[3])
    out = Image.new("RGB", size, chance.choice(["black", "white", "#3a6ea5", "#808080", "#f0e0c0"]))
    if chance.randrange(2):
        draw = ImageDraw.Draw(out)
        draw.rectangle((0, 0, out.width, sides[1]), fill="#e8e8e8")
        letters = _font("Sans", max(min(sides[1] - 4, 18), 8))
        draw.text((10, 2), f"{chance.choice(FIRMS)} - {chance.choice(WORDS)}", fill="black", font=letters)
    out.paste(inner, (sides[0], sides[1]))
    return saved(out, chance), "image/png"


def _cropped(image: Image.Image, chance: Random) -> tuple[bytes, str]:
    """Any part, of 60 to 95 percent of each side."""
    width, height = (round(side * chance.uniform(0.6, 0.95)) for side in image.size)
    left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
    return saved(resized(image.crop((left, top, left + width, top + height)), chance), chance), "image/png"


def _paper(chance: Random) -> Image.Image:
    out = Image.new("RGB", (1000, 1414), "white")
    draw, letters = ImageDraw.Draw(out), _font("Serif", chance.randint(16, 24))
    draw.text((80, 70), "".join(chance.sample(WORDS, 4)), fill="black", font=_font("Sans", 32))
    for row in range(chance.randint(1, 5)):
        draw.text((80, 130 + 34 * row), "".join(chance.sample(WORDS, 8)), fill="black", font=letters)
    return out


def _drawn_into_page(image: Image.Image, chance: Random) -> tuple[bytes, str]:
    """A picture of a page with text that shows it, 55 to 90 percent as wide as the page."""
    out = _paper(chance)
    by = min(out.width * chance.uniform(0.55, 0.9) / image.width, (out.height - 340) / image.height)
    small = image.resize((round(image.width * by), round(image.height * by)), Image.Resampling.LANCZOS)
    at = (
        chance.randint(20, out.width - small.width - 10),
        chance.randint(310, out.height - small.height),
    )
    out.paste(small, at)
    return saved(out, chance), "image/png"


def _set_into_pdf(image: Image.Image, chance: Random) -> tuple[bytes, str]:
    """A page of a PDF with text and the picture as an image, as office software writes it."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    sheet = document.new_page(595, 842)
    by = min(595 * chance.uniform(0.55, 0.9) / image.width, 560 / image.height)
    heading = _paper(chance).crop((0, 0, 1000, 300))
    for each, wide, at in ((heading, 595, (0, 660)), (resized(image, chance), image.width * by, (30, 40))):
        stored = io.BytesIO()
        each.save(stored, "JPEG", quality=chance.randint(40, 92))
        placed = pypdfium2.PdfImage.new(document)
        placed.load_jpeg(stored, inline=True)
        placed.set_matrix(pypdfium2.PdfMatrix().scale(wide, wide * each.height / each.width).translate(*at))
        sheet.insert_obj(placed)
    sheet.gen_content()
    document.save(out)
    return out.getvalue(), PDF


COPIES: Mapping[str, Callable[[Image.Image, Random], tuple[bytes, str]]] = {
    "saved anew": _saved_anew,
    "turned": _turned,
    "framed": _framed,
    "set into a PDF": _set_into_pdf,
    "drawn into a page": _drawn_into_page,
    "cropped": _cropped,
}


def _screen(of: Layout, draw: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> tuple[int, int]:
    letters = _font(of.face, of.letters)
    draw.rectangle((0, 0, size[0], 46), fill=of.dark)
    draw.text((16, 8), of.title, fill="white", font=_font(of.face, of.letters + 8))
    draw.text((size[0] - 330, 14), _value("firm", chance) + "様", fill="white", font=letters)
    draw.rectangle((0, 46, 170, size[1]), fill=of.light)
    for row, name in enumerate(of.menu):
        draw.text((14, 64 + 34 * row), name, fill="#222222", font=letters)
    return 84, chance.randint(8, min((size[1] - 150) // of.row, 18))


def _invoice(of: Layout, draw: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> tuple[int, int]:
    letters, large = _font(of.face, of.letters), _font(of.face, of.letters + 8)
    draw.text((size[0] // 2 - 60, 40), "請求書", fill="black", font=_font(of.face, 34))
    draw.text((50, 120), _value("firm", chance) + " 御中", fill="black", font=large)
    for row, note in enumerate(of.notes[:4]):
        draw.text((size[0] - 280, 110 + row * 26), note, fill="black", font=letters)
    draw.text(
        (50, 190), f"請求番号 {_value('code', chance)} {_value('date', chance)}", fill="black", font=letters
    )
    draw.text((50, 230), f"ご請求金額 {_value('money', chance)}円", fill="black", font=large)
    return 320, chance.randint(4, 14)


def _slip(of: Layout, draw: ImageDraw.ImageDraw, size: tuple[int, int], chance: Random) -> tuple[int, int]:
    draw.text((size[0] // 2 - 90, 24), "振込受付書", fill="black", font=_font(of.face, 28))
    return 110, chance.randint(6, 10)


def _value(kind: str, chance: Random) -> str:
    made = {
        "word": lambda: chance.choice(WORDS),
        "money": lambda: f"{chance.randint(1, 9_999_999):,}",
        "date": lambda: f"2026/{chance.randint(1, 12):02}/{chance.randint(1, 28):02}",
        "firm": lambda: chance.choice(FIRMS) + chance.choice(TRADES),
        "code": lambda: f"{chance.choice('ABCDEK')}-{chance.randint(1, 99_999):05}",
    }
    return made[kind]()


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"Noto{face}JP-Regular.otf"), size)
