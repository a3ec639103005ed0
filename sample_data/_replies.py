"""The replies to each survey, by question id; None is "asked, not answered".

Where a survey comes from, and what may be answered, stands in `metrics/surveys/`. How
people reply is a scenario parameter: no survey here has been used with anybody.
"""

from sample_data._draw import Draw
from sample_data._stories import Story


Said = dict[str, str | None]
THEMES = {  # the eight themes of evidence.md 2d, and the middle of the replies
    "st": 3.6,
    "pp": 3.2,
    "ra": 3.4,
    "mo": 3.1,
    "in": 2.8,
    "un": 3.0,
    "sc": 2.4,
    "mg": 2.3,
}
PLACES = {
    "own_building": 0.9,
    "community": 0.75,
    "health_centre": 0.6,
    "lived_experience": 0.45,
}
SLOTS = ("tue_evening", "thu_afternoon", "mon_morning", "fri_morning", "wed_evening")


def _unless(draw: Draw, value: object, skipped: float = 0.03) -> str | None:
    return None if draw.chance(skipped) else str(value)


def _either(draw: Draw, **weights: float) -> str | None:
    return _unless(draw, draw.weighted(weights))


def peers(draw: Draw, story: Story) -> Said:
    """All 24 items, or the short form: items 1 and 3 of each theme."""
    items = (1, 2, 3) if draw.chance(0.35) else (1, 3)
    said: Said = {}
    for theme, middle in THEMES.items():
        own = draw.near(middle * 10, 8, 10, 50) / 10
        for item in items:  # the third is worded the other way round
            reply = draw.near(6 - own if item == 3 else own, 0.8, 1, 5)
            said[f"{theme}{item}"] = _unless(draw, reply, 0.04)
    return said


def goal_gap(draw: Draw, story: Story) -> Said:
    """The wish to stop or cut down is mostly told as stronger than the others'."""
    return {
        "gg1": _unless(draw, draw.near(7, 2, 0, 10)),
        "gg2": _unless(draw, draw.near(4, 2.3, 0, 10), 0.08),
        "gg3": _unless(draw, draw.near(4, 2, 0, 10)),
    }


def coping(draw: Draw, story: Story) -> Said:
    holds = 2.6 if story.uses_heroin else 3.9
    return {
        "co1": _unless(draw, draw.near(3.6, 1, 1, 5)),
        "co2": _unless(draw, draw.near(2.9, 1, 1, 5)),
        "co3": _unless(draw, draw.near(5.5, 2.2, 0, 10)),
        "co4": _unless(draw, draw.near(5 if story.uses_heroin else 2.5, 2.2, 0, 10)),
        "co6": _unless(draw, draw.near(holds, 1, 1, 5)),
        "co8": _unless(draw, draw.near(3.4, 1.1, 1, 5)),
        "co10": _unless(draw, draw.near(3.7, 1, 1, 5)),
    }


def couples(draw: Draw) -> Said:
    return {
        "partner_heroin": _either(draw, on_ort_and_using=4, yes=3),
        "cp1": _unless(draw, draw.near(4, 0.9, 1, 5)),
        "cp2": _unless(draw, draw.near(3.6, 1, 1, 5)),
        "cp3": _unless(draw, draw.near(3.5, 1, 1, 5)),
        "cp4": _unless(draw, draw.near(3.2, 1.1, 1, 5)),
        "cp5": _either(draw, yes=4, no=3, not_sure=3),
        "cp6": _either(draw, yes=1, no=3, not_asked_for=4),
        "cp8": _either(draw, yes=4, no=2, ask_later=3),
    }


def around_them(draw: Draw, story: Story) -> Said:
    """Of the network interview, what is no tie: days of use, days alone, naloxone."""
    using = draw.near(story.days_now, 3, 1, 28) if story.uses_heroin else 0
    return {
        "using_days": _unless(draw, using),
        "alone_days": _unless(draw, draw.whole(0, using)),
        "naloxone_near": _either(draw, yes=4, no=3, not_sure=3),
    }


def goal(draw: Draw) -> Said:
    return {"own_goal": _either(draw, cut_down=50, stop=41, neither=9)}


def discussed(draw: Draw) -> Said:
    """What comes out of the discussion about a group."""
    said: Said = {"wants_group": _either(draw, yes=60, unsure=25, no=15)}
    if draw.chance(0.8):
        free = draw.some(SLOTS, draw.whole(1, 3))
        return said | {"can_attend": "yes", "slots": ";".join(sorted(free))}
    return said | {"can_attend": "no"}


def talked_through(draw: Draw) -> Said:
    """All that is asked before a place; most could come at one of two times."""
    free = {*draw.some(SLOTS[:2], draw.whole(1, 2)), *draw.some(SLOTS, 1)}
    return {
        "own_goal": draw.weighted({"cut_down": 5, "stop": 4}),
        "wants_group": draw.weighted({"yes": 9, "unsure": 1}),
        "can_attend": "yes",
        "slots": ";".join(sorted(free)),
        "acute_state": "no",
        "medical_withdrawal": "no",
        "capacity": "can_decide",
        "safe_tonight": draw.weighted({"yes": 19, "no": 1}),
    }


def where(draw: Draw) -> Said:
    """Where they could come, mostly to several; in one of twelve talks nobody asked."""
    if draw.chance(1 / 12):
        return {}
    found = [place for place, likely in PLACES.items() if draw.chance(likely)]
    return {"venues": _unless(draw, ";".join(found) or "none")}


def known_to_worker(draw: Draw) -> Said:
    return {
        "acute_state": _either(draw, no=95, yes=5),
        "medical_withdrawal": _either(draw, no=95, yes=5),
        "capacity": _either(draw, can_decide=98, lacks_capacity=2),
    }


def tonight(draw: Draw) -> Said:
    """It holds for one night, so it is only of use where asked today."""
    return {"safe_tonight": _either(draw, yes=75, no=25)}
