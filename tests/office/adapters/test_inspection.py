"""An upload is known by its content; what could run, hide or burst is refused, and the person is told what to do."""

import hashlib
import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image

from hojokin.office.adapters.inspection import DOCUMENTS, Inspected, MediaType, inspect
from hojokin.office.adapters.inspection.problems import TEXTS
from tests.office.adapters import made_files as made

LIMIT = 10_000_000
JS = b"<< /S /JavaScript /JS (app.alert(1)) >>"


def look(content: bytes, name: str = "", accepts: frozenset[MediaType] = DOCUMENTS) -> Inspected:
    """Inspect, under a fitting name."""
    endings = {b"%PDF": "a.pdf", b"\xff\xd8": "a.jpg", b"\x89PNG": "a.png", b"PK": "a.xlsx"}
    fitting = next((end for mark, end in endings.items() if content.startswith(mark)), "a.csv")
    return inspect(name or fitting, io.BytesIO(content), LIMIT, accepts)


def codes(content: bytes, accepts: frozenset[MediaType] = DOCUMENTS) -> list[str]:
    """What is said about it."""
    return [each.code for each in look(content, accepts=accepts).problems]


@pytest.mark.parametrize(
    ("content", "kind"),
    [(made.pdf(), "application/pdf"), (made.jpeg(), "image/jpeg"), (made.png(), "image/png")],
)
def test_an_ordinary_document_passes_with_its_hash_and_size(content: bytes, kind: str) -> None:
    found = look(content)

    assert (found.media_type, found.size, found.problems) == (kind, len(content), ())
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert found.accepted


@pytest.mark.parametrize(("over", "refused"), [(-1, False), (0, True), (1, True)])
def test_the_limit_itself_is_refused(over: int, refused: bool) -> None:
    content = made.pdf()
    padded = content + b"\n" * (LIMIT + over - len(content))

    found = look(padded)

    assert [each.code for each in found.problems] == (["too_large"] if refused else [])


class Endless(io.RawIOBase):
    """An upload that never ends, and counts what was read of it."""

    taken = 0

    def read(self, size: int = -1) -> bytes:
        """More of it."""
        self.taken += size
        return b"x" * size


def test_reading_stops_at_the_limit() -> None:
    upload = Endless()

    found = inspect("a.pdf", upload, LIMIT)  # type: ignore[arg-type]  # all that is read of a stream is read()

    assert upload.taken == LIMIT
    assert found.sha256 == ""
    assert found.problems[0].text.ja == (
        "ファイルが大きすぎます。添付できるのは10 MB未満です。解像度を下げるか、ページを分けて保存し直してください。"
    )


def test_an_empty_file_is_refused() -> None:
    assert codes(b"") == ["empty"]


def test_another_kind_is_named_in_both_languages() -> None:
    (told,) = look(made.archive({"a.txt": b"a"})).problems

    assert told.text.ja == (
        "このファイルの形式（ZIPまたはOffice文書）は添付できません。PDF・JPEG・PNGのいずれかで保存し直してください。"
    )
    assert told.text.en == (
        "Files of this kind (ZIP or an Office document) cannot be attached. Save it as one of: PDF, JPEG, PNG."
    )


def test_a_phones_own_format_is_named() -> None:
    (told,) = look(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)).problems

    assert "HEIF Image format" in told.text.ja


def test_a_name_that_lies_changes_nothing_but_is_told() -> None:
    found = look(made.png(), name="certificate.pdf")

    assert found.media_type == "image/png"
    assert [(each.code, each.refuses) for each in found.problems] == [("other_extension", False)]
    assert found.accepted


@pytest.mark.parametrize("before", [b"\n", b"GIF89a", b"<html><script>alert(1)</script>", b"x" * 1000])
def test_a_pdf_that_begins_later_is_refused(before: bytes) -> None:
    assert codes(before + made.pdf()) == ["pdf_not_at_start"]


@pytest.mark.parametrize(
    "content",
    [
        made.pdf() + made.archive({"a.class": b"a"}),
        made.pdf() + b"<html><script>alert(1)</script>",
        made.pdf(version=b"1.7\n<script>alert(1)</script>"),
        made.jpeg() + made.archive({"a.class": b"a"}),
        made.jpeg() + b"<!DOCTYPE html><p>",
        made.png() + made.archive({"a.class": b"a"}),
        made.png() + b"Rar!\x1a\x07\x00",
        made.png() + made.pdf(),
    ],
)
def test_a_file_of_two_kinds_is_refused(content: bytes) -> None:
    assert codes(content) == ["two_kinds"]


def test_a_page_in_a_pictures_comment_is_refused() -> None:
    comment = b"<html><script>alert(1)</script>"
    content = made.jpeg()

    hidden = content[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + content[2:]

    assert codes(hidden) == ["two_kinds"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (made.pdf(b"/OpenAction " + JS), ["javascript"]),
        (made.pdf(b"/OpenAction 4 0 R", {4: JS}), ["javascript"]),
        (made.pdf(b"/OpenAction 4 0 R", {4: JS.replace(b"/JavaScript", b"/J#61vaScr#69pt")}), ["javascript"]),
        (made.pdf_with_hidden_object(JS), ["javascript"]),
        (made.pdf(b"/OpenAction << /S /Launch /F (calc.exe) >>"), ["launch"]),
        (made.pdf(b"/OpenAction << /S /SubmitForm /F (https://example.jp/) >>"), ["form_actions"]),
        (
            made.pdf(
                b"/Names << /EmbeddedFiles << /Names [(a) 4 0 R] >> >>",
                {
                    4: b"<< /Type /Filespec /F (a.exe) /EF << /F 5 0 R >> >>",
                    5: b"<< /Type /EmbeddedFile /Length 1 >>\nstream\na\nendstream",
                },
            ),
            ["embedded_files"],
        ),
    ],
)
def test_what_a_pdf_could_do_by_itself_is_refused(content: bytes, expected: list[str]) -> None:
    assert codes(content) == expected
    assert not look(content).accepted
    assert all(each.active for each in look(content).problems)


def test_a_pdf_that_opens_at_a_page_is_welcome() -> None:
    assert codes(made.pdf(b"/OpenAction [3 0 R /Fit]")) == []


def test_a_pdf_that_asks_for_a_password_is_refused_and_a_restricted_one_is_kept_and_told() -> None:
    locked, restricted = look(made.encrypted_pdf(b"secret")), look(made.encrypted_pdf(b""))

    assert ([each.code for each in locked.problems], locked.accepted) == (["locked"], False)
    assert ([each.code for each in restricted.problems], restricted.accepted) == (["encrypted"], True)


def test_what_a_restricted_pdf_could_do_is_found_as_well() -> None:
    assert codes(made.encrypted_pdf(b"", b"/OpenAction << /S /Launch /F (a) >>")) == ["encrypted", "launch"]


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8" + b"\xff\xfe\x00\x02" * 2_000_000,
        b"\xff\xd8" * 4_000_000,
        b"\x89PNG\r\n\x1a\n" + (b"\0\0\0\0teXt" + bytes(4)) * 800_000,
    ],
)
def test_a_picture_in_countless_pieces_is_refused_at_once(content: bytes) -> None:
    assert codes(content) == ["unreadable"]


def test_a_hidden_action_is_not_seen_by_a_plain_search() -> None:
    assert b"JavaScript" not in made.pdf_with_hidden_object(JS)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", made.pdf()[:-200], b"%PDF-1.7\n" + bytes(5000)])
def test_a_broken_pdf_is_refused(content: bytes) -> None:
    assert codes(content) == ["unreadable"]


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_that_tells_its_size_twice_is_as_large_as_the_larger() -> None:
    small = made.png()
    body = struct.pack(">II", 13_000, 13_000) + b"\x08\x02\x00\x00\x00"
    large = struct.pack(">I", len(body)) + b"IHDR" + body + struct.pack(">I", zlib.crc32(b"IHDR" + body))

    content = small[:8] + large + small[33:-12] + small[8:33] + small[-12:]

    with Image.open(io.BytesIO(content)) as opened:
        assert opened.size == (13_000, 13_000)  # what whoever opens it would decode
    assert codes(content) == ["too_many_pixels"]


def test_a_broken_picture_is_refused() -> None:
    assert [codes(made.jpeg()[:-500]), codes(made.png()[:-20]), codes(b"\xff\xd8\xff")] == [
        ["unreadable"]
    ] * 3


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims a size."""
    head = struct.pack(">II", width, height) + b"\x01\x00\x00\x00\x00"
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [(8_000, 10_000, []), (8_000, 10_001, ["too_many_pixels"]), (60_000, 60_000, ["too_many_pixels"])],
)
def test_a_picture_of_too_many_pixels_is_refused_unopened(
    width: int, height: int, expected: list[str]
) -> None:
    assert codes(png_of_size(width, height)) == expected


def test_a_photo_that_says_where_it_was_taken_is_kept_and_told() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Camera"
    with_camera = made.jpeg(exif=exif)
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    with_place = made.jpeg(exif=exif)

    assert (codes(with_camera), codes(with_place)) == (["metadata"], ["gps"])
    assert look(with_place).accepted


def test_a_moving_photo_is_kept_and_told() -> None:
    assert codes(made.jpeg() + b"\x00\x00\x00\x18ftypmp42" + bytes(range(1, 200))) == ["trailing_data"]


XLSX = frozenset({MediaType.XLSX})
CSV = frozenset({MediaType.CSV})


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (made.workbook(), []),
        (made.workbook(xl__vbaProject_bin=b"a"), ["macros"]),
        (made.workbook(xl__embeddings__a_bin=b"a"), ["embedded_files"]),
        (made.workbook(xl__externalLinks__a_xml=b"a"), ["external_links"]),
        (made.workbook(xl__sheet_xml=bytes(200_000_001)), ["bomb"]),
        (made.archive({"a.txt": b"a"}), ["kind"]),
        (made.pdf(), ["kind"]),
    ],
)
def test_a_workbook_is_taken_only_where_it_is_asked_for(content: bytes, expected: list[str]) -> None:
    assert codes(content, XLSX) == expected
    assert codes(made.workbook()) == ["kind"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("品名,金額\nクラウド会計,100000\n".encode(), []),
        ("品名,金額\r\n髙﨑,1\r\n".encode("cp932"), []),
        (b"<html><script>alert(1)</script>", ["kind"]),
        (b"a,b\x00c\n", ["kind"]),
    ],
)
def test_a_table_is_text_in_either_encoding(content: bytes, expected: list[str]) -> None:
    assert codes(content, CSV) == expected


def test_every_sentence_stands_in_both_languages() -> None:
    assert [
        code for code, text in TEXTS.items() if not (text.ja.endswith("。") and text.en.endswith("."))
    ] == []
