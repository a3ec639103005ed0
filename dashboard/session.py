"""What lasts longer than one run of a page: who looks, what is open, what was asked.

The only module that touches Streamlit's session state, caches, secrets and user. Pages
ask here (`ask`) and never keep a client's row of their own. What a role may do stands
in `access.py`; opening and closing the store in `server.py`.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

import streamlit as st

from dashboard import entrance
from dashboard.access import DEMO_USERS, NOBODY, User, can, require, scope_of
from dashboard.cache_keys import as_key
from dashboard.downloads import Downloads
from dashboard.identity import By, Entrance
from dashboard.register import NEVER, SIGNED_OUT, Standing
from metrics import RULES, Action, AuditEvent, Scope, Store, UserError


P = ParamSpec("P")
Found = TypeVar("Found")

# Keys of the session state. All but the first are forgotten when another person looks.
WHO = "who"
_CLIENT = "client_opened"
_JUST_OPENED = "client_just_opened"
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
    entrance: Entrance | None = None
    downloads: Downloads = field(default_factory=Downloads, compare=False)


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
    if _opened.release is None or not _opened.release.exists():
        raise UserError("No release is open here. The data steward makes one.")
    return _opened.release


# Who looks -------------------------------------------------------------------


def user() -> User:
    """Who looks now: in the demonstration whoever was chosen, else who is signed in."""
    if _opened.entrance is not None:
        return entrance.user(_opened.entrance, _opened.store)
    if not _opened.demo:
        return NOBODY
    chosen = st.session_state.get(WHO)
    found = next((e for e in DEMO_USERS if e.subject == chosen), DEMO_USERS[0])
    return entrance.played(found, _opened.store)


def standing(*, touch: bool = False) -> Standing:
    """Whether whoever looks is signed in, and for how long yet."""
    if _opened.entrance is None:
        return Standing(None if _opened.demo else NEVER, float("inf"))
    return entrance.standing(_opened.entrance, touch=touch)


def way_in() -> Callable[[], None] | None:
    """What the button to sign in does; None where reloading the page leads there."""
    asked = _opened.entrance
    return entrance.enter if asked and asked.by is By.PROVIDER else None


def can_leave() -> bool:
    """Whether there is a sign-in to end."""
    return _opened.entrance is not None and _opened.entrance.by is not By.NOTHING


def sign_out(why: str = SIGNED_OUT) -> None:
    """End this sign-in in every tab, and leave nothing behind."""
    if _opened.entrance is not None:
        if _opened.store is not None:
            who = user()
            _opened.store.audit.note(AuditEvent(who.actor, "any", "sign_out"))
        forget()
        entrance.leave(_opened.entrance, why)


def _looking() -> tuple[User, Action] | None:
    """Who opened the page and for what. Of real records it is asked anew each time: a
    click's own act runs before the page does, and must not run as who was there before.
    """
    if _AT not in st.session_state:
        return None
    who, needs = st.session_state[_AT]
    return (user() if _opened.entrance is not None else who), needs


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
    looking = _looking()
    return scope_of(looking[0], action or looking[1]) if looking else Scope.nobody()


def may(action: Action) -> bool:
    """Whether whoever opened the page may do this, for a control inside it."""
    looking = _looking()
    return looking is not None and can(looking[0], action)


def acting(action: Action, client_id: str, about: str) -> tuple[Scope, AuditEvent]:
    """The scope of an act on a client, and what the audit trail is told of it."""
    return scope(action), event(action, client_id, about)


def event(
    action: Action, client_id: str | None = None, about: str | None = None
) -> AuditEvent:
    """What the audit trail is told of an act: who does it, in which role."""
    looking = _looking()
    who = looking[0] if looking else NOBODY
    role = require(who, action)
    return AuditEvent(who.actor, role.words, str(action), client_id, about)


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


def just_opened() -> bool:
    """Whether a click that is written down already opened the client; true once."""
    return bool(st.session_state.pop(_JUST_OPENED, False))


def close_client() -> None:
    """Let go of the client that is open."""
    st.session_state[_CLIENT] = None


def offer(name: str, content: bytes, action: Action, kind: str = "text/csv") -> str:
    """The address of a file that this sign-in may take once; written down when taken.

    Whether they may is asked again then, of who they are then.
    """
    looking, held = _looking(), store()
    who = looking[0] if looking else NOBODY
    asked = _opened.entrance
    again = entrance.asked_again(asked, held) if asked else lambda: who
    taken = replace(event(action), about=f"took {name}")
    return _opened.downloads.offer(
        name,
        content,
        kind=kind,
        of=entrance.key() if asked else None,
        allowed=lambda: can(again(), action),
        note=lambda: held.audit.note(taken),
    )


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
    key = (_name(question), *version, as_key((args, kwargs)))
    found: Found = _keeper()(key, lambda: question(held, *args, **kwargs))
    return found


def ask_release(
    question: Callable[Concatenate[Path, P], Found], *args: P.args, **kwargs: P.kwargs
) -> Found:
    """The same of the open release file. Nobody may change what it answers."""
    held = release()
    asked = as_key((args, kwargs, str(held), held.stat().st_mtime_ns))
    key = f"{_name(question)} {RULES} {asked}"
    found: Found = _keeper_of_release()(key, lambda: question(held, *args, **kwargs))
    return found


def draw_once(part: Callable[P, Found], /, *args: P.args, **kwargs: P.kwargs) -> Found:
    """Draw a part of a page of a release, or send again what it drew: no control, and
    nothing but what follows from its arguments.
    """
    key = f"{_name(part)} {RULES} {ground()} {as_key((args, kwargs))}"
    found: Found = _keeper_of_release()(key, lambda: part(*args, **kwargs))
    return found


@cache
def _keeper() -> Callable[[tuple[Hashable, ...], Callable[[], Any]], Any]:
    """The cache, made when first asked: there is no Streamlit to hold it before."""

    @st.cache_data(scope="session", show_spinner=False, max_entries=64)
    def kept(key: tuple[Hashable, ...], _find: Callable[[], Any]) -> Any:
        return _find()

    return kept


@cache
def _keeper_of_release() -> Callable[[str, Callable[[], Any]], Any]:
    """The same for what a release gives, uncopied, and what was drawn with it."""

    @st.cache_resource(scope="session", show_spinner=False, max_entries=64)
    def kept(key: str, _find: Callable[[], Any]) -> Any:
        return _find()

    return kept


def _name(question: Callable[..., Any]) -> str:
    return f"{question.__module__}.{question.__qualname__}"


# How it looks ----------------------------------------------------------------


def ground() -> Literal["light", "dark"]:
    """Whether the reader's browser shows light or dark; light until it has said so."""
    return "dark" if st.context.theme.type == "dark" else "light"
