from metrics.disclosure.audit import audited
from metrics.disclosure.policy import POLICY
from metrics.disclosure.protect import ALL, Status, protect
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
    assert result.mended == ()
    # More than half of their cells are low: everybody drawn says the same there.
    alike = {"ort_medicine", "other_conditions", "naloxone_kit", "methadone_dose"}
    assert withheld(result) >= {(name, "2026-27-Q1") for name in alike}
    assert ("injecting", "2026-27-Q1") not in withheld(result)


def test_of_what_leaks_the_row_goes_first_and_then_the_services():
    """30 in all are 25 at least, so each service has four or more: that anybody there
    reports it is proven, and of what is sensitive that must stay open to doubt.
    """
    result = audited([cube(*LEAKS), cube(*SOUND, period="2025-26-Q3")])
    assert {each.named for each in result.mended} == {("injecting", "2026-27-Q1")}
    (table,) = (
        t for t in result.tables if (t.table, t.period) == result.mended[0].named
    )
    gone = {c.place[0] for c in table.cells if c.status is Status.WITHHELD}
    assert {"A"} <= gone <= set("ABCD")
    assert table.at(ALL, "reported").count == 30
    assert result.passes
    assert all(each.suffices() for each in result.doubts)


def test_a_leak_is_told_with_how_narrow_it_was():
    leaks = audited([cube(*LEAKS)]).leaks
    assert {each.sought.group[0] for each in leaks} == {"injecting"}
    assert min(each.width for each in leaks) < POLICY.least_width


def test_what_was_published_before_stays_and_nothing_is_added_to_it():
    before = cube(*SOUND, period="2025-26-Q3")
    (only,) = (t for t in before.tables(POLICY) if t.table == "in_treatment")
    kept = {("in_treatment", "2025-26-Q3"): protect(only)}
    result = audited([before, cube(*SOUND)], kept=kept)
    offered = [
        t.table for t in result.tables if t.period == "2025-26-Q3" and t.is_offered
    ]
    assert offered == ["in_treatment"]
    assert result.passes


def test_where_only_what_was_published_leaks_nothing_passes():
    counted = [protect(table) for table in cube(*LEAKS).tables(POLICY)]
    result = audited([cube(*LEAKS)], kept={(t.table, t.period): t for t in counted})
    assert not result.passes
    assert result.mended == ()
