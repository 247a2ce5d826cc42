"""``hojokin assess``: every condition of a track, met, not met or not yet checked."""

from __future__ import annotations

from functools import partial

from hojokin.cli.asking import answer_file
from hojokin.cli.options import AsJson, File, Lang, Language
from hojokin.rules.assessment import assessment, assessment_text
from hojokin.rules.estimate import estimate


def assess(file: File, as_json: AsJson = False, lang: Lang = Language.JA) -> None:
    """Conditions (要件): every one of the track, met, not met or not yet checked, with its clause."""
    answer_file(
        file,
        estimate,
        to_json=assessment,
        to_text=partial(assessment_text, language=lang),
        language=lang,
        as_json=as_json,
    )
