"""Numbers in attached papers (添付書類の番号): what has to be blacked out before it is handed in (W-49)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hojokin.flow.form import Attached, FormProblem, Severity
from hojokin.flow.kept_out import Mark, NumberKind, source
from hojokin.rules.engine.facts import Text


def problems_of_marks(papers: Sequence[Attached]) -> Iterator[FormProblem]:
    """What the marks of the papers of a field say, a sentence for each kind and paper."""
    for paper in papers:
        for kind, said in _SAID.items():
            if pages := _pages(paper.marks, kind):
                yield _problem(paper, kind, said, pages)


def _problem(paper: Attached, kind: NumberKind, said: Text, pages: Sequence[int]) -> FormProblem:
    is_explained = kind is NumberKind.INDIVIDUAL and bool(paper.declared)
    text = _DECLARED if is_explained else said
    ja = {"name": paper.name, "pages": "・".join(map(str, pages)), "declared": paper.declared}
    en = {**ja, "pages": ", ".join(map(str, pages))}
    stops = kind is NumberKind.INDIVIDUAL and not is_explained
    return FormProblem(
        paper.field,
        Text(text.ja.format_map(ja), text.en.format_map(en)),
        source(),
        Severity.ERROR if stops else Severity.CAUTION,
    )


def _pages(marks: Sequence[Mark], kind: NumberKind) -> list[int]:
    return sorted({each.page for each in marks if each.kind is kind})


_SAID = {
    NumberKind.INDIVIDUAL: Text(
        "「{name}」の{pages}ページにマイナンバー（個人番号）があります。このままでは提出できません。"
        "「黒塗りする」で隠すか、番号のない書類に替えてください。",
        "“{name}” shows a My Number on page {pages}, so it cannot be submitted. "
        "Black it out with “Black out”, or attach a paper without it.",
    ),
    NumberKind.POSSIBLE: Text(
        "「{name}」の{pages}ページに、マイナンバーかもしれない12桁の番号があります。"
        "マイナンバーなら「黒塗りする」で隠してください。",
        "“{name}” has twelve digits on page {pages} that may be a My Number. If they are, black them out.",
    ),
    NumberKind.INSURANCE: Text(
        "「{name}」の{pages}ページに、保険者番号か被保険者の記号・番号があります。「黒塗りする」で隠してください。",
        "“{name}” shows an insurance number on page {pages}. Black it out with “Black out”.",
    ),
    NumberKind.UNREAD: Text(
        "「{name}」は長いため、{pages}ページから先は番号を調べていません。"
        "マイナンバーや保険の番号がないか、ご自身で確かめてください。",
        "“{name}” is long: from page {pages} on it was not searched. "
        "Make sure yourself that it shows no My Number or insurance number.",
    ),
}
_DECLARED = Text(
    "「{name}」の{pages}ページの12桁の番号は、マイナンバーではないと添付した人が説明しています: {declared}",
    "The twelve digits on page {pages} of “{name}” are no My Number, as who attached it explains: {declared}",
)
