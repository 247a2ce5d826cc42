"""Claims of the schedule (日程の根拠): the facts that rounds and events answer for."""

from hojokin.rules.schedule.events import events
from hojokin.rules.schedule.rounds import TRACKS, editions, rounds

# Facts about all rounds or events; each row names its own beside these.
FACTS = (
    *("SCH.C-01", "SCH.C-02", "SCH.C-03", "SCH.C-04", "SCH.C-05", "V-37", "W-92"),
    *("SCH.Q-01", "SCH.Q-04", "SCH.Q-06", "SCH.GAP-2", "SCH.GAP-4"),
)


def claimed_facts() -> frozenset[str]:
    """The ids of all facts that the schedule answers for."""
    of_rounds = {each.fact for edition in editions() for track in TRACKS for each in rounds(edition, track)}
    of_events = {each.fact for edition in editions() for each in events(edition)}
    return frozenset(of_rounds.union(of_events, FACTS))
