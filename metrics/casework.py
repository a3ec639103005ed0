"""What is written in the app: an opening, a decision. Every function takes its audit
event, and nothing is written without it (safety.md IG-10).

Suggestion, decision and outcome are three records: a decision keeps the words and
inputs it was made on, the rule set and the data version, so that it can be replayed.
Reading is `records/`.
"""

import json
from collections.abc import Sequence

from metrics.contracts.decision import Choice, Decision, choices_about
from metrics.problems import UserError
from metrics.scope import Action, Scope
from metrics.settings import RULES
from metrics.store import AuditEvent, Store, people, record


__all__ = ["AuditEvent", "Choice", "choices_about", "decide", "open_client"]


def open_client(store: Store, client_id: str, scope: Scope, event: AuditEvent) -> None:
    """Note that this user opened this client; call it once an opening, not a rerun.

    Needs `see_client`, and the client in scope.
    """
    scope.require(Action.SEE_CLIENT)
    _require_reach(store, client_id, scope)
    with store.audit.act(event):
        record.opened(store, scope.actor, client_id)


def decide(
    store: Store,
    client_id: str,
    about: str,
    said: Sequence[str],
    shown: Sequence[str],
    scope: Scope,
    event: AuditEvent,
) -> None:
    """Record what this user decided on one suggestion (an indicator, or `group_offer`).

    `said` is the choice, the reason and the note; `shown` are the words and inputs as
    they stood on the screen. Raises UserError where the choice, its reason or the
    length of the note is not one that may stand.
    """
    scope.require(Action.DECIDE)
    choice, reason, note = said
    _require_reach(store, client_id, scope)
    _require_reason(about, choice, reason, note)
    now = store.now()
    decision = Decision(
        client_id=client_id,
        about=about,
        choice=choice,
        reason=reason,
        note=note or None,
        decided_by=scope.actor,
        decided_at=now,
        rule_set=RULES,
        data_version=store.version,
        shown=json.dumps(list(shown), ensure_ascii=False),
    )
    with store.audit.act(event), store.writing() as writing:
        record.add(writing, decision, now)


def _require_reach(store: Store, client_id: str, scope: Scope) -> None:
    if not people.labels(store, store.today(), scope.only(client_id)):
        raise UserError("This person is not on your list, or there is no such person.")


def _require_reason(about: str, choice: str, reason: str, note: str | None) -> None:
    offered = {each.id: each for each in choices_about(about)}
    if choice not in offered:
        raise UserError("Choose what you decided. Nothing was saved.")
    if reason not in {code.id for code in offered[choice].reasons}:
        raise UserError("Choose a reason. Nothing was saved.")
    if note and len(note) > 500:
        raise UserError("Keep the note under 500 characters. Nothing was saved.")
