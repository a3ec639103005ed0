"""What the audit trail is told of looking: each opening of a page once, each refusal
once. Acts that change something tell it themselves (`session.event`).
"""

from dashboard import session
from dashboard.access import User
from metrics import Action, AuditEvent, casework


_OPENING = "opening_noted"


def opening(title: str, action: Action) -> None:
    """Write down that somebody opened this page: once an opening, not once a run.

    Of a client's page that is the view of that client. Raises UserError, so that
    nothing is shown, where the trail cannot be written or the client not be reached.
    """
    if action is Action.SEE_HELP or session.opened().store is None:
        return
    client_id = session.opened_client() if action is Action.SEE_CLIENT else None
    this = (title, client_id)
    if session.kept(_OPENING) == this:
        return
    noted = session.event(action, client_id, None if client_id else title)
    if client_id is None:
        session.store().audit.note(noted)
    elif not session.just_opened():
        _open_again(client_id, action, noted)
    session.keep(_OPENING, this)


def refused(title: str, action: Action, who: User) -> None:
    """Write down that somebody was refused a page, once."""
    held = session.opened().store
    if held is None or session.kept(_OPENING) == (title, "refused"):
        return
    session.keep(_OPENING, (title, "refused"))
    role = ", ".join(sorted(who.roles)).replace("_", " ") or "no role"
    event = AuditEvent(who.actor, role, str(action), session.opened_client(), title)
    held.audit.note(event, "refused")


def once(name: str, action: Action, about: str) -> None:
    """Write down a look that the page itself makes, each time it is another one."""
    if session.kept(name) != about:
        session.store().audit.note(session.event(action, about=about))
        session.keep(name, about)


def _open_again(client_id: str, action: Action, noted: AuditEvent) -> None:
    """A client whom the session still holds, opened by the menu or an address."""
    try:
        casework.open_client(session.store(), client_id, session.scope(action), noted)
    except casework.NotYours:
        session.store().audit.note(noted, "refused")
        session.close_client()
        raise
