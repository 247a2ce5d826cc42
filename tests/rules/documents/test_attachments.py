"""Files are small and of a few formats."""

import pytest

from hojokin.rules.editions import rulebook
from hojokin.rules.shared.attachments import check_attachment

TEN_MEGABYTES = 10 * 1024 * 1024


@pytest.mark.parametrize(
    ("file_name", "size", "wrong"),
    [
        ("履歴事項全部証明書.pdf", TEN_MEGABYTES - 1, []),
        ("履歴事項全部証明書.PDF", 1, []),
        ("免許証.jpg", 1, []),
        ("免許証.jpeg", 1, []),
        ("免許証.png", 1, []),
        ("履歴事項全部証明書.pdf", TEN_MEGABYTES, ["size"]),
        ("賃金.xlsx", 1, ["format"]),
        ("pdf", 1, ["format"]),
        ("台帳.xlsx", TEN_MEGABYTES, ["format", "size"]),
    ],
)
@pytest.mark.parametrize("edition", ["fy2025", "fy2026"])
def test_everything_wrong_with_a_file_is_told_at_once(
    edition: str, file_name: str, size: int, wrong: list[str]
) -> None:
    problems = check_attachment(rulebook("documents", edition), file_name, size)

    assert [each.code for each in problems] == wrong


def test_the_message_says_the_limit_and_what_to_do() -> None:
    (problem,) = check_attachment(rulebook("documents", "fy2026"), "a.pdf", TEN_MEGABYTES)

    assert problem.message.ja == (
        "添付ファイルは10,485,760バイトです。10MB未満にしてください（重点確認事項 添付書類）。"
        "解像度を下げるか、ページを分けて保存し直してください。"
    )
