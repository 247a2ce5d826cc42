"""Lines of a quote (見積書の行): the part of a fee that falls into the supported period."""

from __future__ import annotations

import sys
from functools import cache

from hojokin.rules.engine.exact import Flag, Months, Rate, Yen, where
from hojokin.rules.engine.facts import number, yen
from hojokin.rules.engine.loading import Parameters
from hojokin.rules.engine.rulebook import Rulebook, caution, inputs_in, rule, rules_in

quoted_amount = yen("見積額（税抜）", "Quoted amount without tax")
months_quoted = number(
    "見積額に含まれる月数", "Months in the quoted amount", "months", lowest=1, highest=1200
)
months_supported = number(
    "補助の対象となる月数の上限", "Months supported at most", "months", lowest=1, highest=1200
)


@rule(
    "対象期間を超える",
    en="Longer than supported",
    clause="公募要領 2-2",
    facts="N-50 N-51 N-52 N-53 N-56 N-62",
)
def beyond_period(months_quoted: Months, months_supported: Months) -> Flag:
    return months_quoted > months_supported


@rule(
    "対象期間分の額",
    en="Fee of the supported period",
    clause="公募要領 2-2",
    facts="N-50 N-51 N-52 N-53 N-56",
)
def supported_fee(
    quoted_amount: Yen, months_quoted: Months, months_supported: Months, beyond_period: Flag
) -> Yen:
    prorated = Rate(1, 1).of(quoted_amount, part=months_supported, whole=months_quoted)
    return where(beyond_period, prorated, quoted_amount)


@caution(
    "対象期間を超える利用料",
    en="Fee beyond the supported period",
    clause="公募要領 2-2",
    facts="N-50 N-51 N-52 N-53 N-56",
    message="{quoted_amount:,}円（{months_quoted}か月分）のうち、対象は最大{months_supported}か月分の"
    "{supported_fee:,}円です（{clause}）。超える分は自己負担になります。",
    message_en="Of {quoted_amount:,} yen for {months_quoted} months, {supported_fee:,} yen count: at most "
    "{months_supported} months are supported ({clause}). You bear the rest.",
)
def fee_cut_to_period(
    beyond_period: Flag,
    quoted_amount: Yen,
    months_quoted: Months,
    months_supported: Months,
    supported_fee: Yen,
) -> Flag:
    return beyond_period


@cache
def line_book(book: Rulebook) -> Rulebook:
    """The rules of one line, with the documents of the track that asks."""
    here = sys.modules[__name__]
    documents = Parameters(book.parameters.documents, {})
    return Rulebook(
        "lines", book.edition, rules_in(here), inputs_in(here), documents, standings=book.standings
    )
