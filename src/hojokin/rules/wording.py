"""Wording (入力エラーの文): what is wrong with one field of a question, and what to write instead."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from hojokin.rules import question as asked
from hojokin.rules.engine.facts import Text
from hojokin.rules.json_text import WrittenNumber, quoted
from hojokin.rules.names import ALL

CODES: Mapping[str, str] = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "int_type": "integer",
    "int_from_float": "integer",
    "bool_type": "flag",
    "greater_than_equal": "bounds",
    "less_than_equal": "bounds",
    "too_long": "bounds",
    "string_too_long": "bounds",
    "string_type": "text",
    "string_pattern_mismatch": "form",
    "date_form": "form",
    "date_from_datetime_parsing": "form",
    "date_parsing": "form",
    "enum": "code",
    "literal_error": "code",
    "unknown_code": "code",
    "accounts_above_contracted": "bounds",
    "part_above_whole": "bounds",
}
_FORMS: Mapping[str, Text] = {
    asked.INDUSTRY_FORM: Text('2〜4桁の数字（例 "39"、"391"）', 'two to four digits, such as "39" or "391"'),
    asked.PREFECTURE_FORM: Text(
        '2桁の都道府県コード（例 "13"）', 'a prefecture code of two digits, such as "13"'
    ),
    asked.MONTH_FORM: Text('年と月（例 "2025-10"）', 'year and month, such as "2025-10"'),
}

_SHAPES: Mapping[str, str] = {
    "applicant": '"applicant": {"size": "small"}',
    "costs": '"costs": [{"category": "software", "amount_yen": 1200000}]',
}


def code_of(error: ErrorDetails) -> str:
    """The short code that programs tell problems apart by."""
    if error["type"] in ("int_type", "int_from_float") and _too_long(error["input"]):
        return "bounds"
    return CODES.get(error["type"], "value")


def message_of(error: ErrorDetails) -> Text:
    """One fault that the question's declarations found, in words."""
    context: Mapping[str, Any] = error.get("ctx") or {}
    if "message" in context and "message_en" in context:
        return Text(str(context["message"]), str(context["message_en"]))
    name = str(error["loc"][-1]) if error["loc"] else ""
    return _WORDINGS.get(error["type"], _other)(name, error["input"], context)


def missing_words(name: str) -> Text:
    """What to say of a field that is not there, with an example where its form is not plain."""
    label, label_en = labels().get(name, ("", ""))
    form = _SHAPES.get(name)
    example = Text(f"例: {form}", f" For example: {form}") if form else Text("", "")
    ja = f"{label}（{name}）を入力してください。" if label else f"{name} を入力してください。"
    en = f"Enter {label_en} ({name})." if label_en else f"Enter {name}."
    return Text(ja + example.ja, en + example.en)


def _missing(name: str, given: object, context: Mapping[str, Any]) -> Text:
    return missing_words(name)


def _unknown_field(name: str, given: object, context: Mapping[str, Any]) -> Text:
    near = _nearest(name, labels())
    ja, en = f"{quoted(name)} という項目はありません。", f"There is no field {quoted(name)}. "
    if near:
        return Text(ja + f"「{near}」ではありませんか。", en + f"Did you mean {near!r}?")
    return Text(ja + "この項目を消すか、項目名を確かめてください。", en + "Remove it, or check its name.")


def _no_integer(name: str, given: object, context: Mapping[str, Any]) -> Text:
    if _too_long(given):
        length = len(quoted(given, 10**7).lstrip("-"))
        return Text(f"{length:,}桁の数は大きすぎます。", f"A number of {length:,} digits is too large.")
    if isinstance(given, WrittenNumber | float):
        return _no_decimal(given.text if isinstance(given, WrittenNumber) else repr(given))
    if isinstance(given, str) and (digits := _digits(given)):
        return Text(
            f"{quoted(given)} は文字です。引用符を付けず {digits} と書いてください。",
            f"{quoted(given)} is a text. Write {digits} without quotes.",
        )
    if isinstance(given, bool):
        ja, en = f"{quoted(given)} は数ではありません。", f"{quoted(given)} is not a number."
        return Text(ja + "整数で書いてください。", en + " Write a whole number.")
    ja, en = f"{quoted(given)} は整数ではありません。", f"{quoted(given)} is not a whole number."
    return Text(ja + "1200000 のように書いてください。", en + " Write it like 1200000.")


def _no_decimal(text: str) -> Text:
    whole, point, rest = text.partition(".")
    shown = quoted(WrittenNumber(text))
    if point and whole.lstrip("-").isdecimal() and not rest.strip("0"):
        return Text(
            f"{shown} は小数の書き方です。{whole} と書いてください。",
            f"{shown} is written as a decimal. Write {whole}.",
        )
    if not text.lstrip("-")[:1].isdecimal():
        return Text(
            f"{shown} は数ではありません。整数で書いてください。",
            f"{shown} is not a number. Write a whole number.",
        )
    return Text(
        f"{shown} は整数ではありません。小数点や指数（e）を使わず、整数で書いてください。",
        f"{shown} is not a whole number. Write it without a point or an exponent.",
    )


def _too_long(given: object) -> bool:
    return isinstance(given, WrittenNumber) and given.is_whole


def _digits(given: str) -> str:
    """The whole number that a text such as ``"１，２００円"`` means, or nothing."""
    text = unicodedata.normalize("NFKC", given).strip().removeprefix("¥").removesuffix("円")
    text = text.replace(",", "").strip()
    sign = "-" if text[:1] in "-△▲−" and text else ""
    digits = text[len(sign) :]
    return (
        sign + digits.lstrip("0")
        if digits.isdecimal() and digits.strip("0")
        else "0"
        if digits.isdecimal()
        else ""
    )


def _no_flag(name: str, given: object, context: Mapping[str, Any]) -> Text:
    return Text(
        f"{quoted(given)} ではなく、true か false で答えてください（引用符は付けません）。",
        f"Answer true or false without quotes, not {quoted(given)}.",
    )


def _out_of_bounds(name: str, given: object, context: Mapping[str, Any]) -> Text:
    if "le" in context:
        most = context["le"]
        return Text(
            f"{quoted(given)} は大きすぎます。{most:,}以下で書いてください。",
            f"{quoted(given)} is too large. Write {most:,} or less.",
        )
    least = context["ge"]
    why = ("負の数です", "negative") if least == 0 else ("小さすぎます", "too small")
    return Text(
        f"{quoted(given)} は{why[0]}。{least:,}以上で書いてください。",
        f"{quoted(given)} is {why[1]}. Write {least:,} or more.",
    )


def _unknown_code(name: str, given: object, context: Mapping[str, Any]) -> Text:
    codes = [code.strip(" '") for code in str(context.get("expected", "")).replace(" or ", ",").split(",")]
    near = meant(given, codes) if isinstance(given, str) else ""
    listed = ", ".join(codes)
    if given is None:
        ja, en = "空（null）です。", "This is null. "
        return Text(ja + f"次から選んでください: {listed}。", en + f"Choose one of {listed}.")
    ja, en = f"{quoted(given)} という値はありません。", f"There is no {quoted(given)}. "
    if near:
        return Text(ja + f"「{near}」ではありませんか。", en + f"Did you mean {near!r}?")
    return Text(ja + f"次から選んでください: {listed}。", en + f"Choose one of {listed}.")


def meant(given: str, codes: Iterable[str]) -> str:
    """The code that a typed text probably means, by its own spelling or by its Japanese name; or nothing."""
    typed = unicodedata.normalize("NFKC", given).strip()
    known = list(codes)
    for code in known:
        if typed and code in ALL and typed in unicodedata.normalize("NFKC", ALL[code].ja):
            return code
    usual = {code.casefold(): code for code in known}
    return usual.get(_nearest(typed.casefold().replace("-", "_").replace(" ", "_"), usual), "")


def _no_text(name: str, given: object, context: Mapping[str, Any]) -> Text:
    if isinstance(given, int) and not isinstance(given, bool):
        return Text(f'引用符で囲んで "{given}" と書いてください。', f'Write it in quotes: "{given}".')
    if given is None:
        return Text(
            "空（null）です。引用符で囲んだ文字で書くか、任意の項目なら消してください。",
            "This is null. Write a text in quotes, or leave the field out if it is optional.",
        )
    return Text(
        f"{quoted(given)} ではなく、引用符で囲んだ文字で書いてください。",
        f"Write a text in quotes, not {quoted(given)}.",
    )


def _no_form(name: str, given: object, context: Mapping[str, Any]) -> Text:
    pattern = str(context.get("pattern", ""))
    form = _FORMS.get(pattern, Text(f"決められた形（{pattern}）", f"the form {pattern}"))
    return Text(
        f"{quoted(given)} ではなく、{form.ja}で書いてください。", f"Write {form.en}, not {quoted(given)}."
    )


def _too_many(name: str, given: object, context: Mapping[str, Any]) -> Text:
    most = context.get("max_length", 0)
    if isinstance(given, str):
        return Text(f"{most:,}文字以内で書いてください。", f"Write at most {most:,} characters.")
    return Text(f"{most:,}件以内にしてください。", f"Give at most {most:,} entries.")


def _no_day(name: str, given: object, context: Mapping[str, Any]) -> Text:
    return Text(
        f"{quoted(given)} という日はありません。暦にある日を書いてください。",
        f"There is no day {quoted(given)}. Write one that the calendar has.",
    )


def _no_list(name: str, given: object, context: Mapping[str, Any]) -> Text:
    return Text("角括弧 [ ] の一覧で書いてください。", "Write a list in square brackets.")


def _no_object(name: str, given: object, context: Mapping[str, Any]) -> Text:
    return Text("波括弧 { } で囲んだ項目の組で書いてください。", "Write an object in curly brackets.")


def _other(name: str, given: object, context: Mapping[str, Any]) -> Text:
    return Text(
        f"{quoted(given)} は使えません。書き方を確かめてください。",
        f"{quoted(given)} cannot be used here. Check how it is written.",
    )


_WORDINGS: Mapping[str, Callable[[str, object, Mapping[str, Any]], Text]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_field,
    "int_type": _no_integer,
    "int_from_float": _no_integer,
    "bool_type": _no_flag,
    "greater_than_equal": _out_of_bounds,
    "less_than_equal": _out_of_bounds,
    "enum": _unknown_code,
    "literal_error": _unknown_code,
    "date_from_datetime_parsing": _no_day,
    "date_parsing": _no_day,
    "string_type": _no_text,
    "string_pattern_mismatch": _no_form,
    "string_too_long": _too_many,
    "too_long": _too_many,
    "tuple_type": _no_list,
    "list_type": _no_list,
    "model_type": _no_object,
    "model_attributes_type": _no_object,
    "dict_type": _no_object,
}


def _nearest(typed: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(typed, list(known), n=1)
    return near[0] if near else ""


@cache
def labels() -> Mapping[str, tuple[str, str]]:
    """Every field of a question with its Japanese and its English name."""
    models = [each for each in vars(asked).values() if isinstance(each, type) and issubclass(each, BaseModel)]
    told: dict[str, tuple[str, str]] = {}
    for model in models:
        for name, field in model.model_fields.items():
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            label = field.title or "", str(extra.get("x-title-en", ""))
            if all(label) or name not in told:  # a part of a question may leave its name to the whole
                told[name] = label
    return told
