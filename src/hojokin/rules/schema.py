"""JSON Schema (2020-12) of question and answer, made from their declarations."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from hojokin.rules import reference
from hojokin.rules.answers import AnswerShape
from hojokin.rules.editions import CURRENT
from hojokin.rules.names import names_of
from hojokin.rules.question import Question

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUBJECTS = ("estimate", "question", "answer", "problem")
EXAMPLES: tuple[dict[str, Any], ...] = (
    {
        "track": "normal",
        "applicant": {"size": "medium"},
        "costs": [
            {"category": "software", "amount_yen": 2_400_000, "processes": ["P-01", "P-04"]},
            {"category": "setup_training", "amount_yen": 300_000},
        ],
    },
    {
        "track": "invoice",
        "applicant": {"size": "small"},
        "costs": [
            {
                "category": "software",
                "amount_yen": 1_000_000,
                "functions": ["accounting", "ordering"],
                "invoice_ready": True,
            },
            {"category": "pc_tablet", "amount_yen": 180_000},
        ],
    },
)
PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "質問の誤り",
    "x-title-en": "Problem details",
    "description": "Problem details (RFC 9457): every fault of a question at once.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "detail_en": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pointer", "code", "message"],
                "properties": {
                    "pointer": {
                        "type": "string",
                        "description": "JSON Pointer (RFC 6901) into the question.",
                    },
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "message_en": {"type": "string"},
                },
            },
        },
    },
}


def schema(subject: str = "estimate") -> dict[str, Any]:
    """The JSON Schema of ``estimate`` (question and answer), or of one of them alone, or of a ``problem``.

    Raises KeyError for another subject. The caller may change what it gets.
    """
    if subject not in SUBJECTS:
        raise KeyError(f"there is no schema {subject!r}: choose one of {', '.join(SUBJECTS)}")
    definitions = deepcopy(_definitions())
    head = {"$schema": DIALECT, "title": f"hojokin {subject}"}
    if subject == "estimate":
        whole = [{"$ref": "#/$defs/Question"}, {"$ref": "#/$defs/Answer"}]
        return {
            **head,
            "description": "Question and answer of an estimate.",
            "anyOf": whole,
            "$defs": definitions,
        }
    wanted = subject.capitalize()
    return {**head, "$ref": f"#/$defs/{wanted}", "$defs": _needed_by(wanted, definitions)}


@cache
def _definitions() -> dict[str, Any]:
    asked, told = GenerateJsonSchema, TypeAdapter(AnswerShape).json_schema(ref_template="#/$defs/{model}")
    mode: JsonSchemaMode = "validation"
    _, made = models_json_schema([(Question, mode)], schema_generator=asked)
    found: dict[str, Any] = {**made["$defs"], **told.pop("$defs")}
    found["Answer"] = told
    found["Problem"] = deepcopy(PROBLEM)
    for name, each in found.items():
        _clean(each, keep_title=name in ("Answer", "Problem"))
    _name_codes(found)
    _condition(found["Question"])
    found["Question"]["examples"] = deepcopy(list(EXAMPLES))
    found["Question"] |= {"title": "質問", "x-title-en": "Question"}
    found["Answer"] |= {"title": "回答", "x-title-en": "Answer"}
    return dict(sorted(found.items()))


def _clean(node: Any, *, keep_title: bool = False) -> None:
    """Drop what pydantic makes of names (``Amount Yen``), and tell help and document as a description."""
    if isinstance(node, list):
        for each in node:
            _clean(each, keep_title=True)
    elif isinstance(node, dict):
        _clean_object(node, keep_title=keep_title)


def _clean_object(node: dict[str, Any], *, keep_title: bool) -> None:
    if not keep_title and "x-title-en" not in node:
        node.pop("title", None)
    described = [node[key] for key in ("x-help", "x-document") if key in node]
    if described and "description" not in node:
        node["description"] = "／".join(described)
    for key, each in node.items():
        if key in ("properties", "$defs"):
            for inner in each.values():
                _clean(inner, keep_title=_is_written(inner))
        elif key not in ("default", "examples", "enum", "const"):
            _clean(each, keep_title=True)


def _is_written(node: dict[str, Any]) -> bool:
    """Whether a title was written by a person: those are Japanese."""
    return not str(node.get("title", "")).isascii()


def _name_codes(found: dict[str, Any]) -> None:
    """Give closed sets of codes the names that people know them by."""
    for each in found.values():
        _name(each)
        for field in each.get("properties", {}).values():
            for one in (field, *field.get("anyOf", ())):
                _name(one)
    applicant = found["Applicant"]["properties"]
    _list_codes(applicant["legal_form"], [each.code for each in reference.legal_forms()])
    for field in (applicant["prefecture"], found["WageMonth"]["properties"]["prefecture"]):
        _list_codes(field, [each.code for each in reference.prefectures()])


def _name(node: dict[str, Any]) -> None:
    names = names_of([str(code) for code in node.get("enum", ())])
    if names is not None:
        node["x-names"] = {code: name.ja for code, name in names.items()}
        node["x-names-en"] = {code: name.en for code, name in names.items()}


def _list_codes(field: dict[str, Any], codes: list[str]) -> None:
    for one in (field, *field.get("anyOf", ())):
        if one.get("type") == "string":
            one["enum"] = codes
            one.pop("pattern", None)


def _condition(question: dict[str, Any]) -> None:
    """What a track cannot do without."""
    question["properties"]["edition"]["default"] = CURRENT
    del question["properties"]["costs"]["default"]  # only a group may do without costs of its own

    def when(track: str) -> dict[str, Any]:
        return {"properties": {"track": {"const": track}}, "required": ["track"]}

    def given(name: str) -> dict[str, Any]:
        return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}

    question["allOf"] = [
        {"if": when("electronic_transaction"), "then": given("accounts")},
        {"if": when("consortium"), "then": given("members"), "else": {"required": ["costs"]}},
    ]


def _needed_by(wanted: str, definitions: dict[str, Any]) -> dict[str, Any]:
    needed: set[str] = set()
    waiting = [wanted]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(_references(definitions[name]))
    return {name: each for name, each in definitions.items() if name in needed}


def _references(node: Any) -> list[str]:
    if isinstance(node, list):
        return [name for each in node for name in _references(each)]
    if not isinstance(node, dict):
        return []
    own = node.get("$ref")
    found = [own.rpartition("/")[2]] if isinstance(own, str) else []
    return found + [name for each in node.values() for name in _references(each)]
