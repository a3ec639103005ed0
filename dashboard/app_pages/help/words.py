"""Words we use: one meaning each, the same in the code, in files and on screens."""

from dashboard.access import User
from dashboard.app_pages._page import Page
from dashboard.charts import Twin
from dashboard.components import page_line, table
from metrics import Action


WORDS = {
    "client": "A person in treatment at a service. Shown by a pseudonym, never a name.",
    "pseudonym": "Letters for the service and a number drawn by chance, as in RV-0148.",
    "keyworker": "Who works with the client, by the service's own label.",
    "review": "A planned look at how treatment is going, or an outcome form.",
    "ORT": "Opioid replacement therapy: methadone or buprenorphine treatment.",
    "outcome form": "The Treatment Outcomes Profile (TOP), about the last 28 days.",
    "raised": "What an indicator asks about is recorded, and recent enough to be used.",
    "not raised": "It was asked or tested, recently enough, and the answer was no.",
    "not known": "Missing, asked and not answered, or out of date. Never taken as no.",
    "out of date": "Older than it may be used. Ask again.",
    "as at": "The day for which a record speaks, often before it was loaded.",
    "person mentioned": "Somebody a client spoke of, kept as Person 1, Person 2.",
    "tie": "A kind of contact: buys with, pools money, lends, supports.",
    "confirmed buying tie": "Two people who both agreed to network planning, and each "
    "of whom said in the last 90 days that they buy or pool money with the other.",
    "circle": "People who agreed, joined by confirmed buying ties.",
    "separation": "Two people who must not meet. The safeguarding lead alone holds it.",
    "rule set": "The version of all rules together. It stands on every result.",
    "7 or fewer": "A number hidden so that nobody can be recognised. It may be none.",
}


def render(user: User) -> None:
    caption = "Words, and what each means here"
    table.draw(Twin(caption, ("Word", "What it means"), tuple(WORDS.items())))


PAGE = Page(
    title="Words we use",
    question="What does this word mean here?",
    needs=Action.SEE_HELP,
    order=2,
    render=render,
    line=page_line.draw,
    help="Each word has one meaning, on screens, in files and in the program itself.",
    empty="There is always something to read here.",
)
