"""What the buttons of an interview do: each writes one thing, and shows the page anew.

Which screen is open beside the next one is kept for this reader only, and is lost with
a reload: then the first question without an answer stands there.
"""

import streamlit as st

from dashboard import session
from dashboard.components import states
from metrics import Action, AuditEvent, Scope, UserError, casework
from metrics.casework import OpenSitting, Reply, Step


_AT = "sitting_at"
_TOLD = "sitting_told"
_YES = "sitting_yes"


class Acts:
    """The acts of one client's sitting."""

    def __init__(self, client_id: str) -> None:
        self._client = client_id

    @property
    def told_the_lead(self) -> bool:
        """Whether a yes was written down for the lead just now."""
        return bool(session.kept(_TOLD))

    def current(self, held: OpenSitting) -> Step | None:
        """The question that was gone back to, else the next; None at the end."""
        chosen = session.kept(_AT)
        return next((each for each in held.steps if each.key == chosen), held.next)

    def said_yes(self, step: Step) -> bool:
        """Whether a yes was said just now, of which more is to be asked."""
        return bool(session.kept(_YES) == step.key)

    def say_yes(self, step: Step) -> None:
        session.keep(_YES, step.key)
        st.rerun()

    def begin(self, kind: str, mode: str, alone: str) -> None:
        said = (kind, mode, alone)
        casework.begin_sitting(session.store(), self._client, said, *self._by("begin"))
        self._show(None)

    def answer(self, step: Step, reply: Reply) -> None:
        private = "a private question"
        about = private if step.private else f"{step.survey}.{step.question.id}"
        by = self._by(about)
        try:
            casework.answer(session.store(), self._client, step.key, reply, *by)
        except UserError as error:
            states.refused(str(error))
            return
        session.keep(_TOLD, step.private and reply.value == "yes")
        session.keep(_YES, None)
        self._show(None)

    def back(self, held: OpenSitting, step: Step) -> None:
        self._show(held.before(step))

    def correct(self, step: Step) -> None:
        self._show(step)

    def go_on(self) -> None:
        session.keep(_TOLD, None)
        self._show(None)

    def not_alone(self) -> None:
        casework.no_longer_alone(session.store(), self._client, *self._by("not alone"))
        self._show(None)

    def longer(self) -> None:
        casework.ask_longer(session.store(), self._client, *self._by("longer"))
        self._show(None)

    def stop(self) -> None:
        self._close(False, "Kept: what was said so far. The interview is not finished.")

    def finish(self) -> None:
        self._close(True, "Saved: the interview is finished.")

    def _close(self, finished: bool, words: str) -> None:
        about = "finished" if finished else "stopped"
        by = self._by(about)
        casework.close_sitting(session.store(), self._client, finished, *by)
        session.keep(_AT, None)
        session.say_next(words)
        session.go("client")

    def _show(self, step: Step | None) -> None:
        session.keep(_AT, step.key if step else None)
        st.rerun()

    def _by(self, about: str) -> tuple[Scope, AuditEvent]:
        return session.acting(
            Action.HOLD_INTERVIEW, self._client, f"interview: {about}"
        )
