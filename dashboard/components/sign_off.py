"""A group's list for the safeguarding lead: each pair, then sign or return."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard import session
from dashboard.charts import Twin
from dashboard.components import pager, states, table
from dashboard.components.plain import plain
from metrics import Action, UserError, counted, day, safeguarding
from metrics.planning import SignOff
from metrics.safeguarding import Decision, ListToSign, PairOnList


CLEARED, NOT_CLEARED, NOT_LOOKED_AT = "cleared", "not cleared", "not looked at"
LOOK_FIRST = (
    "One person holds half of this list's ties or more: look at the balance of power "
    "with whoever leads the group. Nobody is marked."
)
RETURNED = "Returned on {day}: this list, or one of an earlier version of its plan."
NONE_LOOKED_AT = "Say of one pair at least what you found. Nothing was saved."
ONLY_RECORDED = (
    "Separation checks cover only what is recorded here. Look at the main record too."
)
SAID = {
    "signed": "Signed. It may be printed now, and invitations may begin.",
    "returned": "Returned. Whoever planned it reads: choose another arrangement.",
    "paused": "Paused. Everybody else reads: paused by safeguarding.",
}
Said = dict[tuple[str, str], bool]


def draw(found: ListToSign, may_sign: bool) -> None:
    """What stands of it, the pairs to look at, and the decision last."""
    group = found.group
    st.subheader(plain(f"{group.title}, from the plan “{group.plan_title}”"))
    st.markdown(
        f"**{group.sign_off.value}** · {counted(len(group.people), 'person')} · "
        f"**{found.checked} of {len(found.pairs)} pairs checked**, "
        f"{len(found.pairs) - found.checked} to check"
    )
    if group.returned_on:
        st.caption(RETURNED.format(day=day(group.returned_on)))
    if found.power_to_look_at:
        st.info(LOOK_FIRST, icon=":material/balance:")
    key = f"{group.plan_id}_{group.number}"
    _people(found)
    _to_check(found, key)
    _checked(found)
    _decision(found, key, may_sign)


def _people(found: ListToSign) -> None:
    with st.expander("Who is on the list"):
        rows = tuple(
            (each.label, "yes" if each.available else "no longer available")
            for each in found.group.people
        )
        table.draw(Twin("People on the list, by pseudonym", ("Person", "There"), rows))


def _to_check(found: ListToSign, key: str) -> None:
    left = [each for each in found.pairs if each.cleared is None]
    if not left:
        return
    st.markdown(ONLY_RECORDED)
    some = left[: pager.A_PAGE]
    with st.form(f"pairs_{key}"):
        said = {(each.one, each.other): _pair(each, key) for each in some}
        if st.form_submit_button(f"Save what I looked at, of these {len(some)}"):
            looked = {two: how for two, how in said.items() if how != NOT_LOOKED_AT}
            if looked:
                _check(found, {two: how == CLEARED for two, how in looked.items()})
            else:
                states.refused(NONE_LOOKED_AT)


def _pair(pair: PairOnList, key: str) -> str:
    return str(
        st.radio(
            f"{pair.one} and {pair.other}{_known(pair)}",
            (NOT_LOOKED_AT, CLEARED, NOT_CLEARED),
            horizontal=True,
            key=f"pair_{key}_{pair.one}_{pair.other}",
        )
    )


def _known(pair: PairOnList) -> str:
    """What is recorded of the two together, in words."""
    said = [
        words
        for words, so in (
            ("**must not meet**", pair.held_apart),
            ("a couple, as both told", pair.couple),
            ("use together, as both told", pair.use_together),
        )
        if so
    ]
    return f": {', '.join(said)}" if said else ""


def _checked(found: ListToSign) -> None:
    done = [each for each in found.pairs if each.cleared is not None]
    if not done:
        return
    with st.expander(f"Pairs checked: {len(done)}"):
        rows = tuple(
            (
                f"{each.one} and {each.other}",
                CLEARED if each.cleared else NOT_CLEARED,
                _day(each.checked_on),
                "must not meet" if each.held_apart else "nothing recorded",
            )
            for each in pager.draw(done, f"pairs of {found.group.title}")
        )
        columns = ("Pair", "Looked at", "When", "Separation")
        table.draw(Twin("Pairs that were looked at", columns, rows))


def _decision(found: ListToSign, key: str, may_sign: bool) -> None:
    hindrance = found.hindrance
    if hindrance:
        st.caption(f"It cannot be signed as it stands. {hindrance}")
    if not may_sign:
        st.caption(
            "You planned this list, so it needs somebody outside this service, or the "
            "deputy lead, to sign it."
        )
    with st.container(horizontal=True):
        barred = bool(hindrance) or not may_sign
        if st.button("Sign this list", key=f"sign_{key}", disabled=barred):
            _decide(found, "signed")
        if st.button("Return it", key=f"return_{key}"):
            _decide(found, "returned")
        if st.button("Pause the group", key=f"pause_{key}"):
            _decide(found, "paused")


def _check(one: ListToSign, said: dict[tuple[str, str], bool]) -> None:
    action = Action.SIGN_LISTS
    store, scope, event = session.store(), session.scope(action), session.event(action)
    safeguarding.check_pairs(store, one.group.key, said, scope, event)
    session.say_next(f"Saved: {counted(len(said), 'pair')} looked at.")
    st.rerun()


def _decide(one: ListToSign, outcome: Decision) -> None:
    action = Action.SIGN_LISTS
    store, scope, event = session.store(), session.scope(action), session.event(action)
    try:
        safeguarding.decide_list(store, one.group.key, outcome, scope, event)
    except UserError as error:
        states.refused(str(error))
        return
    session.say_next(SAID[outcome])
    st.rerun()


def waiting(found: Sequence[ListToSign]) -> None:
    """How many lists there are, and how many still wait."""
    signed = sum(each.group.sign_off is SignOff.SIGNED for each in found)
    st.markdown(
        f"**{len(found) - signed} waiting** · {counted(len(found), 'list')} in all"
    )


def choose(found: Sequence[ListToSign]) -> ListToSign:
    """One list at a time."""
    lists = {each.group.key: each for each in found}
    names = {
        key: f"{each.group.title}, {each.group.plan_title}: {each.group.sign_off}"
        for key, each in lists.items()
    }
    chosen = st.selectbox(
        "List",
        list(names),
        format_func=names.__getitem__,
        key="list_to_sign",
        filter_mode=None,
    )
    return lists.get(chosen, found[0])


def _day(on: date | None) -> str:
    return day(on) if on else "not recorded"
