"""One plan: what it keeps, who is in which group, who is in none, how many to expect.

Every rule but separations is looked at again here; nothing on a page of planning knows
of one. Nobody is marked within a group.
"""

import streamlit as st

from dashboard.charts import Twin
from dashboard.components import plan_rules, states, table
from dashboard.components.plain import plain
from metrics import counted, listed
from metrics.planning import (
    PLACES,
    TIMES,
    Broken,
    Checked,
    Made,
    Placeable,
    expected,
    if_two_leave,
    kept_words,
    placings,
    sentences,
    titles,
)


NOT_SAVED = "Draft, not saved"
NO_PLAN = (
    "No plan yet. Choose the rules, then **Check feasibility**: it says whether they "
    "can be kept together, before anything is looked for."
)
NO_TIME, NO_PLACE = "time not settled", "place not settled"


def answer(found: Placeable) -> None:
    """The page's own question, answered first: how many may be placed at all."""
    st.markdown(
        f"**{counted(len(found.people), 'person')}** may be placed, with "
        f"{counted(found.ties, 'confirmed buying tie')} among them."
    )


def checked(found: Checked) -> None:
    """What is known before a plan is looked for."""
    left = f"These rules leave {found.remaining} of {counted(found.people, 'person')}."
    st.markdown(left)
    for clash in found.clashes:
        st.warning(plain(clash.words), icon=":material/block:")
    if found.too_few:
        st.info(found.too_few, icon=":material/back_hand:")
    elif not found.clashes:
        st.success("Nothing found that clashes.", icon=":material/check:")


def draw(made: Made | None) -> None:
    """The whole card, or why there is no plan, or what to do first."""
    if made is None:
        states.empty(NO_PLAN)
        return
    plan = made.draft.plan
    for clash in plan.clashes:
        st.warning(plain(clash.words), icon=":material/block:")
    with st.container(border=True):
        st.subheader(plain(made.title or "A plan"), anchor=False)
        st.caption(plain(f"{_origin(made)} · {made.sign_off}"))
        st.markdown(_placed(made))
        _rules(made)
        _groups(made)
        _unplaced(made)
        plan_rules.in_words(sentences(made.draft.request.rules, _named))


def _placed(made: Made) -> str:
    plan, people = made.draft.plan, counted(len(made.draft.request.by_id), "person")
    if not plan.groups:
        return f"None of {people} is placed."
    groups = counted(len(plan.groups), "group")
    found = f"**{plan.placed} of {people} placed** in {groups}."
    return f"{found} {plain(kept_words(plan))}."


def _origin(made: Made) -> str:
    how = "changed by hand" if made.by_hand else f"seed {made.draft.plan.seed}"
    saved = f"version {made.version}" if made.plan_id else NOT_SAVED
    return f"{saved} · {how}"


def _named(code: str) -> str:
    return {**TIMES, **PLACES}.get(code, code)


def _rules(made: Made) -> None:
    if made.draft.change:
        more = "more" if made.draft.change > 0 else "fewer"
        change = counted(abs(made.draft.change), "tie")
        st.markdown(f"The last change keeps {change} {more}.")
    if not made.draft.plan.groups:
        return
    if not made.draft.broken:
        st.markdown(":material/check: Every rule is kept.")
        return
    broken = "\n".join(f"- {plain(_broken(each))}" for each in made.draft.broken)
    st.warning(f"Rules not kept:\n{broken}", icon=":material/rule:")


def _broken(each: Broken) -> str:
    return f"{each.words} ({listed(list(each.people))})" if each.people else each.words


def _groups(made: Made) -> None:
    own = {
        each.client_id: each for each in placings(made.draft.plan, made.draft.request)
    }
    named = zip(made.draft.plan.groups, titles(made.draft.plan), strict=True)
    for group, title in named:
        meets = TIMES.get(group.meeting.slot or "", NO_TIME)
        where = _named(group.meeting.venue or NO_PLACE)
        words = f"{title}: {counted(group.size, 'person')}, {meets}, {where}"
        rows = tuple(
            (who, own[who].words, "yes" if who in made.draft.locked else "no")
            for who in group.members
        )
        table.draw(Twin(words, ("Person", "Their ties", "Locked"), rows))
        st.caption(plain(expected(group.size).words))
        st.caption(plain(if_two_leave(group, made.draft.request).words))


def _unplaced(made: Made) -> None:
    reasons: dict[str, list[str]] = {}
    for each in made.draft.plan.unplaced:
        reasons.setdefault(each.reason, []).append(each.client_id)
    if reasons:
        st.markdown("**Not placed**")
    for reason, people in reasons.items():
        words = f"{counted(len(people), 'person')}, {reason}: {', '.join(people)}"
        st.markdown(plain(words))
