"""The benchmark runs, at a size where its figures mean nothing."""

from pathlib import Path

from benchmarks import tool_search


def test_every_contender_is_timed_on_every_word(tmp_path: Path) -> None:
    made = tool_search.measured(120, words=3, rounds=2, folder=tmp_path)

    rounds = {len(each) for held in made.times.values() for words in held.values() for each in words}
    assert list(made.times) == ["hojokin", "whole page", "LIKE scan", "FTS5 bigrams"]
    assert {tuple(map(len, held.values())) for held in made.times.values()} == {(3, 3, 3, 3)}
    assert rounds == {2}
    assert len(made.goals) == 2
