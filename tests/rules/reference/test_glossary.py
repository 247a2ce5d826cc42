"""The glossary as data: every term in both languages, former names dated."""

from hojokin.rules.citations import facts
from hojokin.rules.reference.glossary import Term, check_terms, former_names, glossary
from hojokin.rules.years import CURRENT, EDITIONS


def term(en: str, ja: str, last_edition: str = "", fact: str = "") -> Term:
    return Term(en, ja, "meaning", "意味", last_edition, fact)


def test_the_former_name_is_dated_and_cited() -> None:
    found = [(each.ja, each.last_edition, each.fact) for each in former_names()]

    assert found == [("IT導入補助金", "fy2025", "W-07")]
    assert all(each.last_edition in EDITIONS and each.last_edition != CURRENT for each in former_names())
    assert all(each.fact in facts() for each in former_names())


def test_an_anchor_is_one_word() -> None:
    anchors = [each.anchor for each in glossary()]

    assert term("Effect report", "効果報告").anchor == "effect-report"
    assert [each for each in anchors if " " in each] == []
    assert len(set(anchors)) == len(anchors)


def test_a_word_for_two_terms_and_an_uncited_former_name_are_noticed() -> None:
    rows = [term("rate", "率"), term("rate", "割合"), term("old name", "前の名前", "fy2025")]

    assert check_terms(rows) == [
        "rate stands in the table twice",
        "old name: a former name needs its fact",
    ]
