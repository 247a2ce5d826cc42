"""Checks of a tool's registration (ITツール登録の検査): what cannot be registered, and what reviewers return most (T-30)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.flow.checks.answers import asked_only, chosen, plain, text
from hojokin.flow.checks.tool_evidence import problems_of_evidence
from hojokin.flow.checks.tool_functions import problems_of_functions
from hojokin.flow.checks.tool_market import problems_of_market
from hojokin.flow.checks.tool_price import problems_of_price
from hojokin.flow.form import Attachments, FormProblem, Severity, Values
from hojokin.flow.kinds import Circumstances
from hojokin.flow.loading import load_form
from hojokin.flow.registration_limits import words
from hojokin.rules.engine.facts import Text


def problems_of_tool(
    values: Values, attachments: Attachments, circumstances: Circumstances
) -> Sequence[FormProblem]:
    """Everything that the fields together show: errors that stop it, cautions for what is often returned."""
    answers = asked_only(load_form("tool_registration", circumstances.edition), values)
    return (
        *_of_category(answers, circumstances),
        *_of_name(answers, circumstances),
        *_of_tracks(answers),
        *_of_software(answers),
        *problems_of_price(answers, circumstances),
        *problems_of_market(answers),
        *problems_of_functions(answers),
        *problems_of_evidence(answers, attachments, circumstances),
    )


def _of_category(values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    category = text(values, "category")
    if not category:
        return
    allowed = words("first_tool", "categories")
    if circumstances.is_first_tool and category not in allowed:
        said = Text(
            f"支援事業者の登録と一緒に提出できるのは、カテゴリー{'・'.join(allowed)}だけです（先行登録）。本登録のあとに提出してください。",
            f"Only categories {' and '.join(allowed)} can be filed with the vendor's registration. File this one after it.",
        )
        yield FormProblem("category", said, "V-36")
    if category in words("tool_categories", "not_registered"):
        said = Text(
            "カテゴリー8（PC・タブレットなど）は、ふつう事前の登録がいりません。登録が必要かを事務局に確認してください。",
            "Category 8 (computers and the like) is normally not registered beforehand. Ask the office first.",
        )
        yield FormProblem("category", said, "TC-08", Severity.CAUTION)
    if values.get("is_add_on") is True:
        said = Text(
            "既存ソフトウェアに機能を足すものはカテゴリー1に登録できません。カテゴリー2（機能拡張）を選んでください。",
            "An add-on to existing software cannot be category 1. Choose category 2.",
        )
        yield FormProblem("is_add_on", said, "T-42")
    if values.get("is_on_ipa_list") is False:
        said = Text(
            "カテゴリー10は、IPAのサービスリストに載っているものだけです。掲載されてから登録してください。",
            "Category 10 takes only services on IPA's list. Register once it is listed.",
        )
        yield FormProblem("is_on_ipa_list", said, "S-05")


def _of_name(values: Values, circumstances: Circumstances) -> Iterator[FormProblem]:
    name = text(values, "name")
    if name and plain(name) in {plain(each) for each in circumstances.taken_names}:
        said = Text(
            "同じ名前のツールを登録しています。別のプランなら、プラン名まで入れて見分けられるようにしてください。",
            "You already have a tool of this name. If it is another plan, add the plan's name.",
        )
        yield FormProblem("name", said, "T-30", Severity.CAUTION)


def _of_tracks(values: Values) -> Iterator[FormProblem]:
    category, tracks = text(values, "category"), set(chosen(values, "tracks"))
    security = set(words("tool_tracks", "security"))
    if not category or not tracks:
        return
    if category in words("tool_categories", "security") and tracks != security:
        yield _wrong_track(
            "カテゴリー10で使えるのはセキュリティ対策推進枠だけです。",
            "Category 10 is for the security track only.",
            "TC-10 S-04",
        )
    elif category not in words("tool_categories", "security") and tracks & security:
        yield _wrong_track(
            "セキュリティ対策推進枠で使えるのはカテゴリー10だけです。",
            "The security track takes category 10 only.",
            "S-04 TC-10",
        )
    if category in words("tool_categories", "hardware") and tracks - set(words("tool_tracks", "hardware")):
        yield _wrong_track(
            "ハードウェアで使えるのはインボイス枠（インボイス対応類型）だけです。",
            "Hardware is for the invoice track only.",
            "TC-08",
        )


def _wrong_track(ja: str, en: str, source: str) -> FormProblem:
    return FormProblem(
        "tracks", Text(f"{ja}枠を選び直してください。", f"{en} Choose the tracks again."), source
    )


def _of_software(values: Values) -> Iterator[FormProblem]:
    if values.get("price_has_customising") is True and values.get("is_customised") is False:
        said = Text(
            "価格にカスタマイズの費用を含むのに、カスタマイズしないと答えています。どちらかを直してください。",
            "The price includes customising, but you say there is none. Correct one of them.",
        )
        yield FormProblem("price_has_customising", said, "T-20")
    if values.get("provides_server") is True and values.get("is_cloud") is False:
        said = Text(
            "クラウドのサーバーを用意するのに、クラウドで使わないと答えています。確認してください。",
            "You provide a cloud server, but say it does not run in the cloud. Check both.",
        )
        yield FormProblem("provides_server", said, "T-20 T-26", Severity.CAUTION)
    is_own = {"own": True, "other": False}.get(text(values, "maker_kind"))
    if is_own is not None and values.get("is_own_design") is (not is_own):
        said = Text(
            "開発メーカー（自社・他社）と、独自に開発したかの答えが合いません。確認してください。",
            "The maker (own or other) and the answer on own development do not agree. Check both.",
        )
        yield FormProblem("is_own_design", said, "T-20 T-21", Severity.CAUTION)
