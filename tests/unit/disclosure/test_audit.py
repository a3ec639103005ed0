from metrics.disclosure.audit import audited
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import Status
from tests.unit.disclosure.drawing import cube, people


# Seven report injecting in each of four services: 28 in all, at most 7 in each.
LEAKS = tuple(
    people(service, number, injecting=answer)
    for service in "ABCD"
    for answer, number in (("reported", 7), ("not_reported", 80), ("not_known", 30))
)
SOUND = (
    people("A", 100),
    people("A", 40, injecting="reported", use_on_top="reported"),
    people("A", 5, naloxone_kit="no_kit"),
    people("B", 180),
)


def withheld(result) -> set[tuple[str, str]]:
    return {
        (table.table, table.period)
        for table in result.tables
        if {cell.status for cell in table.cells} == {Status.WITHHELD}
    }


def test_what_withstands_is_published_whole():
    result = audited([cube(*SOUND)])
    assert result.passes
    assert result.withheld == ()
    assert len(result.tables) == 6


def test_what_leaks_is_withheld_until_the_rest_withstands():
    """30 in all are 25 at least, so each service has four or more: that anybody there
    reports it is proven, and of what is sensitive that must stay open to doubt.
    """
    result = audited([cube(*LEAKS), cube(*SOUND, period="2025-26-Q3")])
    assert result.withheld == (("injecting", "2026-27-Q1"),)
    assert withheld(result) >= set(result.withheld)
    assert result.passes
    assert all(each.leaves_doubt() for each in result.found)


def test_what_was_published_before_stays_and_nothing_is_added_to_it():
    before = cube(*SOUND, period="2025-26-Q3")
    result = audited([before, cube(*SOUND)], kept={"2025-26-Q3": ["in_treatment"]})
    offered = [
        t.table for t in result.tables if t.period == "2025-26-Q3" and t.is_offered
    ]
    assert offered == ["in_treatment"]
    assert result.passes


def test_where_only_what_was_published_leaks_nothing_passes():
    every = [table.id for table in POLICY.lattice]
    result = audited([cube(*LEAKS)], kept={"2026-27-Q1": every})
    assert not result.passes
    assert result.withheld == ()
