"""A word is found in exactly the texts that hold it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hojokin.office.search.grams import Grams, Texts, build_grams, build_texts

LETTERS = "アイウ会計abc𠮷😀"
few_texts = st.lists(st.text(alphabet=LETTERS + "\n", max_size=40), max_size=40)
word = st.text(alphabet=LETTERS, min_size=1, max_size=30)


def found(texts: list[str], sought: str) -> list[int]:
    grams = Grams(build_grams(texts), Texts(build_texts(texts)))
    return [int(place) for place in grams.matching(sought).to_ids()]


def holding(texts: list[str], sought: str) -> list[int]:
    return [place for place, text in enumerate(texts) if sought in text]


@given(few_texts, word)
def test_nothing_is_missed_and_nothing_is_false(texts: list[str], sought: str) -> None:
    assert found(texts, sought) == holding(texts, sought)


@settings(max_examples=30)
@given(
    st.lists(st.text(alphabet="アイ", max_size=30), min_size=1, max_size=6),
    st.integers(60, 700),
    word,
    st.data(),
)
def test_frequent_strings_of_any_length_are_found(
    templates: list[str], times: int, sought: str, data: st.DataObject
) -> None:
    texts = [templates[place % len(templates)] + str(place % 7) for place in range(times)]
    held = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(held) - 1))
    part = held[start : start + data.draw(st.integers(1, 32))]

    assert found(texts, part) == holding(texts, part)
    assert found(texts, sought) == holding(texts, sought)


def test_no_word_matches_across_two_fields() -> None:
    assert found(["会計\n帳簿", "会計帳簿"], "計帳") == [1]


def test_one_character_that_is_nowhere_finds_nothing() -> None:
    assert found(["会計"], "約") == []


def test_an_index_of_nothing_finds_nothing() -> None:
    assert found([], "会") == []
