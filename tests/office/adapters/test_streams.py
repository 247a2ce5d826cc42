"""A PDF whose page grows out of all proportion is refused before anybody draws or reads it."""

import base64
import binascii
import io
import zlib
from collections.abc import Mapping
from functools import cache

import pytest

from hojokin.office.adapters.inspection import inspect
from hojokin.office.adapters.inspection.streams import MOST_UNPACKED, growth
from tests.office.adapters.made_files import encrypted_pdf, pdf, pdf_with_hidden_object

LIMIT = 10_000_000
BOMB = 400_000_000


@cache
def packed(size: int) -> bytes:
    """So many blanks."""
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packing.flush()


def grows_too_large(content: bytes) -> bool:
    return growth(content).is_too_large


def codes(content: bytes) -> list[str]:
    return [each.code for each in inspect("a.pdf", io.BytesIO(content), LIMIT).problems]


def in_runs(body: bytes) -> bytes:
    """Bytes as they are, in pieces that each tell their length."""
    pieces = [body[at : at + 128] for at in range(0, len(body), 128)]
    return b"".join(bytes([len(each) - 1]) + each for each in pieces) + b"\x80"


def stream(
    body: bytes, more: bytes = b"/Filter /FlateDecode", objects: Mapping[int, bytes] | None = None
) -> bytes:
    """A PDF whose page has this content."""
    return pdf(
        objects={
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
            4: b"<< %s /Length %d >>\nstream\n%s\nendstream" % (more, len(body), body),
            **(objects or {}),
        }
    )


@pytest.mark.parametrize(("size", "refused"), [(MOST_UNPACKED, False), (MOST_UNPACKED + 1_000_000, True)])
def test_the_limit_of_one_stream(size: int, refused: bool) -> None:
    assert grows_too_large(stream(packed(size))) is refused


def test_a_picture_counts_by_itself_and_pages_count_together() -> None:
    half = packed(MOST_UNPACKED * 3 // 4)
    as_picture = b"/Subtype /Image /Filter /FlateDecode"

    assert grows_too_large(stream(half) + stream(half))
    assert not grows_too_large(stream(half) + stream(half, as_picture))


@pytest.mark.parametrize(
    ("body", "more", "objects"),
    [
        (zlib.compress(packed(BOMB)), b"/Filter [/FlateDecode /FlateDecode]", {}),
        (binascii.hexlify(packed(BOMB)) + b">", b"/Filter [/ASCIIHexDecode /FlateDecode]", {}),
        (base64.a85encode(packed(BOMB)) + b"~>", b"/Filter [/A85 /Fl]", {}),
        (in_runs(packed(BOMB)), b"/Filter [/RunLengthDecode /FlateDecode]", {}),
        (packed(BOMB), b"/Filter 5 0 R", {5: b"/FlateDecode"}),
        (packed(BOMB), b"/Filter /FlateDecode /Zunk (%s)" % (b"a" * 5_000), {}),
        (packed(BOMB), b"/Fil#74er /Fl#61teDecode", {}),
    ],
    ids=["twice", "hexadecimal", "letters", "runs", "elsewhere", "far away", "spelt otherwise"],
)
def test_no_way_to_say_how_a_stream_is_packed_hides_its_size(
    body: bytes, more: bytes, objects: Mapping[int, bytes]
) -> None:
    assert codes(stream(body, more, objects)) == ["bomb"]


def test_what_is_small_may_be_packed_in_any_way() -> None:
    small = zlib.compress(b"0 0 m " * 1_000)

    assert codes(stream(zlib.compress(small), b"/Filter [/FlateDecode /FlateDecode]")) == []
    assert codes(stream(base64.a85encode(small) + b"~>", b"/Filter [/ASCII85Decode /FlateDecode]")) == []
    assert codes(stream(binascii.hexlify(small) + b">", b"/Filter [/AHx /Fl]")) == []


def test_bytes_that_only_begin_as_if_packed_hide_nothing_below_them() -> None:
    body = zlib.compress(b"\x78\x9c no, they are not " + b" " * BOMB, 9)

    assert codes(stream(body)) == ["bomb"]


def test_objects_that_grow_are_refused_before_the_file_is_opened() -> None:
    assert codes(pdf_with_hidden_object(b"<< /S /X >>" + b" " * BOMB)) == ["bomb"]


@pytest.mark.parametrize("name", [b"/LZWDecode", b"/LZW", b"/L#5aWDecode", b"[/ASCIIHexDecode /LZW]"])
def test_the_packing_that_could_end_the_process_is_refused_with_what_to_do(name: bytes) -> None:
    body = b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"
    elsewhere = pdf_with_hidden_object(b"[%s]" % name)

    (told,) = inspect("a.pdf", io.BytesIO(stream(body, b"/Filter " + name)), LIMIT).problems

    assert (told.code, told.refuses) == ("old_packing", True)
    assert "「PDFとして保存（印刷）」" in told.text.ja
    assert codes(elsewhere) == ["old_packing"]


def test_countless_streams_are_refused_in_a_moment() -> None:
    assert codes(pdf() + b"stream\n" * 1_000_000) == ["bomb"]


@pytest.mark.parametrize("body", [b"", b"not packed", zlib.compress(b" " * 100)[:-4]])
def test_broken_streams_are_small(body: bytes) -> None:
    assert not grows_too_large(stream(body))


def test_such_a_file_is_refused_in_words() -> None:
    found = inspect("図面.pdf", io.BytesIO(stream(packed(1_000_000_000))), 10_000_000)

    assert [each.code for each in found.problems] == ["bomb"]
    assert not found.accepted


def test_an_encrypted_file_without_a_password_is_looked_into_too() -> None:
    assert inspect("a.pdf", io.BytesIO(encrypted_pdf(b"")), 10_000_000).accepted
