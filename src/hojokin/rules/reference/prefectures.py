"""Prefectures (都道府県): the 47 codes, their local government codes and jGrants areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.reference.reading import Cells, Confidence, UnknownCodeError, read_table, repeated, shown

# Digits of a code are weighted from the left by these (全国地方公共団体コード, REF-01f).
CHECK_WEIGHTS = (6, 5, 4, 3, 2)
CHECK_MODULUS = 11


@dataclass(frozen=True, slots=True)
class Prefecture:
    """One prefecture (都道府県). `code` is JIS X 0401, two digits."""

    code: str
    lg_code6: str
    name_ja: str
    name_kana: str
    name_en: str
    jgrants_area: str
    fact: str
    confidence: Confidence


@cache
def prefectures() -> tuple[Prefecture, ...]:
    """All prefectures in the order of their codes. Source: 全国地方公共団体コード."""
    return read_table("hojokin.rules.reference", "prefectures.csv", _prefecture, check_prefectures)


def prefecture(code: str) -> Prefecture:
    """The prefecture of a two-digit code such as "13". Raises UnknownCodeError."""
    found = _by_code().get(code)
    if found is None:
        code = shown(code)
        named = next((each.code for each in prefectures() if each.name_ja == code), None)
        hint, hint_en = (f"「{named}」ですか。", f'did you mean "{named}"?') if named else ("", "")
        raise UnknownCodeError(
            f"都道府県コード「{code}」はありません。01から47までの2桁で入力してください。{hint}",
            f"There is no prefecture code {code!r}: give two digits from 01 to 47. {hint_en}".rstrip(),
        )
    return found


def local_government_check_digit(digits: str) -> str:
    """The sixth digit of a local government code, from its first five."""
    total = sum(weight * int(digit) for weight, digit in zip(CHECK_WEIGHTS, digits, strict=True))
    if total < CHECK_MODULUS:
        return str(CHECK_MODULUS - total)[-1]
    return str(CHECK_MODULUS - total % CHECK_MODULUS)[-1]


def check_prefectures(rows: Sequence[Prefecture]) -> list[str]:
    """What is wrong with the table: missing or repeated codes, wrong check digits."""
    wanted = [f"{number:02d}" for number in range(1, 48)]
    problems = repeated(each.code for each in rows)
    codes = {each.code for each in rows}
    problems += [f"prefecture {code} is missing" for code in wanted if code not in codes]
    problems += [f"{each.code} is not a prefecture" for each in rows if each.code not in wanted]
    for each in rows:
        start = f"{each.code}000"
        if each.lg_code6 != start + local_government_check_digit(start):
            problems.append(f"{each.code}: the check digit of {each.lg_code6} is wrong")
    return problems


@cache
def _by_code() -> dict[str, Prefecture]:
    return {each.code: each for each in prefectures()}


def _prefecture(cells: Cells) -> Prefecture:
    return Prefecture(
        code=cells.text("code"),
        lg_code6=cells.text("lg_code6"),
        name_ja=cells.text("name_ja"),
        name_kana=cells.text("name_kana"),
        name_en=cells.text("name_en"),
        jgrants_area=cells.text("jgrants_area"),
        fact=cells.text("fact"),
        confidence=cells.choice("confidence", Confidence),
    )
