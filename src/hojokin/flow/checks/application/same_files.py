"""The same file twice (同じファイル): one paper handed in for two requirements is usually a slip."""

from __future__ import annotations

from collections.abc import Iterator

from hojokin.flow.form import Attachments, FormProblem, Severity
from hojokin.rules.engine.facts import Text


def check_same_files(attachments: Attachments) -> Iterator[FormProblem]:
    """Every file whose content was attached before, at the later place."""
    seen: dict[str, str] = {}
    for field, stored in attachments.items():
        for each in stored:
            if each.sha256 in seen:
                yield FormProblem(
                    field,
                    Text(
                        f"「{each.name}」は、先に添付した「{seen[each.sha256]}」と同じ内容です。違う書類ではないか確かめてください。",
                        f"“{each.name}” has the same content as “{seen[each.sha256]}”. Check that it is the right paper.",
                    ),
                    "W-49",
                    Severity.CAUTION,
                )
            seen.setdefault(each.sha256, each.name)
