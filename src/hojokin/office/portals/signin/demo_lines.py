"""What there is to see (お試しの見どころ): one line for each of the invented people, by the first part of the address."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEEN: Mapping[str, Promise] = {
    "admin": _("締切回の変更、お知らせ、事務局の担当者。追加の締切回が開いています。"),
    "reviewer1": _("審査待ちの申請と登録。差し戻した浜辺食堂の申請もここから読めます。"),
    "reviewer2": _("実績報告の確認と確定検査。採点の2人目でもあります。"),
    "approver": _("決定待ちの申請がある締切回。決定案を作れます。額の確定もこの人です。"),
    "approver2": _("決定案の2人目の承認。セキュリティ枠の決定案が待っています。"),
    "payer": _("額の確定した案件と、承認を待つ振込。"),
    "payer2": _("振込のまとまりの2人目の承認と、振込結果の取込み。"),
    "auditor": _("監査記録と、すべての案件。読むだけです。"),
    "minato1": _("確認の番が来た申請、差し戻されたツール、コンソーシアムの登録。"),
    "minato2": _("港 真一さんと同じ会社の同僚です。"),
    "aozora1": _("登録済みのAIツール、不登録になったツールとその理由、招待した申請。"),
    "aozora2": _("青空 美咲さんと同じ会社の同僚です。"),
    "tanaka": _("構成員として出した登録内容。幹事社はみなとシステムです。"),
    "sakura": _("支援事業者が入力中の通常枠の申請と、10者で交付決定を受けた複数者連携の申請。"),
    "hamabe": _("差し戻された通常枠の申請。指摘に答えて、期日までに直します。"),
    "kinoshita": _("提出した個人事業主の申請と、その受付票。"),
    "yamato": _("交付決定を受けた電子取引類型の事業。発注と納品まで記録済みです。"),
}


def line_of(email: str) -> Promise | str:
    """The line of whoever has this address; empty for anybody else."""
    return SEEN.get(email.partition("@")[0], "")
