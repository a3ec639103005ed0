"""What a worker can record of a client in one click and a date (pages.md, Client).

Each fact says which rows it becomes: an event that happened, what the client's own
record says from that day on, or both. It makes no table of its own. How the rows are
written, and who may, is `metrics/casework.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TodayFact:
    """One dated fact. `dated` asks for its day; `saved` says what was done with it.

    `event`: the kind of event that happened. `status`: how the client stands from then
    on. `moves`: another worker is named. `leaves`: they leave this worker's list.
    """

    id: str
    label: str
    dated: str
    saved: str
    event: str | None = None
    status: str | None = None
    moves: bool = False
    leaves: bool = False


DIED = "died"
_GONE = "off every list, plan, invitation and print from now on"
TODAY_FACTS = {
    each.id: each
    for each in (
        TodayFact(
            id=DIED,
            label="Died",
            dated="The day they died",
            saved=f"Recorded: they have died. They are {_GONE}.",
            status="died",
            leaves=True,
        ),
        TodayFact(
            id="left",
            label="Left",
            dated="The day they left treatment",
            saved=f"Recorded: they left treatment. They are {_GONE}.",
            event="treatment_exit",
            status="left",
            leaves=True,
        ),
        TodayFact(
            id="in_custody",
            label="In custody",
            dated="The day they came into custody",
            saved="Recorded: they are in custody.",
            status="in_custody",
        ),
        TodayFact(
            id="released",
            label="Released",
            dated="The day they were released",
            saved="Recorded: their release. It counts from now on.",
            event="prison_release",
            status="in_treatment",
        ),
        TodayFact(
            id="overdose",
            label="Overdose",
            dated="The day of the overdose",
            saved="Recorded: an overdose. It counts from now on.",
            event="overdose",
        ),
        TodayFact(
            id="naloxone_kit",
            label="Naloxone kit given",
            dated="The day the kit was given",
            saved="Recorded: a naloxone kit. It counts from now on.",
            event="naloxone_kit",
        ),
        TodayFact(
            id="dose_review",
            label="Dose review done",
            dated="The day of the dose review",
            saved="Recorded: a dose review. It counts from now on.",
            event="dose_review",
        ),
        TodayFact(
            id="missed_doses",
            label="Missed doses",
            dated="The last day missed, of three or more in a row",
            saved="Recorded: three or more missed doses. It counts from now on.",
            event="missed_doses",
        ),
        TodayFact(
            id="moved",
            label="Moved to another worker",
            dated="From which day on",
            saved="Recorded: another worker. They are off your list and on theirs.",
            moves=True,
            leaves=True,
        ),
    )
}
