"""Events (出来事の言葉): what an audit row tells, in words, for people of the office."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hojokin.flow.table import Table, Transition
from hojokin.office.actions.change_security import CHANGES
from hojokin.office.portals.templatetags.texts import told
from hojokin.office.queries.kinds import kinds
from hojokin.office.records.models import AuditRow


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


def plain_words() -> dict[str, str]:
    """What happens besides the steps of filings, by its code."""
    return {
        "filing.open": _("手続を始めました"),
        "filing.write": _("入力しました"),
        "filing.attach": _("ファイルを添付しました"),
        "filing.detach": _("ファイルを外しました"),
        "filing.assign": _("担当を決めました"),
        "finding.raise": _("指摘を書きました"),
        "finding.withdraw": _("指摘を取り消しました"),
        "finding.answer": _("指摘に答えました"),
        "finding.close": _("指摘を解決済みにしました"),
        "tie.declare": _("利害関係を申告しました"),
        "message.retry": _("届かなかった連絡をもう一度送りました"),
        "evaluation.change": _("規則の訂正で自動判定が変わりました"),
        "person.invited": _("人を招待しました"),
        "person.joined": _("利用者になりました"),
        "person.signed_in": _("サインインしました"),
        "person.sessions_ended": _("ほかの端末からサインアウトしました"),
        "person.gbizid_connected": _("gBizIDをつなぎました"),
        "person.phone_registered": _("携帯電話を登録しました"),
        "person.phone_changed": _("携帯電話の番号を変えました"),
        **{f"person.{code}": told(words) for code, words in CHANGES.items()},
        "invitation.open": _("招待された申請を開きました"),
        "invitation.accepted": _("招待を受けました"),
        "project.record": _("発注や支払いを記録しました"),
        "calendar.renew": _("予定表のアドレスを新しくしました"),
        "inspection.keep": _("検査の結果を保存しました"),
        "batch.make": _("振込のまとまりを作りました"),
        "batch.approve": _("振込のまとまりを承認しました"),
        "batch.send": _("振込ファイルを作りました"),
        "batch.results": _("振込の結果を取り込みました"),
        "return.order": _("返還を命じました"),
        "ledger.appropriate": _("予算を計上しました"),
        "ledger.commit": _("予算を引き当てました"),
        "ledger.change": _("引き当てを減らしました"),
        "ledger.release": _("引き当てを戻しました"),
        "ledger.settle": _("確定した額を記帳しました"),
        "ledger.pay": _("支払いを記帳しました"),
        "ledger.pay_back": _("振込不能を記帳しました"),
        "ledger.return": _("返還を記帳しました"),
        "ledger.interest": _("加算金・延滞金を記帳しました"),
        "seat.given": _("役割を付けました"),
        "seat.ended": _("役割を外しました"),
        "round.add": _("締切回を登録しました"),
        "round.edit": _("締切回を変更しました"),
        "round.extend": _("締切を延ばしました"),
        "round.downtime": _("障害を記録しました"),
        "round.publish": _("交付決定者を公表しました"),
        "round.aimed": _("締切回を割り当てました"),
        "round.moved": _("次の締切回に移りました"),
        "round_changed": _("締切回の日程が変わりました"),
        "deadline_extended": _("締切が延びました"),
        "score.write": _("採点を途中まで保存しました"),
        "score.finish": _("採点を確定しました"),
        "score.reopen": _("採点をやり直しました"),
        "decision.propose": _("決定案を提案しました"),
        "decision.drop": _("決定案を取り下げました"),
        "decision.decide": _("決定案を決裁しました"),
        "decision.done": _("締切回の決定を終えました"),
        "application.again": _("もう一度申請しました"),
        "news.publish": _("お知らせを公開しました"),
        "news.withdraw": _("お知らせを取り下げました"),
        "audit.forget": _("個人の情報を消しました"),
    }


def _tables() -> dict[str, Table]:
    return {each.table.code: each.table for each in kinds().values()}
