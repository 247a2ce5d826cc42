"""Glossary (用語集): one English word for one Japanese term, with the meaning in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from hojokin.rules.reference.reading import Cells, read_table, repeated


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field (用語).

    ``last_edition`` is the code of the last edition that bore a former name, ``fact`` what it was read in;
    both are empty for a word in use.
    """

    en: str
    ja: str
    meaning: str
    meaning_ja: str
    last_edition: str
    fact: str

    @property
    def anchor(self) -> str:
        """Its place on a page: the English word with hyphens."""
        return self.en.lower().replace(" ", "-")

    @property
    def is_former(self) -> bool:
        """Whether the word is a name of the past."""
        return bool(self.last_edition)


@cache
def glossary() -> tuple[Term, ...]:
    """Every term in the order of the file."""
    return read_table("hojokin.rules.reference", "glossary.csv", _term, check_terms)


def former_names() -> tuple[Term, ...]:
    """The names that the programme once had."""
    return tuple(each for each in glossary() if each.is_former)


def check_terms(rows: Sequence[Term]) -> list[str]:
    """What is wrong with the glossary: a word for two terms, a term for two words, a former name without a fact."""
    problems = repeated(each.en for each in rows) + repeated(each.ja for each in rows)
    return problems + [
        f"{each.en}: a former name needs its fact" for each in rows if each.is_former and not each.fact
    ]


def _term(cells: Cells) -> Term:
    return Term(
        en=cells.text("en"),
        ja=cells.text("ja"),
        meaning=cells.text("meaning"),
        meaning_ja=cells.text("meaning_ja"),
        last_edition=cells.optional("last_edition"),
        fact=cells.optional("fact"),
    )
