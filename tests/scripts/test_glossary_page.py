"""The glossary: one word for one term, words that are really used, and every class that bears a term."""

from pathlib import Path

from hojokin.rules.catalogue import books_of, catalogue
from hojokin.rules.editions import CURRENT
from hojokin.rules.reference.glossary import glossary
from scripts.glossary_page import RULES, glossary_page, terms

CODE = "".join(
    path.read_text(encoding="utf-8")
    for path in RULES.rglob("*")
    if path.suffix in {".py", ".yaml", ".csv"} and path.name != "glossary.csv"
)


def test_no_word_stands_for_two_terms_and_no_term_for_two_words() -> None:
    english, japanese = [each.en for each in glossary()], [each.ja for each in glossary()]

    assert (sorted(set(english)), sorted(set(japanese))) == (sorted(english), sorted(japanese))


def test_every_term_and_every_word_is_used_by_the_rules() -> None:
    known = CODE.lower().replace("_", " ")

    assert [each.ja for each in glossary() if each.ja not in CODE] == []
    assert [each.en for each in glossary() if each.en.lower() not in known] == []


def test_every_class_with_a_japanese_term_is_listed(tmp_path: Path) -> None:
    (tmp_path / "sale.py").write_text('class Sale:\n    """Sale (売上), without tax."""\n', encoding="utf-8")
    (tmp_path / "plain.py").write_text(
        'class Plain:\n    """Plain."""\n\nclass _Own:\n    """Own (自分)."""\n', encoding="utf-8"
    )

    assert list(terms(tmp_path)) == [("Sale", "売上", "sale.py")]
    page = glossary_page()
    assert [name for name, ja, _ in terms() if f"| `{name}` | {ja} |" not in page] == []


def test_a_label_that_is_a_term_bears_its_word() -> None:
    """A rule or fact whose Japanese label is a term of the glossary has the glossary's English label."""
    english = {each.ja: each.en for each in glossary()}
    told = [
        (each["label"], each["label_en"].lower())
        for book in books_of(CURRENT)
        for kind in ("inputs", "rules")
        for each in catalogue(book, CURRENT)[kind]
        if each["label"] in english
    ]

    assert sorted({label for label, en in told if en != english[label]}) == []
    assert len(told) > 0
