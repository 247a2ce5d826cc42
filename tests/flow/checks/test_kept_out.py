"""What the marks of a paper say: a My Number stops it, an insurance number is a caution, none is shown."""

from hojokin.flow.checks.kept_out import problems_of_marks
from hojokin.flow.form import Attached, FieldKind, Severity
from hojokin.flow.kept_out import Mark, NumberKind, is_watched, marks_from, settings
from hojokin.flow.loading import load_form


def paper(*marks: Mark, declared: str = "") -> Attached:
    """A paper with these marks."""
    return Attached("identity", "住民票.pdf", 1, "application/pdf", "0" * 64, marks, declared)


def test_a_my_number_stops_it_and_names_paper_page_and_remedy() -> None:
    found = list(
        problems_of_marks([paper(Mark(NumberKind.INDIVIDUAL, 3), Mark(NumberKind.INDIVIDUAL, 1, 2))])
    )

    assert [(each.field, each.source, each.severity) for each in found] == [
        ("identity", "W-49", Severity.ERROR)
    ]
    assert "「住民票.pdf」の1・3ページ" in found[0].message.ja
    assert "黒塗りする" in found[0].message.ja


def test_insurance_possible_and_unread_are_cautions() -> None:
    marks = [Mark(kind, 1) for kind in (NumberKind.INSURANCE, NumberKind.POSSIBLE, NumberKind.UNREAD)]

    assert {each.severity for each in problems_of_marks([paper(*marks)])} == {Severity.CAUTION}
    assert len(list(problems_of_marks([paper(*marks)]))) == 3


def test_an_explained_number_is_a_caution_that_tells_the_explanation() -> None:
    (found,) = problems_of_marks([paper(Mark(NumberKind.INDIVIDUAL, 1), declared="送り状の番号")])

    assert found.severity is Severity.CAUTION
    assert found.message.ja.endswith("説明しています: 送り状の番号")


def test_a_name_with_braces_is_told_as_it_is() -> None:
    odd = Attached("f", "{0}{x}.pdf", 1, "application/pdf", "", (Mark(NumberKind.INDIVIDUAL, 1),))

    assert "「{0}{x}.pdf」" in next(problems_of_marks([odd])).message.ja


def test_a_clean_paper_says_nothing() -> None:
    assert list(problems_of_marks([paper()])) == []


def test_marks_come_back_as_they_were_stored() -> None:
    mark = Mark(NumberKind.INSURANCE, 2, 3)

    assert marks_from([mark.to_json()]) == (mark,)


def test_identity_papers_are_watched_and_maps_are_not() -> None:
    watched = [
        is_watched("application", "identity"),
        is_watched("member_part", "identity_document"),
        is_watched("application", "it_strategy_map"),
        is_watched("sample", "identity"),
    ]

    assert watched == [True, True, False, False]


def test_every_watched_field_is_a_paper_of_its_form() -> None:
    for form, names in settings()["fields"].items():
        for name in names:
            assert load_form(form, "fy2026").field(name).kind is FieldKind.DOCUMENT
