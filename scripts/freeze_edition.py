"""Freeze an edition: write down what it answers today, so that no later change moves a closed year.

    python -m scripts.freeze_edition fy2025

Every question of tests/rules/golden/questions.yaml is asked of the edition and kept with its answer in
tests/rules/golden/<edition>.yaml. A frozen edition stays as it is unless --again is given.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from hojokin.rules import InvalidQuestion, estimate
from hojokin.rules.editions import EDITIONS

GOLDEN = Path(__file__).resolve().parent.parent / "tests" / "rules" / "golden"
HEAD = "# Answers of {edition}, frozen by scripts/freeze_edition.py. A line that changes changes a closed year.\n"
# Cautions are left out: they tell how much is known, which may improve after a year is closed.
KEPT = ("eligible", "amount_yen", "eligible_cost_yen", "own_burden_yen", "size", "wage_target_percent")


def answer(question: Mapping[str, Any], edition: str) -> dict[str, Any]:
    """What decides money in the answer to one question; or the problems of a question that has none."""
    try:
        told = estimate({**question, "edition": edition}).as_dict()
    except InvalidQuestion as invalid:
        return {"problems": [f"{each.place} {each.code}" for each in invalid.problems]}
    return {
        **{name: told[name] for name in KEPT},
        "parts": {part["part"]: part["amount_yen"] for part in told["parts"]},
        "refusals": sorted(found["rule"] for found in told["refusals"]),
        "obligations": sorted(found["rule"] for found in told["obligations"]),
    }


def frozen(edition: str, folder: Path = GOLDEN) -> str:
    """The golden file of an edition: one line a question."""
    asked = yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8"))["questions"]
    rows = [{**row, "answer": answer(row["question"], edition)} for row in asked]
    lines = [f"  - {_one_line(row)}\n" for row in rows]
    return HEAD.format(edition=edition) + f"edition: {edition}\nrows:\n" + "".join(lines)


def _one_line(row: Mapping[str, Any]) -> str:
    text = yaml.safe_dump(
        row, default_flow_style=True, allow_unicode=True, sort_keys=False, width=sys.maxsize
    )
    return text.strip()


def main(arguments: list[str], folder: Path = GOLDEN) -> int:
    """Exit code 0 when the file was written, 1 when the edition is frozen already, 2 for a wrong call."""
    named = [each for each in arguments if each != "--again"]
    if len(named) != 1 or named[0] not in EDITIONS:
        print(f"Name one edition: {', '.join(EDITIONS)}; --again freezes it anew.", file=sys.stderr)
        return 2
    target = folder / f"{named[0]}.yaml"
    if target.exists() and "--again" not in arguments:
        print(
            f"{target.name} is frozen. If a fact about that year was wrong, say so in the commit and use --again.",
            file=sys.stderr,
        )
        return 1
    target.write_text(frozen(named[0], folder), encoding="utf-8")
    print(target.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
