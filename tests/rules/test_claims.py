"""Every published fact in scope is claimed by a rule, a printed number, a table or a check, and no other is cited."""

from hojokin.rules import identifiers, schedule
from hojokin.rules.citations import Scope, facts
from hojokin.rules.editions import BOOKS, EDITIONS, rulebook
from hojokin.rules.reference import tables
from hojokin.rules.shared.edition_tables import cited_facts


def claimed_by_rulebooks() -> set[str]:
    claimed: set[str] = set()
    for book in BOOKS:
        for edition in EDITIONS:
            made = rulebook(book, edition)
            claimed |= {fact for rule in made.rules.values() for fact in rule.facts}
            claimed |= set(BOOKS[book].facts)
            claimed |= {fact for block in made.parameters.blocks.values() for fact in block.facts}
    return claimed


def claimed_by_tables() -> set[str]:
    listed = {fact for table in tables().values() for fact in table.facts}
    return listed | set(cited_facts()) | schedule.claimed_facts() | set(identifiers.FACTS)


def in_scope(*scopes: Scope) -> set[str]:
    return {fact.id for fact in facts().values() if fact.scope in scopes}


def test_every_fact_in_the_scope_of_rules_and_tables_is_claimed() -> None:
    claimed = claimed_by_rulebooks() | claimed_by_tables()

    unclaimed = in_scope(Scope.RULES, Scope.REFERENCE, Scope.SCHEDULE) - claimed

    assert sorted(unclaimed) == []


def test_every_claimed_fact_is_registered() -> None:
    claimed = claimed_by_rulebooks() | claimed_by_tables()

    assert sorted(claimed - set(facts())) == []


def test_a_discarded_claim_is_cited_by_no_rule() -> None:
    assert sorted(claimed_by_rulebooks() & in_scope(Scope.DISCARDED)) == []
