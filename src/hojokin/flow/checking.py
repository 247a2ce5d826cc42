"""Checking (入力の検査): what would come back, told before the form is sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import cast

from hojokin.flow.checks.kept_out import problems_of_marks
from hojokin.flow.form import (
    Attachments,
    FieldKind,
    Form,
    FormField,
    FormProblem,
    Row,
    Value,
    Values,
)
from hojokin.rules.engine.facts import Text

type OptionSets = Mapping[str, Set[str]]

_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_URL = re.compile(r"https?://[^\s/?#]+\.[^\s]+")
_PHONE = re.compile(r"0\d{1,4}-?\d{1,4}-?\d{3,4}")
_KANA = re.compile(r"[ァ-ヶー・　 ヽヾ]+")
_TEXTS = frozenset({FieldKind.TEXT, FieldKind.LONG_TEXT, FieldKind.KANA, FieldKind.EMAIL, FieldKind.URL})
_NUMBERS = frozenset({FieldKind.WHOLE, FieldKind.YEN})


def problems_of(
    form: Form, values: Values, attachments: Attachments, sets: OptionSets
) -> tuple[FormProblem, ...]:
    """Every problem that the fields themselves show, in the order of the form. ``sets`` are the named option sets."""
    return tuple(
        problem
        for field in form.fields()
        if field.asked(values)
        for problem in _of_field(field, values.get(field.name), attachments, sets)
    )


def _of_field(
    field: FormField, value: Value, attachments: Attachments, sets: OptionSets
) -> Iterator[FormProblem]:
    if field.kind is FieldKind.DOCUMENT:
        yield from _of_files(field, len(attachments.get(field.name, ())))
        yield from problems_of_marks(attachments.get(field.name, ()))
    elif field.kind is FieldKind.TABLE:
        yield from _of_table(field, cast("Sequence[Row]", value or ()), sets)
    else:
        yield from (FormProblem(field.name, said, field.source) for said in _of_value(field, value, sets))


def _of_files(field: FormField, count: int) -> Iterator[FormProblem]:
    if field.required and not count:
        yield FormProblem(
            field.name,
            Text(
                f"「{field.label.ja}」を添付してください。必須の書類です。",
                f"Attach “{field.label.en}”: it is required.",
            ),
            field.source,
        )
    elif field.at_most is not None and count > field.at_most:
        yield FormProblem(
            field.name,
            Text(
                f"「{field.label.ja}」は{field.at_most}件までです。いまは{count}件あります。余分なものを外してください。",
                f"“{field.label.en}” takes at most {field.at_most} files; there are {count}. Remove the extra ones.",
            ),
            field.source,
        )


def _of_table(field: FormField, rows: Sequence[Row], sets: OptionSets) -> Iterator[FormProblem]:
    fewest = field.at_least if field.at_least is not None else int(field.required)
    if len(rows) < fewest:
        said = Text(
            f"「{field.label.ja}」は{fewest}件以上を入力してください。",
            f"“{field.label.en}” needs at least {fewest} rows.",
        )
        yield FormProblem(field.name, said, field.source)
    if field.at_most is not None and len(rows) > field.at_most:
        said = Text(
            f"「{field.label.ja}」は{field.at_most}件までです。いまは{len(rows)}件あります。",
            f"“{field.label.en}” takes at most {field.at_most} rows; there are {len(rows)}.",
        )
        yield FormProblem(field.name, said, field.source)
    for place, row in enumerate(rows):
        for column in field.columns:
            if column.asked(row):
                for said in _of_value(column, row.get(column.name), sets):
                    yield FormProblem(
                        field.name, said, column.source or field.source, row=place, column=column.name
                    )


def _of_value(field: FormField, value: Value, sets: OptionSets) -> Iterator[Text]:
    if field.kind is FieldKind.PLEDGE:
        if field.required and value is not True:
            yield Text(
                f"「{field.label.ja}」に同意のチェックを入れてください。同意がないと提出できません。",
                f"Tick “{field.label.en}”: without it the form cannot be sent.",
            )
    elif value is None or value in ("", []):
        if field.required:
            yield _missing(field)
    elif field.kind in _NUMBERS:
        yield from _of_number(field, value)
    elif field.kind in {FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.PREFECTURE}:
        yield from _of_choice(field, value, sets)
    else:
        yield from _of_text(field, str(value))


def _missing(field: FormField) -> Text:
    choose = field.kind in {FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.YES_NO, FieldKind.PREFECTURE}
    verb, verb_en = ("選んでください", "Choose") if choose else ("入力してください", "Enter")
    return Text(f"「{field.label.ja}」を{verb}。", f"{verb_en} “{field.label.en}”.")


def _of_number(field: FormField, value: Value) -> Iterator[Text]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield Text(f"「{field.label.ja}」は数で入力してください。", f"“{field.label.en}” must be a number.")
        return
    unit = "円" if field.kind is FieldKind.YEN else ""
    if field.at_least is not None and value < field.at_least:
        yield Text(
            f"「{field.label.ja}」は{field.at_least:,}{unit}以上です。入力は{value:,}{unit}です。",
            f"“{field.label.en}” must be {field.at_least:,} or more; it is {value:,}.",
        )
    if field.at_most is not None and value > field.at_most:
        yield Text(
            f"「{field.label.ja}」は{field.at_most:,}{unit}以下です。入力は{value:,}{unit}です。",
            f"“{field.label.en}” must be {field.at_most:,} or less; it is {value:,}.",
        )


def _of_choice(field: FormField, value: Value, sets: OptionSets) -> Iterator[Text]:
    named = "prefectures" if field.kind is FieldKind.PREFECTURE else field.options_of
    known = sets[named] if named else {each.code for each in field.options}
    chosen = value if isinstance(value, list | tuple) else [str(value)]
    if strange := [str(each) for each in chosen if each not in known]:
        yield Text(
            f"「{field.label.ja}」の「{strange[0][:40]}」は選択肢にありません。選び直してください。",
            f"“{strange[0][:40]}” is not an option of “{field.label.en}”. Choose again.",
        )
    if field.kind is FieldKind.CHOICES and field.at_most is not None and len(chosen) > field.at_most:
        yield Text(
            f"「{field.label.ja}」は{field.at_most}個までです。いまは{len(chosen)}個選ばれています。",
            f"Choose at most {field.at_most} of “{field.label.en}”; {len(chosen)} are chosen.",
        )


def _of_text(field: FormField, text: str) -> Iterator[Text]:
    if field.at_most is not None and field.kind in _TEXTS and len(text) > field.at_most:
        over = len(text) - field.at_most
        yield Text(
            f"「{field.label.ja}」は{field.at_most:,}文字以下です。いまは{len(text):,}文字なので、{over:,}文字減らしてください。",
            f"“{field.label.en}” takes at most {field.at_most:,} characters; it has {len(text):,}. Shorten it by {over:,}.",
        )
    shape = _SHAPES.get(field.kind)
    if shape and not shape[0].fullmatch(text):
        yield Text(
            f"「{field.label.ja}」は{shape[1].ja}で入力してください。",
            f"Enter “{field.label.en}” as {shape[1].en}.",
        )


_SHAPES: Mapping[FieldKind, tuple[re.Pattern[str], Text]] = {
    FieldKind.EMAIL: (
        _EMAIL,
        Text("メールアドレスの形（例 name@example.jp）", "an address such as name@example.jp"),
    ),
    FieldKind.URL: (_URL, Text("https:// から始まるURL", "an address that begins with https://")),
    FieldKind.PHONE: (_PHONE, Text("電話番号（例 03-1234-5678）", "a telephone number such as 03-1234-5678")),
    FieldKind.KANA: (_KANA, Text("全角カタカナ", "full-width katakana")),
}
