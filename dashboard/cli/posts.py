"""The commands about staff: which sign-in opens which caseload, and who has left."""

from typing import Annotated

import typer

from dashboard.access import Role
from dashboard.cli._running import (
    OPERATOR,
    AsJson,
    Exit,
    StorePath,
    answer,
    say,
    store_at,
)
from metrics import Action, AuditEvent, UserError
from metrics.staffing import Post, appoint, caseworkers, leave


Issuer = Annotated[
    str, typer.Option(help="The provider, as it names itself: its `iss`.")
]
Subject = Annotated[str, typer.Option(help="The sign-in, as the provider names it.")]
RoleOption = Annotated[Role, typer.Option("--role", help="The role of this post.")]
Services = Annotated[
    list[str], typer.Option("--service", help="A service; may be given again.")
]
Caseload = Annotated[
    str | None, typer.Option(help="A keyworker's own label in the records.")
]
TeamName = Annotated[
    str | None, typer.Option(help="The team they work in, for counts by team.")
]


def list_staff(store: StorePath, as_json: AsJson = False) -> Exit:
    """List every caseload, those that nobody opens first."""
    with store_at(store) as held:
        found = caseworkers(held, OPERATOR)
    listed = [
        {
            "service": each.service,
            "caseload": each.label,
            "people": each.people,
            "opened_by": [post.subject for post in each.opened_by],
        }
        for each in found
    ]
    lines = [
        f"{each.label or 'no worker'}, {each.service}: {each.people} people, opened by "
        f"{', '.join(post.subject for post in each.opened_by) or 'nobody'}"
        for each in found
    ]
    answer({"caseloads": listed}, lines, as_json)
    return Exit.DONE


def appoint_staff(
    store: StorePath,
    issuer: Issuer,
    subject: Subject,
    role: RoleOption,
    service: Services,
    caseload: Caseload = None,
    team: TeamName = None,
) -> Exit:
    """Give a sign-in a post from today on."""
    post = Post(issuer, subject, role, tuple(service), caseload, team=team)
    with store_at(store) as held:
        appoint(held, post, OPERATOR, _event(Action.APPOINT, f"{subject} as {role}"))
    say(f"{subject} is {role.words} from today on, at {', '.join(service)}.")
    return Exit.DONE


def staff_leaves(store: StorePath, issuer: Issuer, subject: Subject) -> Exit:
    """End every post of a sign-in, from the next click on."""
    with store_at(store) as held:
        event = _event(Action.ARRANGE_COVER, f"{subject} has left")
        leave(held, issuer, subject, OPERATOR, event)
    say(f"{subject} sees nothing from now on.")
    return Exit.DONE


def end_sign_ins(
    store: StorePath,
    issuer: Annotated[
        str | None, typer.Option(help="With --subject: only this one's.")
    ] = None,
    subject: Annotated[str | None, typer.Option(help="Only of this sign-in.")] = None,
) -> Exit:
    """Sign everybody out of a running server at once, or one person in every tab."""
    # Here, since it takes a second to import and few commands need it.
    from dashboard import session

    if (issuer is None) is not (subject is None):
        raise UserError("Name both, --issuer and --subject, or neither for everybody.")
    whom = None if subject is None else f"{issuer}:{subject}"
    with store_at(store) as held:
        entrance = session.opened().entrance
        if session.opened().store is not held or entrance is None:
            raise UserError("No server holds this store, so nobody is signed in to it.")
        event = AuditEvent(
            OPERATOR.actor, "operator", "end_sign_ins", about=whom or "everybody"
        )
        with held.audit.act(event):
            entrance.register.end_all(whom)
    say(
        f"{subject or 'Everybody'} is signed out, in every tab, from the next click on."
    )
    return Exit.DONE


def _event(action: Action, about: str) -> AuditEvent:
    return AuditEvent(OPERATOR.actor, "operator", action, about=about)
