"""Random catalogues, and an oracle that answers by reading every tool."""

from dataclasses import dataclass

from hypothesis import strategies as st

from hojokin.office.search.document import ToolDocument
from hojokin.office.search.question import Question
from hojokin.office.search.schema import VALUES, Facet

FRAGMENTS = [
    "予約",
    "会計",
    "クラウド",
    "給与",
    "POS",
    "レジ",
    "さーばー",
    "インボイス",
    "在庫",
    "AI",
    "ｸﾗｳﾄﾞ",
    "abc",
    "管理",
]
texts = st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("".join)


def _some(facet: Facet) -> st.SearchStrategy[tuple[str, ...]]:
    codes = [str(code) for code in VALUES[facet]]
    return st.lists(st.sampled_from(codes), max_size=3, unique=True).map(tuple)


# Made once, not for every tool that is drawn: to make and check a strategy takes longer than to draw from it.
PRICES = st.sampled_from([0, 49_999, 50_000, 299_999, 300_000, 10**10])
UP_TO_THREE = st.integers(0, 3)
PREFECTURES = st.sampled_from(["01", "13", "47"])
CATEGORIES = st.sampled_from(["1", "4", "10"])
TRACKS, PROCESSES, FUNCTIONS, INDUSTRIES = (
    _some(facet) for facet in (Facet.TRACK, Facet.PROCESS, Facet.FUNCTION, Facet.INDUSTRY)
)
AI_KINDS = st.sampled_from(["none", "generative", "other"])
YES_OR_NO = st.booleans()


@st.composite
def catalogues(draw: st.DrawFn, most: int = 60) -> list[ToolDocument]:
    return [
        ToolDocument(
            key=key,
            number=f"DL06-{key:07d}",
            name=draw(texts),
            kana=draw(texts),
            maker=draw(texts),
            vendor=draw(texts),
            outline=draw(texts),
            price=draw(PRICES),
            customers=draw(UP_TO_THREE),
            registered=draw(UP_TO_THREE),
            prefecture=draw(PREFECTURES),
            category=draw(CATEGORIES),
            tracks=draw(TRACKS),
            processes=draw(PROCESSES),
            functions=draw(FUNCTIONS),
            industries=draw(INDUSTRIES),
            ai_kind=draw(AI_KINDS),
            is_cloud=draw(YES_OR_NO),
            is_invoice_ready=draw(YES_OR_NO),
        )
        for key in range(1, draw(st.integers(0, most)) + 1)
    ]


keywords = st.lists(
    st.sampled_from(
        [*FRAGMENTS, "予", "ク", "計クラ", "サーバー", "れじ", "電帳法", "クラウド会計", "zz", "安い"]
    ),
    max_size=3,
).map(" ".join)
choices = st.dictionaries(st.sampled_from(list(Facet)), st.just(None), max_size=3).flatmap(
    lambda facets: st.fixed_dictionaries(
        {
            facet: st.frozensets(st.sampled_from([str(code) for code in VALUES[facet]]), max_size=3)
            for facet in facets
        }
    )
)


@dataclass(frozen=True)
class Oracle:
    """Answers by reading every tool."""

    documents: list[ToolDocument]

    def says(self, each: ToolDocument, question: Question) -> bool:
        text = each.full_text()
        return all(any(variant in text for variant in word.variants) for word in question.words)

    def fits(self, each: ToolDocument, chosen: dict[Facet, frozenset[str]], but: Facet | None = None) -> bool:
        held = each.values()
        return all(facet is but or not codes or codes & set(held[facet]) for facet, codes in chosen.items())

    def found(self, question: Question, chosen: dict[Facet, frozenset[str]]) -> set[int]:
        return {each.key for each in self.documents if self.says(each, question) and self.fits(each, chosen)}

    def count(self, question: Question, chosen: dict[Facet, frozenset[str]], facet: Facet, code: str) -> int:
        return sum(
            code in each.values()[facet] and self.fits(each, chosen, facet) and self.says(each, question)
            for each in self.documents
        )
