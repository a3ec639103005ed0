"""Profile `ndtms`: the national core data set, as a case system submits it.

One wide row holds a client, an episode, a review of the medicine and an outcome form,
and repeats what belongs to several of them; it becomes a row in each of our tables.
Headers say which version it is. Codes are those of standards.md section 2.4: what is
marked there as not confirmed is not taken. Reading the file itself is `_ndtms_file.py`.
"""

from collections.abc import Iterable, Mapping

from metrics.intake._profile import (
    FileKind,
    Fills,
    Finding,
    Mapped,
    Profile,
    copied,
    fixed,
    of_file,
    worked_out,
)
from metrics.intake.profiles._ndtms_file import (
    BAND,
    CLIENT,
    DATES,
    MEDICINE_FLAGS,
    reshaped,
)
from metrics.problems import Outcome


Spellings = Mapping[str, Iterable[str]]


def _range(first: int, last: int) -> list[str]:
    return [str(code) for code in range(first, last + 1)]


SEXES: Spellings = {"male": ("M", "1"), "female": ("F", "2")}
ETHNIC_GROUPS: Spellings = {
    "white": "ABC",
    "mixed": "DEFG",
    "asian": "HJKL",
    "black": "MNP",
    "other": "RS",
}
EMPLOYMENTS: Spellings = {
    "regular": ("1",),
    "student": ("2",),
    "other": ("5", "13"),
    "long_term_sick": ("9",),
    "homemaker": ("10",),
    "unemployed": ("12",),
    "volunteering": ("14",),
    "retired": ("15",),
}
HOUSINGS: Spellings = {
    "owner": ("1",),
    "rented": _range(2, 5),
    "other_settled": (*_range(6, 13), "96"),
    "no_home": (*_range(14, 16), *_range(18, 24), "97"),
    "rough_sleeping": ("17",),
    "prison": ("98",),
}
STAGES: Spellings = {"start": ("S",), "review": ("R",), "exit": ("E",), "after": ("P",)}
YES_NO: Spellings = {"yes": ("Y", "1"), "no": ("N", "2")}
SUPERVISED: Spellings = {"yes": ("1",), "no": ("2",)}
DIED = ("89", "9")
LEFT = (*_range(80, 88), *_range(93, 97), *_range(1, 8), *_range(10, 13))
# To another provider, to prison, from one setting to the next: care goes on elsewhere.
TRANSFERRED = ("83", "84", *_range(93, 97), "5", "7", "8")
# Codes that say "not known"; they are no unknown codes, and become nothing.
MISSING: Mapping[str, tuple[str, ...]] = {
    "sex": ("0", "9"),
    "ethnic": ("Z",),
    "empstat": ("6", "99"),
    "housing": ("99",),
    "phostspvd": ("99",),
    "sharing": ("99",),
    "acuthpbm": ("99",),
    "unsthse": ("99",),
    "hrisk": ("99",),
}
CODED: Mapping[str, Spellings] = {
    "sex": SEXES,
    "ethnic": ETHNIC_GROUPS,
    "empstat": EMPLOYMENTS,
    "housing": HOUSINGS,
    "trstage": STAGES,
    "sharing": YES_NO,
    "acuthpbm": YES_NO,
    "unsthse": YES_NO,
    "hrisk": YES_NO,
    "mthtn": {"yes": ("Y",), "no": ("N",)},
    "phostspvd": SUPERVISED,
    "disrsn": {"left": LEFT, "died": DIED},
}
NUMBERS = {
    "opiate_days": "opiuse",
    "crack_days": "crause",
    "cocaine_days": "cocause",
    "amphetamine_days": "amphuse",
    "cannabis_days": "cannuse",
    "other_days": "otdrguse",
    "alcohol_days": "alcuse",
    "alcohol_units": "consmp",
    "inject_days": "ivdrguse",
    "psychological": "psyhstat",
    "physical": "phstat",
    "quality_of_life": "quallife",
    "paid_work_days": "pwork",
    "volunteer_days": "volnpwork",
    "education_days": "educat",
}


def _code(column: str) -> Mapped:
    """Our code for the file's; one that is not declared becomes nothing, and is listed
    and kept with the batch.
    """
    whens = " ".join(
        f"WHEN upper({column}) = '{said}' THEN '{code}'"
        for code, spellings in CODED[column].items()
        for said in spellings
    )
    return worked_out(column, f"CASE {whens} END")


def _ticked(*flags: str) -> str:
    ticks = (f"coalesce(upper({flag}) IN ('1', 'Y', 'TRUE'), false)" for flag in flags)
    return f"({' OR '.join(ticks)})"


def _medicine(
    medicine: str, form: str, flags: tuple[str, ...], dose: str | None
) -> Fills:
    """One ORT record for each review in which a medicine is ticked. A tick that is not
    sent says nothing, so that no medicine is ever recorded as not taken.
    """
    columns = {
        "client_id": copied(CLIENT),
        "medicine": fixed(medicine),
        "form": fixed(form),
        "supervised": _code("phostspvd"),
        "planned_reduction": _reduction(flags),
        "recorded_on": copied("submoddt"),
    }
    if dose == "phdosmet":  # millilitres of a liquid of 1 mg in 1 ml
        columns |= {"strength": fixed("1"), "unit": fixed("ml")}
    if dose == "phdosbup":
        columns |= {"unit": fixed("mg")}
    if dose:
        columns |= {"dose": copied(dose), "interval": fixed("daily")}
    return Fills("prescription", columns, where=_ticked(*flags), once=True)


def _reduction(flags: tuple[str, ...]) -> Mapped:
    """Withdrawal is a planned reduction; without an intention nothing is known."""
    down = [flag for flag in flags if flag.endswith("wth")]
    hold = [flag for flag in flags if flag.endswith(("stbl", "main"))]
    if not down:
        return Mapped("NULL")
    steady = f"WHEN {_ticked(*hold)} THEN 'no'" if hold else ""
    return Mapped(f"CASE WHEN {_ticked(*down)} THEN 'yes' {steady} END", down[0])


PERSON = Fills(
    "client",
    {
        "client_id": copied(CLIENT),
        "as_at": of_file(),
        "service": copied("agncy"),
        "age_band": copied(BAND),
        "sex": _code("sex"),
        "ethnic_group": _code("ethnic"),
        "employment": _code("empstat"),
        "housing": _code("housing"),
        "treatment_start": copied("triaged"),
        "status": worked_out(
            "disrsn",
            f"CASE WHEN disrsn IN {DIED} THEN 'died' WHEN disd IS NOT NULL THEN 'left' "
            "ELSE 'in_treatment' END",
        ),
    },
    once=True,
    newest=("triaged", CLIENT),
)
FORM = Fills(
    "outcome",
    {
        "client_id": copied(CLIENT),
        "completed_on": copied("topdate"),
        "stage": _code("trstage"),
        **{ours: copied(theirs) for ours, theirs in NUMBERS.items()},
        "sharing": _code("sharing"),
        "acute_housing": _code("acuthpbm"),
        "unsuitable_housing": _code("unsthse"),
        "eviction_risk": _code("hrisk"),
    },
    where="topdate IS NOT NULL",
    once=True,
)
NEED = Fills(
    "condition",
    {
        "client_id": copied(CLIENT),
        "condition": fixed("mental_health_need"),
        "state": _code("mthtn"),
        "recorded_on": copied("triaged"),
    },
    where="upper(mthtn) IN ('Y', 'N')",
    once=True,
)
REVIEW = Fills(
    "event",
    {
        "client_id": copied(CLIENT),
        "kind": fixed("review"),
        "state": fixed("yes"),
        "happened_on": copied("submoddt"),
    },
    where="submoddt IS NOT NULL",
    once=True,
)
# The day itself: a status alone is known from the day of the file that says it.
EXIT = Fills(
    "event",
    {
        "client_id": copied(CLIENT),
        "kind": fixed("treatment_exit"),
        "state": fixed("yes"),
        "happened_on": copied("disd"),
    },
    where=(f"disd IS NOT NULL AND coalesce(disrsn, '') NOT IN {(*DIED, *TRANSFERRED)}"),
    once=True,
)
MEDICINES = tuple(
    _medicine(medicine, form, flags, dose)
    for (medicine, form, dose), flags in MEDICINE_FLAGS.items()
)


def _hold(code: str, column: str, when: str, found: str, expected: str) -> Finding:
    fix = "Check both in the case system."
    return Finding(code, Outcome.HOLD, column, when, found, expected, fix)


METHADONE = MEDICINE_FLAGS["methadone", "oral_solution", "phdosmet"]
DEPOT = MEDICINE_FLAGS["buprenorphine", "not_recorded", None]
FINDINGS = (
    _hold(
        "IMP-D01",
        BAND,
        f"{BAND} = 'under_18'",
        "this person is under 18.",
        "an adult.",
    ),
    _hold(
        "IMP-C20",
        "disd",
        "TRY_CAST(disd AS DATE) < TRY_CAST(triaged AS DATE)",
        "DISD lies before TRIAGED.",
        "an end after the start.",
    ),
    _hold(
        "IMP-D13",
        "disrsn",
        f"disrsn IN {DIED} AND TRY_CAST(topdate AS DATE) > TRY_CAST(disd AS DATE)",
        "this person is recorded as died, and TOPDATE is later than DISD.",
        "no form after a death.",
    ),
    Finding(
        "IMP-D10",
        Outcome.WARN,
        "injstat",
        "upper(injstat) = 'N' AND TRY_CAST(ivdrguse AS INTEGER) > 0",
        "INJSTAT says never, and IVDRGUSE says that there were days.",
        "the same in both.",
        "Ask the worker which is right. Neither is chosen here.",
    ),
    Finding(
        "IMP-E13",
        Outcome.WARN,
        "phdosmet",
        "phdosmet IS NOT NULL AND NOT " + _ticked(*METHADONE),
        "there is a dose of methadone here, and methadone is not ticked.",
        "a tick for the medicine whose dose it is.",
        "Check it in the case system. The dose was not stored.",
    ),
    Finding(
        "IMP-E10",
        Outcome.WARN,
        "phbudi",
        _ticked(*DEPOT),
        "this is a depot injection: the data set says neither its dose nor how often.",
        "nothing more, from this data set.",
        "Record the product and the dose from the case system.",
    ),
)
FLAGS = tuple(flag for flags in MEDICINE_FLAGS.values() for flag in flags)
CDS = FileKind(
    id="cds",
    named="*.csv",
    header=(
        CLIENT,
        "agncy",
        BAND,
        "injstat",
        *(column for column in CODED),
        *DATES,
        *FLAGS,
        "phdosmet",
        "phdosbup",
        *NUMBERS.values(),
    ),
    required=(CLIENT, "triaged"),
    ids=(CLIENT,),
    fills=(PERSON, *MEDICINES, NEED, FORM, REVIEW, EXIT),
    findings=FINDINGS,
    coded={
        column: tuple(s for spellings in lists.values() for s in spellings)
        + MISSING.get(column, ())
        for column, lists in CODED.items()
    },
)
PROFILE = Profile(
    id="ndtms",
    title="NDTMS core data set, as a case system submits it (versions K to R)",
    issuer="provider",
    files=(CDS,),
    tables={
        "client": "snapshot",
        "prescription": "snapshot",
        "condition": "additions",
        "outcome": "additions",
        "event": "additions",
    },
    needs_as_at=True,
    lowered={"IMP-E10": Outcome.WARN},
    reshape=reshaped,
)
