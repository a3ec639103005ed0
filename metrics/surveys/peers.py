"""The peer survey: 24 statements about the circle, in eight themes (evidence.md 2d).

The themes follow Janis's eight symptoms of groupthink; the wording is our own, and
nobody has validated it. The short form has 16: the two of each theme marked so. How a
theme is scored stands in `peer_profile.py`.
"""

from dataclasses import dataclass

from metrics.surveys._question import statement
from metrics.surveys._survey import UNVALIDATED, Survey


@dataclass(frozen=True)
class Theme:
    """A theme: the title on screen, Janis's name (for the help only), and a note."""

    id: str
    title: str
    janis: str
    note: str = ""


NOT_HEARD = "Not heard in the study's interviews"
THEMES = (
    Theme("them_and_us", "Them and us", "Stereotypes"),
    Theme("pressure", "Pressure", "Peer pressure"),
    Theme(
        "explaining_it_away",
        "Explaining it away",
        "Rationale",
        "Saying 'it is my choice' is also just that.",
    ),
    Theme("what_seems_right", "What seems right", "Morality"),
    Theme("feeling_safe", "Feeling safe", "Invulnerability"),
    Theme("thinking_all_agree", "Thinking all agree", "Unanimity"),
    Theme("keeping_quiet", "Keeping quiet", "Self-censorship", NOT_HEARD),
    Theme("news_kept_out", "News kept out", "Mind guards", NOT_HEARD),
)

ITEMS = (
    statement(
        "ST1",
        "People who have never used heroin could not understand me the way my "
        "circle does.",
        "them_and_us",
        short_form=True,
    ),
    statement("ST2", "Most people outside my circle look down on us.", "them_and_us"),
    statement(
        "ST3",
        "There are people who do not use that I could be honest with.",
        "them_and_us",
        short_form=True,
        reverse=True,
    ),
    statement(
        "PP1",
        "If I say no to buying, someone usually tries to change my mind.",
        "pressure",
        short_form=True,
    ),
    statement(
        "PP2",
        "It would cause a problem for others if I stopped chipping in.",
        "pressure",
    ),
    statement(
        "PP3",
        "When one of us wants a break from using, the rest leave them to it.",
        "pressure",
        short_form=True,
        reverse=True,
    ),
    statement(
        "RA1",
        "When someone outside warns us about heroin, we find reasons it does not "
        "apply to us.",
        "explaining_it_away",
        short_form=True,
    ),
    statement(
        "RA2",
        "In my circle, what happens to a person is seen as down to them and nobody "
        "else.",
        "explaining_it_away",
    ),
    statement(
        "RA3",
        "We talk openly about how buying together keeps us using.",
        "explaining_it_away",
        short_form=True,
        reverse=True,
    ),
    statement(
        "MO1",
        "In my circle, helping each other get heroin is seen as the decent thing to "
        "do.",
        "what_seems_right",
        short_form=True,
    ),
    statement(
        "MO2",
        "If someone who had stopped asked one of us for some, giving it would be fine.",
        "what_seems_right",
    ),
    statement(
        "MO3",
        "At least one of us would refuse to help a person who had stopped to start "
        "again.",
        "what_seems_right",
        short_form=True,
        reverse=True,
    ),
    statement(
        "IN1",
        "People who have used as long as we have know how not to overdose.",
        "feeling_safe",
        short_form=True,
    ),
    statement(
        "IN2",
        "Because we trust where we buy, we worry less about what is in it.",
        "feeling_safe",
    ),
    statement(
        "IN3",
        "We act on warnings about strong or mixed batches.",
        "feeling_safe",
        short_form=True,
        reverse=True,
    ),
    statement(
        "UN1",
        "When nobody says anything, I take it that everyone wants to buy.",
        "thinking_all_agree",
        short_form=True,
    ),
    statement(
        "UN2",
        "We all want the same thing when it comes to using.",
        "thinking_all_agree",
    ),
    statement(
        "UN3",
        "I know that some of my circle would like to stop.",
        "thinking_all_agree",
        short_form=True,
        reverse=True,
    ),
    statement(
        "SC1",
        "I keep it to myself when I would rather not buy or use.",
        "keeping_quiet",
        short_form=True,
    ),
    statement(
        "SC2",
        "I would not tell my circle if I were planning to stop.",
        "keeping_quiet",
    ),
    statement(
        "SC3",
        "I can say I want to change without worrying how the others will react.",
        "keeping_quiet",
        short_form=True,
        reverse=True,
    ),
    statement(
        "MG1",
        "Someone in my circle plays down bad news, such as an overdose or a warning.",
        "news_kept_out",
        short_form=True,
    ),
    statement(
        "MG2",
        "People who might talk one of us into stopping are kept at a distance.",
        "news_kept_out",
    ),
    statement(
        "MG3",
        "Useful news about treatment or getting help gets passed around my circle.",
        "news_kept_out",
        short_form=True,
        reverse=True,
    ),
)

SURVEY = Survey(
    id="peers",
    title="How you see the circle",
    when=(
        "In private, by or beside a worker, never with a partner or another buyer in "
        "the room. In a sitting of its own. Skip it if there is no circle."
    ),
    say_first=(
        "“Circle” means the people you have usually got heroin with in the last "
        "3 months.",
        "You can skip anything.",
    ),
    asked_alone=True,
    banner=UNVALIDATED,
    source=(
        "Original wording. Themes from Houghton et al. 2024, who read their interviews "
        "by Janis's symptoms of groupthink (evidence.md 2a, 2d)"
    ),
    strength="J",
    reach=(
        "14 men on ORT who still used heroin, self-selected; studied in men only. Two "
        "of the eight themes were not heard in those interviews."
    ),
    questions=ITEMS,
)
