"""Addresses of the desk: the office alone; what only some of it may do, each page says itself."""

from __future__ import annotations

from django.urls import path

from hojokin.office.access import Access, allow
from hojokin.office.portals.secretariat.views import (
    alerts,
    audit,
    compare,
    decisions,
    erasures,
    figures,
    findings,
    inspection,
    ledger,
    messages,
    news,
    notices,
    payments,
    people,
    queue,
    repayments,
    review,
    rounds,
    scoring,
    silent,
    vendors,
)

app_name = "desk"

urlpatterns = [
    *allow(Access.APPROVER, path("inspection/<str:number>/fix/", inspection.fix, name="fix")),
    *allow(Access.REVIEWER, path("repayments/<str:number>/assess/", repayments.assess, name="assess_return")),
    *allow(Access.APPROVER, path("repayments/<str:number>/order/", repayments.order, name="order_return")),
    *allow(Access.PAYER, path("repayments/<str:number>/receive/", repayments.receive, name="receive_return")),
    *allow(
        Access.OFFICE,
        path("repayments/", repayments.repayments, name="repayments"),
        path("repayments/<str:number>/", repayments.repayment, name="repayment"),
        path("repayments/<str:number>/tie/", repayments.tie, name="repayment_tie"),
        path("repayments/<str:number>/order.pdf", repayments.paper, name="repayment_order"),
    ),
    *allow(
        Access.PAYER,
        path("payments/make/", payments.make, name="make_batch"),
        path("payments/<str:number>/approve/", payments.approve, name="approve_batch"),
        path("payments/<str:number>/file/", payments.send, name="send_batch"),
        path("payments/<str:number>/results/", payments.results, name="batch_results"),
        path("payments/<str:number>/<int:payment>/out/", payments.take_one_out, name="take_out"),
    ),
    *allow(
        Access.ADMINISTRATOR,
        path("rounds/seed/", rounds.seed, name="seed_rounds"),
        path("rounds/add/", rounds.add, name="add_round"),
        path("rounds/<slug:code>/edit/", rounds.edit, name="edit_round"),
        path("rounds/<slug:code>/extend/", rounds.extend, name="extend_round"),
        path("rounds/<slug:code>/downtime/", rounds.downtime, name="downtime"),
    ),
    *allow(
        Access.APPROVER,
        path("rounds/<slug:code>/decide/propose/", decisions.propose, name="propose"),
        path("rounds/<slug:code>/decide/approve/", decisions.approve, name="approve"),
        path("rounds/<slug:code>/decide/drop/", decisions.drop, name="drop"),
    ),
    *allow(
        Access.REVIEWER,
        path("<str:number>/score/save/", scoring.save, name="save_score"),
        path("<str:number>/score/reopen/", scoring.reopen, name="reopen_score"),
    ),
    *allow(
        Access.OFFICE,
        path("rounds/", rounds.rounds, name="rounds"),
        path("rounds/<slug:code>/", rounds.round_page, name="round"),
        path("rounds/<slug:code>/decide/", decisions.decide, name="decide"),
        path("rounds/<slug:code>/decide/publish/", decisions.publish, name="publish"),
        path("rounds/<slug:code>/decide/notices/<int:proposal>/", notices.notices, name="notices"),
        path("rounds/<slug:code>/decide/notices/<int:proposal>.zip", notices.notices_zip, name="notices_zip"),
        path("<str:number>/score/", scoring.score, name="score"),
    ),
    *allow(
        Access.ADMINISTRATOR,
        path("messages/", messages.messages, name="messages"),
        path("messages/retry/", messages.retry_all, name="retry_messages"),
        path("messages/<int:message>/retry/", messages.retry, name="retry_message"),
        path("people/", people.people, name="people"),
        path("people/invite/", people.invite, name="invite"),
        path("people/<int:seat>/end/", people.end, name="end_seat"),
        path("news/", news.news, name="news"),
        path("news/<slug:slug>/withdraw/", news.withdraw, name="withdraw_news"),
    ),
    *allow(
        Access.APPROVER, path("erasures/<int:erasure>/approve/", erasures.approve, name="approve_erasure")
    ),
    *allow(
        Access.REVIEWER, path("<str:number>/papers/<int:document>/erase/", erasures.ask, name="ask_erasure")
    ),
    *allow(
        Access.OFFICE,
        path("", queue.queue, name="queue"),
        path("queue.csv", queue.queue_csv, name="queue_csv"),
        path("assign/", queue.assign_many, name="assign_many"),
        path("alerts/", alerts.alerts, name="alerts"),
        path("alerts/<int:alert>/", alerts.alert, name="alert"),
        path("alerts/<int:alert>/judge/", alerts.judge, name="judge_alert"),
        path("audit/", audit.audit, name="audit"),
        path("vendors/", vendors.vendors, name="vendors"),
        path("inspection/", inspection.inspections, name="inspections"),
        path("inspection/<str:number>/", inspection.inspection, name="inspection"),
        path("inspection/<str:number>/tie/", inspection.tie, name="inspection_tie"),
        path("inspection/<str:number>/notice.pdf", inspection.notice, name="amount_notice"),
        path("payments/", payments.payments, name="payments"),
        path("payments/<str:number>/", payments.batch, name="batch"),
        path("ledger/", ledger.ledger, name="ledger"),
        path("silent/", silent.silent, name="silent"),
        path("erasures/", erasures.erasures, name="erasures"),
        path("erasures/<int:erasure>/", erasures.erasure, name="erasure"),
        path("erasures/<int:erasure>/drop/", erasures.drop, name="drop_erasure"),
        path("figures/", figures.figures, name="figures"),
        path("figures/<slug:block>.csv", figures.figures_csv, name="figures_csv"),
        path("figures/<slug:block>.xlsx", figures.figures_xlsx, name="figures_xlsx"),
        path("<str:number>/", review.review, name="review"),
        path("<str:number>/compare/", compare.compare, name="compare"),
        path("<str:number>/papers/", erasures.papers, name="papers"),
        path("<str:number>/tie/", review.tie, name="tie"),
        path("<str:number>/assign/", review.assign, name="assign"),
        path("<str:number>/findings/", findings.write, name="raise"),
        path("<str:number>/findings/<int:finding>/withdraw/", findings.withdraw, name="withdraw"),
        path("<str:number>/findings/<int:finding>/close/", findings.close, name="close"),
    ),
]
