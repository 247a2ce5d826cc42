"""Effects (遷移に伴う処理): what else happens, in the same transaction, when a filing takes a certain step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from hojokin.office.actions.apply_vendor_change import apply_vendor_change
from hojokin.office.actions.change_steps import apply_change_filing
from hojokin.office.actions.close_grant import finish_after_report, finish_by_hand
from hojokin.office.actions.grant_steps import (
    accept_report,
    correct_account,
    count_member_again,
    end_after_payment,
    end_before_payment,
    fix_amount,
    keep_claim,
    leave_out_member,
    need_inspection,
    need_reports,
)
from hojokin.office.actions.name_filing import name_after_tool
from hojokin.office.actions.open_decided_grant import need_decision, open_decided_grant
from hojokin.office.actions.payment_steps import book_payment, need_payment, take_out_payment
from hojokin.office.actions.propose_return import propose_after_report
from hojokin.office.actions.publish_tool import publish_tool, unpublish_tool
from hojokin.office.actions.register_vendor import keep_vendor, move_members, strike_off
from hojokin.office.actions.return_steps import need_all_returned, need_order, withdraw_order
from hojokin.office.actions.send_link import send_link_again
from hojokin.office.catalogue.codes import VendorState
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import Filing
from hojokin.office.records.models.payment import PaymentState

type Effect = Callable[[Filing, Actor, datetime], None]

# By the table's code and the step's name.
EFFECTS: Mapping[tuple[str, str], tuple[Effect, ...]] = {
    ("vendor_registration", "submit"): (keep_vendor(VendorState.DRAFT), move_members("seal")),
    ("vendor_registration", "resubmit"): (keep_vendor(VendorState.DRAFT), move_members("seal")),
    ("vendor_registration", "resubmit_final"): (keep_vendor(VendorState.PROVISIONAL), move_members("seal")),
    ("vendor_registration", "return"): (keep_vendor(VendorState.RETURNED), move_members("unseal")),
    ("vendor_registration", "return_final"): (move_members("unseal"),),
    ("vendor_registration", "admit"): (keep_vendor(VendorState.PROVISIONAL),),
    ("vendor_registration", "register"): (keep_vendor(VendorState.REGISTERED), move_members("register")),
    ("vendor_registration", "reject"): (keep_vendor(VendorState.REJECTED), move_members("end")),
    ("vendor_registration", "withdraw"): (move_members("end"),),
    ("vendor_registration", "deregister"): (strike_off,),
    ("tool_registration", "submit"): (name_after_tool,),
    ("tool_registration", "resubmit"): (name_after_tool,),
    ("tool_registration", "register"): (publish_tool,),
    ("tool_registration", "end_sale"): (unpublish_tool,),
    ("tool_registration", "deregister"): (unpublish_tool,),
    ("vendor_change", "approve"): (apply_vendor_change,),
    ("application", "invite_again"): (send_link_again,),
    ("application", "grant"): (open_decided_grant,),
    ("application", "reject"): (need_decision,),
    ("consortium_application", "grant"): (open_decided_grant,),
    ("consortium_application", "reject"): (need_decision,),
    ("performance_report", "accept"): (accept_report,),
    ("performance_report_alone", "accept"): (accept_report,),
    ("performance_report_alone", "leave_out"): (leave_out_member,),
    ("performance_report_alone", "count_again"): (count_member_again,),
    ("effect_report", "accept"): (propose_after_report, finish_after_report),
    ("effect_report_alone", "accept"): (propose_after_report, finish_after_report),
    ("change_filing", "approve"): (apply_change_filing,),
    ("change_filing_alone", "approve"): (apply_change_filing,),
    ("change_notice", "take_note"): (apply_change_filing,),
    ("change_notice_alone", "take_note"): (apply_change_filing,),
    ("grant", "accept_report"): (need_reports,),
    ("grant", "record_inspection"): (need_inspection,),
    ("grant", "claim"): (keep_claim,),
    ("grant", "fix_amount"): (fix_amount,),
    ("grant", "prepare_payment"): (need_payment(PaymentState.PREPARED),),
    ("grant", "take_out"): (take_out_payment,),
    ("grant", "order_payment"): (need_payment(PaymentState.ORDERED),),
    ("grant", "record_payment"): (book_payment,),
    ("grant", "record_failure"): (need_payment(PaymentState.FAILED),),
    ("grant", "correct_account"): (correct_account,),
    ("grant", "close"): (finish_by_hand,),
    ("grant", "withdraw"): (end_before_payment,),
    ("grant", "cancel"): (end_before_payment,),
    ("grant", "withdraw_after_payment"): (end_after_payment,),
    ("grant", "cancel_after_payment"): (end_after_payment,),
    ("grant", "order_return"): (need_order,),
    ("grant", "record_return"): (need_all_returned,),
    ("grant", "withdraw_order"): (withdraw_order,),
}

# The steps after which the answer of the rules is kept, to be compared after a rule was corrected.
EVALUATED = frozenset(
    [
        ("application", "hand_over"),
        ("application", "pass_on"),
        ("application", "submit"),
        ("application", "hand_over_correction"),
        ("application", "pass_on_correction"),
        ("application", "resubmit"),
        ("consortium_application", "finish_entry"),
        ("consortium_application", "submit"),
        ("consortium_application", "resubmit"),
    ]
)
