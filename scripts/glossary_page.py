"""Page of the glossary (用語集): words of the field, names of codes, and the classes that bear a Japanese term."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from hojokin.rules import names
from hojokin.rules.engine.facts import Text
from hojokin.rules.reference.glossary import glossary

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src" / "hojokin" / "rules"
# The first line of a docstring: """Earlier grant (過年度の交付決定).""" The term is in the first parentheses.
TERM = re.compile(r"\((?P<ja>[^()]*[ぁ-んァ-ヶ一-龯][^()]*)\)")
GROUPS: Mapping[str, Mapping[str, Text]] = {
    "Tracks": names.TRACKS,
    "Tracks of earlier years": names.EARLIER_TRACKS,
    "Sizes": names.SIZES,
    "Sectors free of the wage duty": names.SECTORS,
    "Cost categories": names.CATEGORIES,
    "Functions": names.FUNCTIONS,
    "Grounds of exclusion": names.EXCLUSIONS,
}


def terms(folder: Path = RULES) -> Iterator[tuple[str, str, str]]:
    """Every public class whose docstring begins with a Japanese term: name, term, module."""
    for module in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                first = (ast.get_docstring(node) or "").partition("\n")[0]
                if found := TERM.search(first):
                    yield node.name, found["ja"], str(module.relative_to(folder))


def glossary_page() -> str:
    """The glossary as Markdown."""
    parts = [
        "# Glossary (用語集)\n",
        "One English word for one Japanese term; the code, the messages and the documents use it.\n",
        "## Words of the field\n",
        _table(
            ("English", "日本語", "meaning", "意味"),
            ((each.en, each.ja, each.meaning, each.meaning_ja) for each in glossary()),
        ),
        "## Codes in questions and answers\n",
    ]
    for heading, group in GROUPS.items():
        parts += [
            f"### {heading}\n",
            _table(
                ("code", "日本語", "English"),
                ((f"`{code}`", text.ja, text.en) for code, text in group.items()),
            ),
        ]
    parts += [
        "## Names in the code\n",
        _table(
            ("class", "日本語", "module under `rules/`"),
            ((f"`{name}`", ja, f"`{module}`") for name, ja, module in sorted(terms())),
        ),
    ]
    return "\n".join(parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
