from metrics.disclosure.comparison import Stands, comparable, compared
from metrics.disclosure.protect import ALL
from tests.unit.disclosure.drawing import table
from tests.unit.disclosure.test_figures import NOW, VARIABLES, released


def by_service(**services: tuple[int | None, int]):
    """Of each service how many reported it, of how many."""
    everybody = (
        sum(n or 0 for n, _ in services.values()),
        sum(of for _, of in services.values()),
    )
    counts = {}
    for name, (number, of) in {ALL: everybody, **services}.items():
        counts |= {
            (name, ALL): of,
            (name, "reported"): number,
            (name, "not_reported"): of - (number or 0),
            (name, "not_known"): None,
        }
    return released(table(counts, VARIABLES, NOW, "injecting"))


def stands(**services: tuple[int | None, int]) -> dict[str, Stands]:
    found = compared(by_service(**services), "injecting")
    return {each.service: each.stands for each in found.places}


def test_alike_is_inside():
    found = stands(A=(100, 400), B=(110, 400), C=(90, 400))
    assert set(found.values()) == {Stands.INSIDE}


def test_far_apart_is_asked_about_and_less_is_looked_into():
    found = stands(A=(100, 400), B=(100, 400), C=(100, 400), D=(200, 400))
    assert found["D"] is Stands.ASK
    assert stands(A=(100, 400), B=(100, 400), C=(140, 400))["C"] is Stands.LOOK


def test_small_services_and_hidden_numbers_are_not_compared():
    found = stands(A=(100, 400), B=(10, 50), C=(None, 200))
    assert found["B"] is Stands.TOO_FEW
    assert found["C"] is Stands.TOO_FEW


def test_services_stand_in_the_order_of_their_names_and_not_of_their_figures():
    found = compared(by_service(A=(10, 400), B=(200, 400), C=(100, 400)), "injecting")
    assert [each.service for each in found.places] == ["A", "B", "C"]


def test_lines_are_four_and_the_outer_lie_outside():
    lines = compared(by_service(A=(100, 400), B=(90, 300)), "injecting").lines
    assert [(each.beyond, each.is_upper) for each in lines] == [
        (0.05, False), (0.05, True), (0.002, False), (0.002, True)
    ]  # fmt: skip
    inner, outer = lines[1], lines[3]
    assert all(a < b for a, b in zip(inner.hundredths, outer.hundredths, strict=True))


def test_without_a_share_of_everybody_there_are_no_lines():
    assert compared(by_service(A=(None, 60)), "injecting").lines == ()


def test_only_measures_with_answers_are_compared():
    release = by_service(A=(100, 400))
    assert comparable(release) == ("injecting",)
