"""Files as people and attackers make them."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image, ImageDraw


def pdf(
    catalog: bytes = b"", objects: Mapping[int, bytes] | None = None, *, version: bytes = b"1.7"
) -> bytes:
    """A PDF of one empty page, with more in its catalog and more objects (from number 4)."""
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        **(objects or {}),
    }
    out, places = bytearray(b"%PDF-" + version + b"\n"), []
    for number, body in sorted(bodies.items()):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start)
    return bytes(out)


def pdf_with_hidden_object(hidden: bytes) -> bytes:
    """A PDF whose catalog's action lies in a compressed object stream, where no plain search finds it."""
    packed = zlib.compress(b"4 0 " + hidden)
    stream = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        5: stream % (len(packed), packed),
    }
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    places[6] = start
    rows = [b"\x00\x00\x00\x00\xff"]
    for number in range(1, 7):
        inside = number == 4
        rows.append(
            bytes([2 if inside else 1]) + (5 if inside else places[number]).to_bytes(3, "big") + b"\x00"
        )
    table = zlib.compress(b"".join(rows))
    out += (
        b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 3 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\n"
        b"stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
    ) % (len(table), table, start)
    return bytes(out)


PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
SOME_ID = b"0123456789abcdef"


def rc4(key: bytes, content: bytes) -> bytes:
    """The stream cipher of the first encrypted PDFs."""
    state, second = list(range(256)), 0
    for first in range(256):
        second = (second + state[first] + key[first % len(key)]) % 256
        state[first], state[second] = state[second], state[first]
    out, first, second = bytearray(), 0, 0
    for letter in content:
        first = (first + 1) % 256
        second = (second + state[first]) % 256
        state[first], state[second] = state[second], state[first]
        out.append(letter ^ state[(state[first] + state[second]) % 256])
    return bytes(out)


def encrypted_pdf(password: bytes, catalog: bytes = b"") -> bytes:
    """A PDF in 40-bit encryption that asks for this password; an empty one only restricts what readers offer."""
    owner = rc4(hashlib.md5((b"owner" + PADDING)[:32]).digest()[:5], (password + PADDING)[:32])
    rights = (-64).to_bytes(4, "little", signed=True)
    key = hashlib.md5((password + PADDING)[:32] + owner + rights + SOME_ID).digest()[:5]
    entry = b"<< /Filter /Standard /V 1 /R 2 /P -64 /O <%s> /U <%s> >>" % (
        owner.hex().encode(),
        rc4(key, PADDING).hex().encode(),
    )
    trailer = b"/Encrypt 4 0 R /ID [<%s> <%s>] /Root" % (SOME_ID.hex().encode(), SOME_ID.hex().encode())
    return pdf(catalog, {4: entry}).replace(b"/Root", trailer, 1)


def picture(size: tuple[int, int] = (320, 200), words: str = "hojokin") -> Image.Image:
    """A screenshot of sorts."""
    image = Image.new("RGB", size, "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0], size[1] // 8), fill="#0017c1")
    for place in range(5):
        top = size[1] * (2 + place) // 8
        draw.rectangle((size[0] // 10, top, size[0] * (4 + place) // 10, top + size[1] // 16), fill="#444444")
    draw.text((size[0] // 4, size[1] // 2), words, fill="black")
    return image


def jpeg(image: Image.Image | None = None, quality: int = 90, exif: Image.Exif | None = None) -> bytes:
    """A JPEG file."""
    out = io.BytesIO()
    (image or picture()).save(out, "JPEG", quality=quality, **({"exif": exif} if exif else {}))
    return out.getvalue()


def png(image: Image.Image | None = None) -> bytes:
    """A PNG file."""
    out = io.BytesIO()
    (image or picture()).save(out, "PNG")
    return out.getvalue()


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def workbook(**more: bytes) -> bytes:
    """A workbook, as far as its directory goes; `xl__vbaProject_bin` becomes xl/vbaProject.bin."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in more.items()}
    return archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", **named})
