"""Names against the register (登記との照合): character by character, as the office compares them (K-12)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.question_parts import rows_of
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference import UnknownCodeError, prefecture

_SPACES = re.compile(r"\s+")


def check_names(values: Values) -> Sequence[FormProblem]:
    """The company's name and head office as typed against the certificate as copied."""
    return tuple(_names(values))


def difference(typed: str, printed: str) -> Text | None:
    """Where two names differ first, in words; None when they are the same to the last character."""
    if typed == printed:
        return None
    place = next(
        (at for at, (one, other) in enumerate(zip(typed, printed, strict=False)) if one != other), None
    )
    if place is None:
        return _longer(typed, printed)
    one, other = typed[place], printed[place]
    ja = f"{place + 1}文字目が、入力は「{_shown(one).ja}」、証明書は「{_shown(other).ja}」です"
    en = f"character {place + 1} is “{_shown(one).en}” here and “{_shown(other).en}” on the certificate"
    if unicodedata.normalize("NFKC", one) == unicodedata.normalize("NFKC", other):
        return Text(
            f"{ja}（同じ文字の全角・半角などの違い）", f"{en} (the same letter in another width or form)"
        )
    return Text(ja, en)


def _names(values: Values) -> Iterator[FormProblem]:
    typed, printed = values.get("company_name"), values.get("register_name")
    if isinstance(typed, str) and isinstance(printed, str) and (found := difference(typed, printed)):
        yield FormProblem(
            "company_name",
            Text(
                f"商号が履歴事項全部証明書と一致しません: {found.ja}。証明書のとおりに直してください。",
                f"The name differs from the certificate: {found.en}. Copy the certificate.",
            ),
            "PORTAL.K-12 FLD-02",
        )
    yield from _head_office(values)
    yield from _officers(values)


def _head_office(values: Values) -> Iterator[FormProblem]:
    """A register may leave the prefecture out, and addresses are written in many ways: a caution only."""
    parts = [values.get(name) for name in ("head_office_city", "head_office_street")]
    printed = values.get("register_address")
    if not isinstance(printed, str) or not all(isinstance(each, str) for each in parts):
        return
    typed = "".join(str(each) for each in parts)
    if _bare(typed) != _without_prefecture(_bare(printed), values.get("head_office_prefecture")):
        yield FormProblem(
            "head_office_street",
            Text(
                "本店の所在地が履歴事項全部証明書と一致しません。丁目・番地の書き方まで証明書に合わせると差し戻しを防げます。",
                "The head office differs from the certificate. Writing it just as printed avoids a return.",
            ),
            "PORTAL.K-12 FLD-02",
            Severity.CAUTION,
        )


def _officers(values: Values) -> Iterator[FormProblem]:
    rows, name = rows_of(values, "officers"), values.get("representative_name")
    if (
        rows
        and isinstance(name, str)
        and all(_bare(str(row.get("name") or "")) != _bare(name) for row in rows)
    ):
        yield FormProblem(
            "officers",
            Text(
                f"代表者「{name}」が役員の一覧にありません。一覧に加えるか、氏名を合わせてください。",
                f"The representative “{name}” is not among the officers. Add a row or make the names agree.",
            ),
            "FLD-04",
        )


def _without_prefecture(address: str, code: object) -> str:
    try:
        name = prefecture(str(code or "")).name_ja
    except UnknownCodeError:
        return address
    return address.removeprefix(name)


def _bare(text: str) -> str:
    return _SPACES.sub("", unicodedata.normalize("NFKC", text))


def _shown(character: str) -> Text:
    return Text("スペース", "space") if character.isspace() else Text(character, character)


def _longer(typed: str, printed: str) -> Text:
    if len(typed) > len(printed):
        rest = typed[len(printed) :]
        return Text(f"入力の終わりに余分な「{rest}」があります", f"“{rest}” is too much at the end")
    rest = printed[len(typed) :]
    return Text(
        f"証明書の終わりの「{rest}」が入力にありません", f"“{rest}” at the end of the certificate is missing"
    )
