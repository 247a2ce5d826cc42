"""Checks of a tool against the market (ITツールの比較と実績の検査): named products and real cases, nothing invented (T-30)."""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.flow.checks.answers import cell, day, is_placeholder, plain, rows, text, whole
from hojokin.flow.form import FormProblem, Severity, Values
from hojokin.flow.registration_limits import words
from hojokin.rules.engine.facts import Text


def problems_of_market(values: Values) -> Iterator[FormProblem]:
    """Products that are not named, and cases that reviewers would not believe."""
    yield from _of_comparisons(values)
    yield from _of_cases(values)


def is_vague(product: str) -> bool:
    """Whether a text stands in place of a product's name, such as 「他社製品相当」."""
    bare = plain(product)
    return is_placeholder(product) or any(plain(word) in bare for word in words("vague_words", "words"))


def _of_comparisons(values: Values) -> Iterator[FormProblem]:
    compared = rows(values, "comparisons")
    if "comparisons" in values and whole(values, "price_standard") is not None and not compared:
        said = Text(
            "似たツールとの比較がありません。実在の製品名で1件以上を入力し、申請価格理由書にも載せてください。",
            "No similar tool is compared. Enter at least one real product, and show it in the price document too.",
        )
        yield FormProblem("comparisons", said, "T-30", Severity.CAUTION)
    for place, row in enumerate(compared):
        if (product := cell(row, "product")) and is_vague(product):
            said = Text(
                f"「{product[:40]}」では製品が分かりません。実在の製品名を書いてください。",
                f"“{product[:40]}” names no product. Write the name of a real one.",
            )
            yield FormProblem("comparisons", said, "T-30", Severity.CAUTION, row=place, column="product")


def is_invented(customer: str, effect: str) -> bool:
    """Whether a case reads as made up: 「想定顧客」, 「A社」, 「50%削減の見込み」."""
    named, told = plain(customer), plain(effect)
    return (
        is_placeholder(customer)
        or any(plain(word) in named for word in words("invented_words", "customers"))
        or any(plain(word) in told for word in words("invented_words", "effects"))
    )


def _of_cases(values: Values) -> Iterator[FormProblem]:
    cases, customers = rows(values, "cases"), whole(values, "customers")
    if "cases" in values and customers is not None and not cases:
        said = Text(
            "導入事例がありません。契約した顧客の事例を1件以上書いてください。",
            "There is no case study. Describe at least one customer under contract.",
        )
        yield FormProblem("cases", said, "T-30", Severity.CAUTION)
    if customers is not None and len(cases) > customers:
        said = Text(
            f"導入した顧客は{customers}ですが、事例が{len(cases)}件あります。実績だけを書いてください。",
            f"There are {len(cases)} case studies for {customers} customers. Describe real ones only.",
        )
        yield FormProblem("cases", said, "T-30", Severity.CAUTION)
    yield from _of_each_case(values)


def _of_each_case(values: Values) -> Iterator[FormProblem]:
    begun = day(text(values, "sales_started_on"))
    for place, row in enumerate(rows(values, "cases")):
        if is_invented(cell(row, "customer"), cell(row, "effect")):
            said = Text(
                "架空の事例と読まれます。実在の顧客と、実際の効果を書いてください。",
                "This reads as an invented case. Give a real customer and its real effect.",
            )
            yield FormProblem("cases", said, "T-30", Severity.CAUTION, row=place, column="customer")
        used = day(cell(row, "started_on"))
        if begun is not None and used is not None and used < begun:
            said = Text(
                "利用を始めた日が、販売を始めた日より前です。どちらかを直してください。",
                "It was used before its sale began. Correct one of the dates.",
            )
            yield FormProblem("cases", said, "T-30", Severity.CAUTION, row=place, column="started_on")
        if row.get("is_consented") is False:
            said = Text(
                "掲載の許可がない顧客は、事例に使えません。許可を得るか、行を消してください。",
                "Without the customer's consent it cannot be used. Ask for it, or remove the row.",
            )
            yield FormProblem("cases", said, "T-30", Severity.CAUTION, row=place, column="is_consented")
