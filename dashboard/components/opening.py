"""Opening a client's page from a list: written down once, then shown."""

from dashboard import session
from metrics import Action, casework


def open_client(client_id: str) -> None:
    """One opening in the audit trail, however often the page is drawn."""
    action = Action.SEE_CLIENT
    event = session.event(action, client_id)
    casework.open_client(session.store(), client_id, session.scope(action), event)
    session.open_client(client_id)
