"""A fixed sentence of a template is told as Django tells it, in each language, however often it is asked for."""

from typing import Any

import pytest
from django.template import Template, engines
from django.utils import translation

from hojokin.office.portals.fixed_sentences import FixedSentence

LINE = '{% load i18n %}{% for each in lines %}{% translate "はい" %} {% endfor %}'


def told(template: str, language: str, **context: object) -> str:
    """What a template says in a language."""
    with translation.override(language):
        return engines["django"].from_string(template).render(context)


def test_each_page_reads_it_in_its_own_language() -> None:
    page = engines["django"].from_string(LINE)

    answers = []
    for language in ("ja", "en", "ja"):
        with translation.override(language):
            answers.append(page.render({"lines": "ab"}))

    assert answers == ["はい はい ", "Yes Yes ", "はい はい "]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("{% translate word %}", "Yes"),
        ('{% translate "はい" noop %}', "はい"),
        ('{% translate "はい" as said %}{{ said }}!', "Yes!"),
        ('{% translate "はい"|upper %}', "YES"),
        ('{% trans "はい" %}', "Yes"),
    ],
)
def test_what_is_not_fixed_is_asked_anew(tag: str, expected: str) -> None:
    assert told("{% load i18n %}" + tag, "en", word="はい") == expected


def test_only_plain_sentences_are_kept() -> None:
    nodes: Any = Template(LINE + "{% translate word %}").nodelist

    assert [isinstance(each, FixedSentence) for each in (nodes[1].nodelist_loop[0], nodes[2])] == [
        True,
        False,
    ]
