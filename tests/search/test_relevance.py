"""The graded questions: enough of them, all answerable, and answered better than by a substring search."""

import pytest

from benchmarks import tool_relevance

# Thousandths of nDCG@10; the measured mean is 846, that of the substring search 401.
LEAST = 800


@pytest.fixture(scope="module")
def scored() -> list[tool_relevance.Scored]:
    return tool_relevance.measured()


def test_at_least_sixty_questions_are_graded(scored: list[tool_relevance.Scored]) -> None:
    assert len({each.typed for each in scored}) >= 60


def test_answers_are_far_better_than_those_of_a_substring_search(scored: list[tool_relevance.Scored]) -> None:
    ours, substring = (
        sum(getattr(each, name) for each in scored) // len(scored) for name in ("ours", "substring")
    )

    assert ours >= max(LEAST, 2 * substring - 50)


@pytest.mark.parametrize(("found", "thousandths"), [([1, 2], 1000), ([2, 1], 834), ([9, 1, 2], 665), ([], 0)])
def test_ndcg_counts_grade_and_place(found: list[int], thousandths: int) -> None:
    assert tool_relevance.ndcg(found, {1: 3, 2: 2}) == thousandths
