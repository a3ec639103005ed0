"""Profile `houghton-table-1`: Table 1 of Houghton et al. 2024, exactly as published.

DOI 10.1177/29768357241276320. Its participants carry pseudonyms of the paper's own,
which are replaced by keyed ids like any local reference. What the paper states of all
fourteen is filled in; what it lacks stays not known. Codes belong to `contracts/`.
"""

from metrics.intake._profile import (
    FileKind,
    Fills,
    Finding,
    Profile,
    age_band,
    changed,
    copied,
    fixed,
    not_an_age,
    of_file,
    spelt,
)
from metrics.problems import Outcome


ETHNIC_GROUPS = spelt(
    "ethnicity", {"white british": "white", "asian pakistani": "asian"}
)
EMPLOYMENTS = spelt(
    "employment_status",
    {
        "sick > 4 wk": "long_term_sick",
        "full time employed": "regular",
        "unemployed": "unemployed",
    },
)
MEDICINES = spelt("ort", {"mtd": "methadone", "bup": "buprenorphine"})
DIAGNOSES = ("diagnosis_1", "diagnosis_2", "diagnosis_3")
TERMS = {
    "anxiety": "anxiety",
    "depression": "depression",
    "bi-polar": "bipolar_disorder",
    "psychosis": "psychosis",
    "ptsd": "ptsd",
    "dissociative identity disorder": "dissociative_identity_disorder",
    "borderline personality disorder": "borderline_personality_disorder",
    "personality disorder (undefined)": "personality_disorder_not_specified",
}
CONDITIONS = {column: spelt(column, TERMS) for column in DIAGNOSES}
ALL_NONE = " AND ".join(f"lower({column}) = 'none'" for column in DIAGNOSES)
SCREEN = "positive within 7 days before the first study visit; date not published"


def _diagnosis(column: str) -> Fills:
    return Fills(
        "condition",
        {
            "client_id": copied("participant"),
            "condition": CONDITIONS[column],
            "state": fixed("yes"),
            "status": fixed("current"),
            "recorded_on": of_file(),
        },
        where=f"lower({column}) <> 'none'",
    )


TABLE_1 = FileKind(
    id="table1",
    named="*.csv",
    header=(
        "participant",
        "age",
        "ethnicity",
        "employment_status",
        "ort",
        "daily_dose_mg",
        *DIAGNOSES,
    ),
    required=("participant",),
    ids=("participant",),
    pseudonyms=True,
    fills=(
        Fills(
            "client",
            {
                "client_id": copied("participant"),
                "as_at": of_file(),
                "age_band": age_band("age"),
                "sex": fixed("male"),
                "ethnic_group": ETHNIC_GROUPS,
                "employment": EMPLOYMENTS,
                "status": fixed("in_treatment"),
            },
        ),
        Fills(
            "prescription",
            {
                "client_id": copied("participant"),
                "medicine": MEDICINES,
                "dose": copied("daily_dose_mg"),
                "unit": fixed("mg"),
                "interval": fixed("daily"),
                "recorded_on": of_file(),
            },
            where="ort IS NOT NULL OR daily_dose_mg IS NOT NULL",
        ),
        *(_diagnosis(column) for column in DIAGNOSES),
        Fills(
            "condition",
            {
                "client_id": copied("participant"),
                "condition": fixed("any"),
                "state": fixed("no"),
                "recorded_on": of_file(),
            },
            where=ALL_NONE,
        ),
        Fills(
            "event",
            {
                "client_id": copied("participant"),
                "kind": fixed("urine_heroin"),
                "state": fixed("yes"),
                "happened_on": of_file(),
                "date_assumed": fixed("true"),
                "date_words": fixed(SCREEN),
            },
        ),
    ),
    findings=(
        Finding(
            "IMP-D01",
            Outcome.HOLD,
            "age",
            "TRY_CAST(age AS INTEGER) BETWEEN 1 AND 17",
            "this person is under 18.",
            "an adult.",
            "Check that this is a list of an adult service.",
        ),
        not_an_age("age"),
        changed(EMPLOYMENTS, "client", "employment", "IMP-D04"),
        changed(ETHNIC_GROUPS, "client", "ethnic_group", "IMP-D04"),
        changed(MEDICINES, "prescription", "medicine", "IMP-E14"),
        *(
            changed(mapped, "condition", "condition", "IMP-D04")
            for mapped in CONDITIONS.values()
        ),
    ),
)
PROFILE = Profile(
    id="houghton-table-1",
    title="Houghton et al. 2024, Table 1, as published",
    issuer="houghton-2024",
    files=(TABLE_1,),
    tables={
        "client": "snapshot",
        "prescription": "snapshot",
        "condition": "snapshot",
        "event": "additions",
    },
    needs_as_at=True,
    lowered={"IMP-E10": Outcome.WARN},
)
