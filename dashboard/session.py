"""What lasts longer than one run of a page: who looks, what is open, what was asked.

The only module that touches Streamlit's session state, caches, secrets and user. Pages
ask here (`ask`) and never keep a client's row of their own. What a role may do stands
in `access.py`; opening and closing the store in `server.py`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

import streamlit as st

from dashboard.access import DEMO_USERS, NOBODY, User, can, require, scope_of
from metrics import RULES, Action, AuditEvent, Scope, Store, UserError, casework


P = ParamSpec("P")
Found = TypeVar("Found")

# Keys of the session state. All but the first are forgotten when another person looks.
WHO = "who"
_CLIENT = "client_opened"
_JUST_OPENED = "client_just_opened"
_OPENING = "opening_noted"
_AT = "at_page"
_PLACES = "places"
_SAY = "say_next"
_WENT_TO = "went_to"
_LOOKS = "looks"
_TOOK_OVER = "took_over"


@dataclass(frozen=True)
class Opened:
    """What this process has open for all: one store, one release file, or both."""

    store: Store | None = None
    release: Path | None = None
    demo: bool = False


_opened = Opened()


def open_for_all(opened: Opened) -> None:
    """Say once, at the start of the process, what is open. Nothing is open before."""
    global _opened
    _opened = opened


def opened() -> Opened:
    return _opened


def store() -> Store:
    """The open store; every question takes a cursor of its own inside it."""
    if _opened.store is None:
        raise UserError("No records are open here.")
    return _opened.store


def release() -> Path:
    """The open release file: all that a report page may read."""
    if _opened.release is None:
        raise UserError("No release is open here. The data steward makes one.")
    return _opened.release


# Who looks -------------------------------------------------------------------


def user() -> User:
    """Who looks: in the demonstration whoever was chosen, else nobody.

    Signing in is not built yet, so a store of real records shows nothing to anybody.
    """
    if not _opened.demo:
        return NOBODY
    chosen = st.session_state.get(WHO)
    return next((each for each in DEMO_USERS if each.subject == chosen), DEMO_USERS[0])


def forget() -> None:
    """Leave nothing behind for the next person: every choice and opened client."""
    for name in list(st.session_state):
        if name != WHO:
            del st.session_state[name]
    st.session_state[_TOOK_OVER] = True


def took_over() -> bool:
    """Whether somebody else has just taken over; true once."""
    return bool(st.session_state.pop(_TOOK_OVER, False))


# Where they are --------------------------------------------------------------


def at_page(who: User, needs: Action) -> None:
    """Note who opened the page and for what: its questions are asked in that role."""
    st.session_state[_AT] = (who, needs)


def scope(action: Action | None = None) -> Scope:
    """The scope of whoever opened the page, for the page's action or the one named."""
    if _AT not in st.session_state:
        return Scope.nobody()
    who, needs = st.session_state[_AT]
    return scope_of(who, action or needs)


def may(action: Action) -> bool:
    """Whether whoever opened the page may do this, for a control inside it."""
    return _AT in st.session_state and can(st.session_state[_AT][0], action)


def acting(action: Action, client_id: str, about: str) -> tuple[Scope, AuditEvent]:
    """The scope of an act on a client, and what the audit trail is told of it."""
    return scope(action), event(action, client_id, about)


def event(
    action: Action, client_id: str | None = None, about: str | None = None
) -> AuditEvent:
    """What the audit trail is told of an act: who does it, in which role."""
    who = st.session_state[_AT][0] if _AT in st.session_state else NOBODY
    role = require(who, action)
    return AuditEvent(who.actor, role.words, str(action), client_id, about)


def note_opening(title: str, action: Action) -> None:
    """Write down that somebody opened this page: once an opening, not once a run.

    Of a client's page that is the view of that client. Raises UserError, so that
    nothing is shown, where the trail cannot be written or the client not be reached.
    """
    if action is Action.SEE_HELP or _opened.store is None:
        return
    client_id = opened_client() if action is Action.SEE_CLIENT else None
    opening = (title, client_id)
    if st.session_state.get(_OPENING) == opening:
        return
    noted = event(action, client_id, None if client_id else title)
    if client_id is None:
        store().audit.note(noted)
    elif not st.session_state.pop(_JUST_OPENED, False):
        _open_again(client_id, action, noted)
    st.session_state[_OPENING] = opening


def _open_again(client_id: str, action: Action, noted: AuditEvent) -> None:
    """A client whom the session still holds, opened by the menu or an address."""
    try:
        casework.open_client(store(), client_id, scope(action), noted)
    except casework.NotYours:
        store().audit.note(noted, "refused")
        st.session_state[_CLIENT] = None
        raise


def note_once(name: str, action: Action, about: str) -> None:
    """Write down a look that the page itself makes, each time it is another one."""
    if kept(name) != about:
        store().audit.note(event(action, about=about))
        keep(name, about)


def note_refused(title: str, action: Action) -> None:
    """Write down that somebody was refused a page, once."""
    if _opened.store is None or st.session_state.get(_OPENING) == (title, "refused"):
        return
    st.session_state[_OPENING] = (title, "refused")
    who = st.session_state[_AT][0]
    role = ", ".join(sorted(who.roles)).replace("_", " ") or "no role"
    refused = AuditEvent(who.actor, role, str(action), opened_client(), title)
    _opened.store.audit.note(refused, "refused")


def know_places(places: Mapping[str, Any]) -> None:
    """Keep the pages of this run by address, so that a page can lead to another."""
    st.session_state[_PLACES] = places


def go(address: str) -> None:
    """Open another page, by its address; the run ends here."""
    places = st.session_state.get(_PLACES, {})
    if address in places:
        # Without the empty parameters Streamlit fails where a widget is bound to one.
        st.switch_page(places[address], query_params={})
    # A page run alone, as a test runs it, has nowhere to go: it says where it would.
    st.session_state[_WENT_TO] = address
    st.stop()


def open_client(client_id: str, address: str = "client") -> None:
    """Open a client's page. The id is kept here and never stands in an address."""
    st.session_state[_CLIENT] = client_id
    st.session_state[_JUST_OPENED] = True
    # Having looked changes what has "changed since you last looked", and nothing else:
    # the data version stays, so this is counted here.
    st.session_state[_LOOKS] = st.session_state.get(_LOOKS, 0) + 1
    go(address)


def from_address(name: str, allowed: Iterable[str], otherwise: str) -> str:
    """A code that stands in the address, if it is one that may; never a client's."""
    found = st.query_params.get(name, otherwise)
    return found if found in set(allowed) else otherwise


def to_address(name: str, code: str, otherwise: str) -> None:
    """Let the address say a code, or leave it out where nothing is chosen."""
    if code != otherwise:
        st.query_params[name] = code
    elif name in st.query_params:
        del st.query_params[name]


def keep(name: str, value: Any) -> None:
    """Keep something for this person's next runs; None lets it go."""
    st.session_state[f"kept_{name}"] = value


def kept(name: str) -> Any:
    """What was kept under a name, or None."""
    return st.session_state.get(f"kept_{name}")


@contextmanager
def uploaded(files: Iterable[Any]) -> Iterator[list[Path]]:
    """Files of the browser in a private folder, gone when they have been read.

    Only the last part of a name is used, and two of one name are told apart.
    """
    with TemporaryDirectory(prefix="alongside-") as folder:
        paths = []
        for number, file in enumerate(files):
            place = Path(folder) / str(number)
            place.mkdir(mode=0o700)
            path = place / Path(file.name.replace("\\", "/")).name
            path.write_bytes(file.getvalue())
            paths.append(path)
        yield paths


def say_next(words: str) -> None:
    """Something to say at the top of the page after the next run: what was saved."""
    st.session_state[_SAY] = words


def said_before() -> str | None:
    """What was left to say, once."""
    words: str | None = st.session_state.pop(_SAY, None)
    return words


def opened_client() -> str | None:
    """The client that is open. Whether it may be seen is asked again by every scope."""
    return st.session_state.get(_CLIENT)


# What they ask ---------------------------------------------------------------


def today() -> date:
    """The open store's own day: fixed in the demonstration."""
    return store().today()


def ask(
    question: Callable[Concatenate[Store, P], Found], *args: P.args, **kwargs: P.kwargs
) -> Found:
    """Ask the open store, or answer from what this session asked already.

    The key is the question, the data version, the rule set and every argument, the day
    and the scope among them: nothing is ever dropped by hand, and a write is seen at
    once. Kept for this session only, since answers hold rows of clients.
    """
    held = store()
    version = (str(held.path), held.version, st.session_state.get(_LOOKS, 0), RULES)
    key = (_name(question), *version, _key((args, kwargs)))
    found: Found = _keeper()(key, lambda: question(held, *args, **kwargs))
    return found


def ask_release(
    question: Callable[Concatenate[Path, P], Found], *args: P.args, **kwargs: P.kwargs
) -> Found:
    """The same of the open release file, which never changes once it is written."""
    held = release()
    made = held.stat().st_mtime_ns
    key = (_name(question), str(held), made, RULES, _key((args, kwargs)))
    found: Found = _keeper()(key, lambda: question(held, *args, **kwargs))
    return found


@cache
def _keeper() -> Callable[[tuple[Hashable, ...], Callable[[], Any]], Any]:
    """The cache, made when first asked: there is no Streamlit to hold it before."""

    @st.cache_data(scope="session", show_spinner=False, max_entries=64)
    def kept(key: tuple[Hashable, ...], _find: Callable[[], Any]) -> Any:
        return _find()

    return kept


def _name(question: Callable[..., Any]) -> str:
    return f"{question.__module__}.{question.__qualname__}"


def _key(value: object) -> str:
    """A value as text that is the same for equal values and for no others."""
    match value:
        case None | bool() | int() | str() | date() | Path():
            return f"{type(value).__name__}:{value!r}"
        case Enum():
            return f"{type(value).__name__}.{value.name}"
        case Mapping():
            return f"{{{','.join(sorted(_key(item) for item in value.items()))}}}"
        case tuple() | list():
            return f"[{','.join(_key(each) for each in value)}]"
        case set() | frozenset():
            return f"({','.join(sorted(_key(each) for each in value))})"
    if isinstance(name := getattr(value, "id", None), str):
        # A declaration; what it says is fixed by the rule set, which is in every key.
        return f"{type(value).__name__}:{name}"
    if is_dataclass(value) and not isinstance(value, type):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        return f"{type(value).__name__}{_key(held)}"
    raise TypeError(f"{type(value).__name__} cannot be part of a cache key.")


# How it looks ----------------------------------------------------------------


def ground() -> Literal["light", "dark"]:
    """Whether the reader's browser shows light or dark; light until it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"
