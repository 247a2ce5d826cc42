"""Case sheet (全案件のファイル): every case of the programme as a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hojokin.office.portals.secretariat.sheets import Cell, Sheet
from hojokin.office.portals.secretariat.templatetags.desk_words import role_name, track_name
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.case_list import case_list
from hojokin.rules.engine.facts import Text


def case_sheet() -> Sheet:
    """The sheet; its rows come from the database while they are written."""
    heads = [
        _("番号"),
        _("手続"),
        _("状態"),
        _("対応する人"),
        _("申請枠"),
        _("締切回"),
        _("当事者"),
        _("共同の当事者"),
        _("件名"),
        _("作成日時"),
        _("提出日時"),
        _("この状態になった日時"),
        _("回答の期限"),
    ]
    return Sheet(_("全案件"), heads, _rows())


def _rows() -> Iterator[Sequence[Cell]]:
    words: dict[Text, str] = {}  # the same few words stand in every row

    def say(text: Text) -> str:
        if text not in words:
            words[text] = told(text)
        return words[text]

    for each in case_list():
        turn = each.state.turn
        yield [
            each.number,
            say(each.kind.label),
            say(each.state.label),
            role_name(turn.value) if turn else "",
            track_name(each.track),
            each.round_code,
            each.owner,
            each.partner,
            each.title,
            each.opened_at,
            each.submitted_at,
            each.state_since,
            each.due_at,
        ]
