"""Words not to use about people, with what to write instead.

Sources: Scottish Drugs Forum's glossary of contested terms, Phoenix Futures' and
Renfrewshire's language guides, the NHS A to Z, and our own rules on words about risk.
A word with a second, honest meaning (node, script, contact, refuse) is matched only
beside a person, or as a whole label. How text is found does not belong here.
"""

from typing import NamedTuple


class Banned(NamedTuple):
    pattern: str
    example: str
    write: str


class Allowed(NamedTuple):
    path: str
    words: str
    reason: str


BANNED = (
    # People ------------------------------------------------------------------
    Banned(
        r"drug users?|(ab|mis)users?|addicts?|addicted|junkies?|IVDUs?|injectors?",
        "a drug user",
        "a person who uses drugs",
    ),
    Banned(r"suffer(s|ing)? from", "suffering from hepatitis", "with hepatitis"),
    Banned(r"service[- ]users?|bed[- ]blockers?", "service user 7", "client 7"),
    Banned(
        r"dealers?|drug (suppliers?|runners?)|suppliers?",
        "a dealer",
        "reports buying for others",
    ),
    Banned(
        r"co-offenders?|partners? in crime", "a co-offender", "someone the client knows"
    ),
    Banned(r"using (buddy|buddies)", "a using buddy", "uses with"),
    Banned(
        r"(known|drug|client) (associates?|contacts?)|(people|persons?|clients?) nodes?"
        r"|(an|each|per|every) alter|alters"
        r"|target(ed)? (people|persons?|clients?|populations?|groups?)",
        "a known associate",
        "someone the client knows",
    ),
    # Use ---------------------------------------------------------------------
    Banned(r"(?<!domestic )(?<!sexual )abus(e|es|ed|ing)", "drug abuse", "drug use"),
    Banned(r"misus(e|es|ed|ing)", "substance misuse", "drug use"),
    Banned(
        r"drugs? of choice|(drug|heroin|crack|opiate|opioid|cocaine|his|her|their) habits?",
        "drug of choice",
        "main drug",
    ),
    Banned(
        r"problem(atic)? (drug|substance|opiate|opioid|heroin|crack) us(e|er|ers)",
        "problem drug use",
        "drug use",
    ),
    Banned(
        r"(is|are|be|been|being|get|gets|got|getting|stay|stays|staying) clean|sober"
        r"|drug-free",
        "has been clean",
        "not currently using",
    ),
    Banned(
        r"relaps(e|es|ed|ing)|lapsed|off the wagon", "relapsed in May", "used again"
    ),
    Banned(
        r"dirty|(clean|failed) (samples?|tests?|urines?|needles?|works)",
        "a dirty sample",
        "test positive for heroin",
    ),
    Banned(r"OD'?d|OD’d", "OD'd twice", "two overdoses"),
    Banned(
        r"(my|your|their|our|each|per|open|new) cases?"
        r"(?! (system|record|file|note|management)s?)",
        "my cases",
        "the people I work with",
    ),
    # Treatment ---------------------------------------------------------------
    Banned(r"OST|MOUD|opioid substitution( \w+)?", "on OST since May", "on ORT"),
    Banned(
        r"(methadone|opioid|buprenorphine|their|his|her|on a) scripts?|parked on"
        r"|replac(e|es|ing) one drug with another",
        "parked on methadone",
        "in methadone treatment",
    ),
    Banned(
        r"dropp(ed|ing) out|drop-?outs?|DNA'?d?|fail(s|ed|ing)? to (engage|attend)",
        "dropped out",
        "left treatment",
    ),
    Banned(
        r"non-?complian(t|ce)|chaotic|hard[- ]to[- ]reach",
        "a chaotic client",
        "missed appointments",
    ),
    Banned(
        r"(clients?|persons?|people|patients?|they|she|he|who) refus(e|es|ed|ing)"
        r"|resistant|in denial|manipulative|drug[- ]seeking",
        "the client refused",
        "the client declined",
    ),
    Banned(
        r"interventions? on|cohort treatment",
        "an intervention on clients",
        "a group programme",
    ),
    Banned(
        r"lost to follow-?up|(clients?|persons?|patients?) expired",
        "lost to follow-up",
        "not in contact",
    ),
    # Risk --------------------------------------------------------------------
    Banned(r"(high|medium|low|no)[- ]risk", "high-risk", "recorded concern"),
    Banned(r"all clear", "all clear", "no concern recorded here"),
    Banned(
        r"(will|would|likely to|going to|expected to) (benefit|relapse|overdose|die)"
        r"|risk (score|level|band|rating)s?",
        "will benefit",
        "could be discussed",
    ),
    Banned(r"[0-9]+ ?(%|per ?cent) match", "75 % match", "meets 3 of 4 criteria"),
    Banned(
        r"(suitable|recommended|unsuitable) (client|person|people|candidate)s?"
        r"|(client|person|patient)s? (is|are) (safe|suitable|unsuitable|recommended)",
        "a suitable candidate",
        "criteria met: could be discussed",
    ),
)

# Words that may not stand alone: as a label, a heading or a button.
BANNED_LABELS = (
    Banned(r"safe|no risk", "Safe", "No concern recorded here"),
    Banned(r"(un)?suitable|recommended", "Suitable", "Criteria met"),
    Banned(r"failed|excluded|rejected", "Excluded", "Not listed this time"),
    Banned(r"refer|allocate", "Refer", "Consider discussing the group"),
    Banned(r"clean|lapse|abstinent", "Clean", "Not currently using"),
    Banned(r"nodes?|alters?|targets?|associates?", "Nodes", "People"),
    Banned(r"cases|case (id|number)|service[- ]user id", "Cases", "Clients"),
    Banned(r"habits?|addictions?|misuse", "Habit", "Use in the last 28 days"),
    Banned(r"risks?|risk factors?|high|medium|low", "Risk", "Recorded concern"),
)

# Words that may be no part of a name in code: it reads as a sentence too.
BANNED_IN_NAMES = frozenset(
    [
        "abuser",
        "abusers",
        "addict",
        "addicts",
        "alter",
        "alters",
        "associate",
        "associates",
        "bedblocker",
        "chaotic",
        "dealer",
        "dealers",
        "denial",
        "injector",
        "injectors",
        "ivdu",
        "junkie",
        "junkies",
        "misuser",
        "misusers",
        "offender",
        "offenders",
        "relapse",
        "relapsed",
        "runner",
        "runners",
    ]
)

# The same words where they are not ours, or stand to be refused.
ALLOWED: tuple[Allowed, ...] = (
    Allowed(
        "*",
        "Drug misuse and dependence: UK guidelines",
        "the title of the clinical guidelines, cited as a source",
    ),
    Allowed(
        "*",
        "Optimising opioid substitution treatment",
        "the title of a publication of 2014, cited as a source",
    ),
    Allowed(
        "metrics/intake/workbook.py",
        "Target",
        "the name that Excel's own XML gives to the part that a sheet stands in",
    ),
)
