"""A file's name is kept as its owner knows it, without what could deceive or escape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.office.adapters.inspection import safe_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("履歴事項全部証明書（写し）.pdf", "履歴事項全部証明書（写し）.pdf"),
        ("見積書😀👨\u200d👩\u200d👧.pdf", "見積書😀👨\u200d👩\u200d👧.pdf"),
        ("か\u3099そく.png", "がそく.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\納税証明書.pdf", "納税証明書.pdf"),
        ("certificate\u202efdp.exe", "certificatefdp.exe"),
        ("a\x00b\r\nc\ud800.pdf", "abc.pdf"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("CON.pdf", "_CON.pdf"),
        (".htaccess", "htaccess"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_names_are_made_safe(typed: str, kept: str) -> None:
    assert safe_name(typed) == kept


@pytest.mark.parametrize(("letters", "kept"), [(83, 83), (84, 83)])
def test_a_long_name_keeps_its_extension(letters: int, kept: int) -> None:
    assert safe_name("書" * letters + ".jpeg") == "書" * kept + ".jpeg"


@given(st.text(alphabet=st.characters()))
def test_any_name_becomes_one_that_is_safe_and_stays_so(typed: str) -> None:
    name = safe_name(typed)

    assert 0 < len(name.encode()) <= 255
    assert not set(name) & set('/\\<>:"|?*\x00\r\n\u202e')
    assert safe_name(name) == name
