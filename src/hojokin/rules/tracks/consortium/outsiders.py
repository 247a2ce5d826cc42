"""Who stays outside a group (グループの外の者): other groups, the supplier and the outside expert.

A reviewer answers these; a question leaves them open.
"""

from __future__ import annotations

from hojokin.rules.engine.exact import Flag, not_
from hojokin.rules.engine.rulebook import criterion


@criterion(
    "構成員が1つのグループだけに属している",
    en="Every member belongs to one group only",
    clause="公募要領 2-5(2)",
    facts="F-09",
    refusal="ほかのグループにも属している構成員がいます。代表としても参画としても、"
    "1つのグループに限られます（{clause}）。どちらのグループに加わるか決めてください。",
    refusal_en="A member belongs to another group as well; in whichever role, one group is the limit "
    "({clause}). Choose one of them.",
    topic="outsiders",
)
def members_belong_to_one_group(member_of_another_group: Flag) -> Flag:
    return not_(member_of_another_group)


@criterion(
    "IT提供事業者が構成員ではない",
    en="The supplier is no member",
    clause="交付規程 5条",
    facts="F-10",
    refusal="IT提供事業者は、どのグループの構成員にもなれません（{clause}）。構成員から外すか、"
    "提供者を替えてください。",
    refusal_en="The supplier of the tools can be a member of no group ({clause}). Take it out or choose "
    "another supplier.",
    topic="outsiders",
)
def supplier_stays_outside(supplier_is_member: Flag) -> Flag:
    return not_(supplier_is_member)


@criterion(
    "外部専門家が構成員ではない",
    en="The outside expert is no member",
    clause="交付規程 6条",
    facts="F-11",
    refusal="外部専門家は、どのグループの構成員にもなれません（{clause}）。構成員から外すか、"
    "専門家を替えてください。",
    refusal_en="The outside expert can be a member of no group ({clause}). Take it out or choose another "
    "expert.",
    topic="outsiders",
)
def expert_stays_outside(expert_is_member: Flag) -> Flag:
    return not_(expert_is_member)
