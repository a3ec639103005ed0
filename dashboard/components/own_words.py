"""What a client said, asked for their own worker; another role gets None."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from dashboard import session
from metrics import Action, Scope, Store


Found = TypeVar("Found")
Question = Callable[[Store, str, date, Scope], Found]


def asked(question: Question[Found], client: str) -> Found | None:
    """The answer to a question about one client's own words."""
    if not session.may(Action.SEE_OWN_WORDS):
        return None
    scope = session.scope(Action.SEE_OWN_WORDS)
    return session.ask(question, client, session.today(), scope)
