"""Small published tables for the attacker, and small populations, from numbers."""

from collections.abc import Mapping

from metrics.disclosure.cube import PEOPLE, Cube
from metrics.disclosure.protect import ALL, Cell, Place, Protected, Status


QUARTER = "2026-27-Q1"
SHARED = {
    "ort_medicine": "methadone",
    "use_on_top": "not_reported",
    "naloxone_kit": "kit",
    "injecting": "not_reported",
    "other_conditions": "none_recorded",
    "methadone_dose": "usual",
    "stopped_since_start": "outside",
    "quality_of_life": "rated",
    "housing_problem": "no_problem",
    "work": "no_day",
    "network_planning": "agreed",
    "network_interview": "held",
    "peer_survey": "asked",
    "ethnic_group": "white",
    "age_band": "35_44",
    "retained": "outside",
    "died": "not_died",
    "group_offered": "not_offered",
    "group_agreed": "outside",
    "group_attended": "outside",
    "group_completed": "outside",
}


def table(
    counts: Mapping[Place, int | None],
    variables: tuple[str, ...],
    period: str = QUARTER,
    name: str = "drawn",
) -> Protected:
    """A table published in these words: None is a low cell."""
    cells = tuple(
        Cell(place, Status.LOW if count is None else Status.SHOWN, count)
        for place, count in counts.items()
    )
    return Protected(name, period, variables, cells)


def people(service: str, number: int, sex: str = "male", **answers: str) -> dict:
    """So many people of one service who have all of this together. Who is not on
    methadone has no dose of it.
    """
    person = {"service": service, "sex": sex, **SHARED, **answers}
    if person["ort_medicine"] != "methadone":
        person["methadone_dose"] = "outside"
    return {**person, PEOPLE: number}


def cube(*rows: dict, period: str = QUARTER) -> Cube:
    services = tuple(sorted({str(row["service"]) for row in rows}))
    return Cube(period, services, rows)


def exactly(cell: Cell) -> range | None:
    """The weak rule of old: 1 to 4 hidden, all else exact, nought shown."""
    if cell.status is Status.LOW:
        return range(1, 5)
    return None if cell.count is None else range(cell.count, cell.count + 1)


__all__ = ["ALL", "QUARTER", "cube", "exactly", "people", "table"]
