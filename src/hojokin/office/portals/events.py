"""Events (出来事の言葉): what an audit row tells, in words, for people of the office."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from hojokin.flow.table import Table, Transition
from hojokin.office.actions.change_security import CHANGES
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.kinds import kinds
from hojokin.office.records.models import AuditRow

# What happens besides the steps of filings, by its code.
PLAIN = {
    "filing.open": gettext_noop("手続を始めました"),
    "filing.write": gettext_noop("入力しました"),
    "filing.attach": gettext_noop("ファイルを添付しました"),
    "filing.detach": gettext_noop("ファイルを外しました"),
    "document.mask": gettext_noop("書類を黒塗りにしました"),
    "document.search": gettext_noop("書類に残してはいけない番号が見つかりました"),
    "document.explain": gettext_noop("書類の番号を説明しました"),
    "paper.erase_ask": gettext_noop("提出した書類の消去を依頼しました"),
    "paper.erase_drop": gettext_noop("提出した書類の消去の依頼を取り下げました"),
    "paper.erase": gettext_noop("提出した書類の中身を消去しました"),
    "filing.assign": gettext_noop("担当を決めました"),
    "finding.raise": gettext_noop("指摘を書きました"),
    "finding.withdraw": gettext_noop("指摘を取り消しました"),
    "finding.answer": gettext_noop("指摘に答えました"),
    "finding.close": gettext_noop("指摘を解決済みにしました"),
    "tie.declare": gettext_noop("利害関係を申告しました"),
    "message.retry": gettext_noop("届かなかった連絡をもう一度送りました"),
    "alert.look": gettext_noop("警告を探しました"),
    "alert.open": gettext_noop("警告が見つかりました"),
    "alert.judge": gettext_noop("警告を判断しました"),
    "evaluation.change": gettext_noop("規則の訂正で自動判定が変わりました"),
    "person.invited": gettext_noop("人を招待しました"),
    "person.joined": gettext_noop("利用者になりました"),
    "person.signed_in": gettext_noop("サインインしました"),
    "person.sessions_ended": gettext_noop("ほかの端末からサインアウトしました"),
    "person.gbizid_connected": gettext_noop("gBizIDをつなぎました"),
    "person.phone_registered": gettext_noop("携帯電話を登録しました"),
    "person.phone_changed": gettext_noop("携帯電話の番号を変えました"),
    "invitation.open": gettext_noop("招待された申請を開きました"),
    "invitation.sent": gettext_noop("招待のメールを出しました"),
    "invitation.withdrawn": gettext_noop("招待を取り消しました"),
    "audit.export": gettext_noop("案件フォルダーを持ち出しました"),
    "invitation.accepted": gettext_noop("招待を受けました"),
    "project.record": gettext_noop("発注や支払いを記録しました"),
    "calendar.renew": gettext_noop("予定表のアドレスを新しくしました"),
    "grant.assess_return": gettext_noop("返還の要否を判断しました"),
    "grant.take_change": gettext_noop("届け出た変更を事業に反映しました"),
    "grant.succeed": gettext_noop("事業を承継者に移しました"),
    "tool.report": gettext_noop("ツールの利用状態の届出を受けました"),
    "tool.answer": gettext_noop("ツールの利用状態の届出に回答しました"),
    "token.issue": gettext_noop("システム連携のトークンを作りました"),
    "token.end": gettext_noop("システム連携のトークンを止めました"),
    "inspection.keep": gettext_noop("検査の結果を保存しました"),
    "batch.make": gettext_noop("振込のまとまりを作りました"),
    "batch.approve": gettext_noop("振込のまとまりを承認しました"),
    "batch.send": gettext_noop("振込ファイルを作りました"),
    "batch.results": gettext_noop("振込の結果を取り込みました"),
    "return.order": gettext_noop("返還を命じました"),
    "ledger.appropriate": gettext_noop("予算を計上しました"),
    "ledger.commit": gettext_noop("予算を引き当てました"),
    "ledger.change": gettext_noop("引き当てを減らしました"),
    "ledger.release": gettext_noop("引き当てを戻しました"),
    "ledger.settle": gettext_noop("確定した額を記帳しました"),
    "ledger.pay": gettext_noop("支払いを記帳しました"),
    "ledger.pay_back": gettext_noop("振込不能を記帳しました"),
    "ledger.return": gettext_noop("返還を記帳しました"),
    "ledger.interest": gettext_noop("加算金・延滞金を記帳しました"),
    "seat.given": gettext_noop("役割を付けました"),
    "seat.ended": gettext_noop("役割を外しました"),
    "round.add": gettext_noop("締切回を登録しました"),
    "round.edit": gettext_noop("締切回を変更しました"),
    "round.extend": gettext_noop("締切を延ばしました"),
    "round.downtime": gettext_noop("障害を記録しました"),
    "round.publish": gettext_noop("交付決定者を公表しました"),
    "round.aimed": gettext_noop("締切回を割り当てました"),
    "round.moved": gettext_noop("次の締切回に移りました"),
    "round_changed": gettext_noop("締切回の日程が変わりました"),
    "deadline_extended": gettext_noop("締切が延びました"),
    "came_back": gettext_noop("締切が延び、受付を再開しました"),
    "score.write": gettext_noop("採点を途中まで保存しました"),
    "score.finish": gettext_noop("採点を確定しました"),
    "score.void": gettext_noop("利害関係の申告により、採点を無効にしました"),
    "score.reopen": gettext_noop("採点をやり直しました"),
    "contest.rule": gettext_noop("異議を裁定しました"),
    "contest.count": gettext_noop("異議の裁定に基づいて決定しました"),
    "decision.propose": gettext_noop("決定案を提案しました"),
    "decision.drop": gettext_noop("決定案を取り下げました"),
    "decision.decide": gettext_noop("決定案を決裁しました"),
    "decision.done": gettext_noop("締切回の決定を終えました"),
    "notices.print": gettext_noop("通知書をまとめて作り始めました"),
    "notices.printed": gettext_noop("通知書をまとめて作り終えました"),
    "notices.take": gettext_noop("まとめた通知書を受け取りました"),
    "notices.remove": gettext_noop("まとめた通知書を保管の期限で消しました"),
    "application.again": gettext_noop("もう一度申請しました"),
    "news.publish": gettext_noop("お知らせを公開しました"),
    "news.withdraw": gettext_noop("お知らせを取り下げました"),
    "demo.clock": gettext_noop("お試しの時計を進めました"),
    "audit.forget": gettext_noop("個人の情報を消しました"),
}


def event_words(row: AuditRow) -> str:
    """The event of a row: a step with the state that it led to, or what else happened; an unknown one by its code."""
    code, _dot, action = row.what.partition(".")
    table = _tables().get(code)
    if table is not None and action == "open":
        return _("手続を始めました")
    step = step_of(table, action) if table is not None else None
    if table is None or step is None:
        return plain_words().get(row.what, row.what)
    end = table.states.get(str(row.changes.get("to", "")))
    if end is None:
        return told(step.label)
    return _("「%(step)s」→ %(state)s") % {"step": told(step.label), "state": told(end.label)}


def step_of(table: Table, action: str) -> Transition | None:
    """The step of that name."""
    return next((each for each in table.transitions if each.action == action), None)


def plain_words() -> Mapping[str, str]:
    """What happens besides the steps of filings, by its code, in the language in force."""
    return _words_in(get_language())


@cache
def _words_in(_language: str | None) -> Mapping[str, str]:
    changes = {f"person.{code}": told(words) for code, words in CHANGES.items()}
    return {code: _(words) for code, words in PLAIN.items()} | changes


def _tables() -> dict[str, Table]:
    return {each.table.code: each.table for each in kinds().values()}
