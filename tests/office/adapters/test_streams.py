"""A PDF whose page grows out of all proportion is refused before anybody draws or reads it."""

import io
import zlib

import pytest

from hojokin.office.adapters.inspection import inspect
from hojokin.office.adapters.inspection.streams import MOST_UNPACKED, grows_too_large
from tests.office.adapters.made_files import encrypted_pdf, pdf


def packed(size: int) -> bytes:
    """So many blanks."""
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packing.flush()


def stream(body: bytes, more: bytes = b"/Filter /FlateDecode") -> bytes:
    """A PDF whose page has this content."""
    return pdf(
        objects={
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
            4: b"<< %s /Length %d >>\nstream\n%s\nendstream" % (more, len(body), body),
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


def test_what_is_packed_twice_hides_its_size() -> None:
    assert grows_too_large(stream(zlib.compress(b" "), b"/Filter [/FlateDecode /FlateDecode]"))


@pytest.mark.parametrize("body", [b"", b"not packed", zlib.compress(b" " * 100)[:-4]])
def test_broken_streams_are_small(body: bytes) -> None:
    assert not grows_too_large(stream(body))


def test_such_a_file_is_refused_in_words() -> None:
    found = inspect("図面.pdf", io.BytesIO(stream(packed(1_000_000_000))), 10_000_000)

    assert [each.code for each in found.problems] == ["bomb"]
    assert not found.accepted


def test_an_encrypted_file_without_a_password_is_looked_into_too() -> None:
    assert inspect("a.pdf", io.BytesIO(encrypted_pdf(b"")), 10_000_000).accepted
