"""Every code list: one declaration each; a new code is added here and nowhere else.

Kinds of event stand in `event.py` and choices in `decision.py`, beside what they mean.
How a source system spells a code belongs to its profile in `intake/profiles/`.
"""

from metrics.contracts._codes import ASKED_NOT_ANSWERED, CodeList, codes


_DECLINED = (ASKED_NOT_ANSWERED, "asked, not answered")
# What a worker thinks and nobody was asked: kept as such, and read by no rule.
WORKER_RECORDED = "worker_recorded"

STATES = CodeList(
    "state",
    "Answer",
    codes(("yes", "yes"), ("no", "no"), _DECLINED),
)
MEDICINES = CodeList(
    "medicine",
    "ORT medicine",
    codes(
        ("methadone", "methadone"),
        ("buprenorphine", "buprenorphine"),
        ("buprenorphine_naloxone", "buprenorphine with naloxone"),
        ("diamorphine", "diamorphine"),
        ("morphine_slow_release", "slow-release morphine"),
        ("other", "another medicine"),
    ),
)
FORMS = CodeList(
    "form",
    "Form of the medicine",
    codes(
        ("oral_solution", "oral solution"),
        ("tablet", "tablet"),
        ("sublingual_tablet", "sublingual tablet", "under_the_tongue"),
        ("oral_lyophilisate", "oral lyophilisate", "lyophilisate"),
        ("depot_weekly", "weekly depot injection", "depot"),
        ("depot_monthly", "monthly depot injection", "depot"),
        ("depot_supplement", "supplementary depot injection, beside another"),
        ("injection", "injection"),
        ("not_recorded", "form not recorded"),
    ),
)
UNITS = CodeList("unit", "Unit of the dose", codes(("mg", "mg"), ("ml", "ml")))
INTERVALS = CodeList(
    "interval",
    "How often",
    codes(
        ("daily", "once a day"),
        ("weekly", "once a week"),
        ("monthly", "once a month"),
    ),
)
CONDITIONS = CodeList(
    "condition",
    "Condition",
    codes(
        ("anxiety", "anxiety", "mental_health"),
        ("depression", "depression", "mental_health"),
        ("bipolar_disorder", "bipolar disorder", "mental_health"),
        ("psychosis", "psychosis", "mental_health"),
        ("ptsd", "post-traumatic stress disorder (PTSD)", "mental_health"),
        (
            "dissociative_identity_disorder",
            "dissociative identity disorder",
            "mental_health",
        ),
        (
            "borderline_personality_disorder",
            "borderline personality disorder",
            "mental_health",
        ),
        (
            "personality_disorder_not_specified",
            "personality disorder, not specified",
            "mental_health",
        ),
        (
            "mental_health_need",
            "mental health need, as the national data set asks it",
            "mental_health",
        ),
        ("other_mental_health", "another mental health condition", "mental_health"),
        ("lung_disease", "lung disease", "physical"),
        ("liver_disease", "liver disease", "physical"),
        ("heart_disease", "heart disease", "physical"),
        ("hepatitis_c", "hepatitis C", "physical"),
        ("hiv", "HIV", "physical"),
        ("other_physical", "another physical condition", "physical"),
        ("any", "any condition"),
    ),
)
CONDITION_STATUSES = CodeList(
    "condition_status", "Status", codes(("current", "current"), ("past", "past"))
)
AGE_BANDS = CodeList(
    "age_band",
    "Age band",
    codes(
        ("under_18", "under 18"),
        ("18_24", "18 to 24"),
        ("25_29", "25 to 29"),
        ("30_34", "30 to 34"),
        ("35_39", "35 to 39"),
        ("40_44", "40 to 44"),
        ("45_49", "45 to 49"),
        ("50_54", "50 to 54"),
        ("55_59", "55 to 59"),
        ("60_64", "60 to 64"),
        ("65_69", "65 to 69"),
        ("70_plus", "70 and over"),
    ),
)
SEXES = CodeList("sex", "Sex", codes(("male", "man"), ("female", "woman")))
ETHNIC_GROUPS = CodeList(
    "ethnic_group",
    "Ethnic group",
    codes(
        ("white", "White"),
        ("mixed", "Mixed"),
        ("asian", "Asian"),
        ("black", "Black"),
        ("other", "Other ethnic group"),
        _DECLINED,
    ),
)
EMPLOYMENTS = CodeList(
    "employment",
    "Work",
    codes(
        ("regular", "regular work"),
        ("student", "student"),
        ("unemployed", "unemployed"),
        ("long_term_sick", "long-term sick or disabled"),
        ("homemaker", "homemaker"),
        ("volunteering", "unpaid voluntary work"),
        ("retired", "retired"),
        ("other", "other"),
        _DECLINED,
    ),
)
HOUSINGS = CodeList(
    "housing",
    "Housing",
    codes(
        ("owner", "own home"),
        ("rented", "rented home"),
        ("other_settled", "other settled home"),
        ("no_home", "no home of their own", "unstable"),
        ("rough_sleeping", "sleeping rough", "unstable"),
        ("prison", "in prison"),
        _DECLINED,
    ),
)
PARTNERS = CodeList(
    "partner",
    "Partner",
    codes(
        ("uses", "partner uses opioids or crack"),
        ("does_not_use", "partner does not use opioids or crack"),
        ("none", "no partner"),
        _DECLINED,
    ),
)
CLIENT_STATUSES = CodeList(
    "client_status",
    "Status",
    codes(
        ("in_treatment", "in treatment"),
        ("in_custody", "in custody"),
        ("left", "left treatment"),
        ("died", "died"),
    ),
)
PURPOSES = CodeList(
    "purpose",
    "What the permission is for",
    codes(
        ("direct_care", "their own care"),
        ("network_planning", "network planning"),
        ("group_invitation", "being invited to a group"),
        ("service_improvement", "service improvement"),
    ),
)
PERMISSION_STATES = CodeList(
    "permission_state",
    "What they said",
    codes(("given", "given"), ("declined", "declined"), ("withdrawn", "withdrawn")),
)
STAGES = CodeList(
    "stage",
    "Stage of treatment",
    codes(
        ("start", "start"),
        ("review", "review"),
        ("exit", "exit"),
        ("after", "after treatment"),
    ),
)
MODES = CodeList(
    "mode",
    "How it was asked",
    codes(
        ("in_person", "in person"),
        ("by_phone", "by phone"),
        ("on_paper", "on paper"),
        ("self_completed", "filled in by the client"),
        (WORKER_RECORDED, "written down by the worker, the client not asked"),
        ("not_recorded", "not recorded"),
    ),
)
ROLES = CodeList(
    "role",
    "Who the person is",
    codes(
        ("partner", "partner"),
        ("family", "family"),
        ("friend", "friend"),
        ("acquaintance", "acquaintance"),
        ("supplies", "someone who supplies"),
        ("worker_or_peer", "worker or peer in recovery"),
        ("other", "someone else"),
        _DECLINED,
    ),
)
USES = CodeList(
    "person_uses",
    "Whether the person uses heroin now",
    codes(
        ("yes", "uses", "using"),
        ("on_ort_and_using", "on ORT and using", "using"),
        ("on_ort_not_using", "on ORT and not using"),
        ("no", "does not use"),
        ("not_sure", "not sure"),
        _DECLINED,
    ),
)
WANTED = CodeList(
    "wanted",
    "Wanted in a group",
    codes(("yes", "yes"), ("no", "no"), ("unsure", "unsure"), _DECLINED),
)
TIES = CodeList(
    "tie_kind",
    "Kind of contact",
    codes(
        ("buys_with", "buys with", "buying"),
        ("pools_money", "pools money", "buying"),
        ("lends", "lends to", "transaction"),
        ("borrows", "borrows from", "transaction"),
        ("shares_contacts", "shares contacts", "transaction"),
        ("uses_with", "uses with"),
        ("supports", "supports stopping or cutting down"),
        ("makes_it_harder", "makes it harder"),
        ("would_call", "would call in a crisis"),
        ("time_without_drugs", "time without drugs"),
    ),
)
PERSON_TIES = CodeList(
    "person_tie_kind",
    "How two people mentioned are connected",
    codes(
        ("knows", "know each other"),
        ("buys_with", "buy together"),
        ("uses_with", "use together"),
    ),
)
DISCLOSURES = CodeList(
    "disclosure_kind",
    "What was disclosed",
    codes(
        ("pressure_or_fear", "pressure or fear"),
        ("debt", "debt"),
        ("violence_at_home", "violence at home"),
        ("suicide_or_self_harm", "suicide or self-harm"),
        ("child", "a child"),
        ("supply", "supply"),
        ("harm_in_a_group", "harm in a group"),
    ),
)
SEPARATION_CATEGORIES = CodeList(
    "separation_category",
    "Why two people must not meet",
    codes(
        ("safeguarding", "safeguarding"),
        ("court_or_licence", "court, bail or licence condition"),
        ("other", "other"),
    ),
)
SEPARATION_ENDS = CodeList(
    "separation_end",
    "Why two people are held apart no longer",
    codes(
        ("condition_ended", "the court, bail or licence condition ended"),
        ("not_needed_now", "looked at again, and not needed now"),
        ("recorded_in_error", "recorded in error"),
    ),
)
PLAN_ORIGINS = CodeList(
    "plan_origin",
    "How a plan came about",
    codes(("planned", "found by the planner"), ("by_hand", "arranged by hand")),
)
SIGN_OFFS = CodeList(
    "sign_off_outcome",
    "What the safeguarding lead decided on a list",
    codes(
        ("signed", "signed"),
        ("returned", "not signed off"),
        ("paused", "paused by safeguarding"),
    ),
)
CODE_LISTS = (
    STATES,
    MEDICINES,
    FORMS,
    UNITS,
    INTERVALS,
    CONDITIONS,
    CONDITION_STATUSES,
    AGE_BANDS,
    SEXES,
    ETHNIC_GROUPS,
    EMPLOYMENTS,
    HOUSINGS,
    PARTNERS,
    CLIENT_STATUSES,
    PURPOSES,
    PERMISSION_STATES,
    STAGES,
    MODES,
    ROLES,
    USES,
    WANTED,
    TIES,
    PERSON_TIES,
    DISCLOSURES,
    SEPARATION_CATEGORIES,
    SEPARATION_ENDS,
    PLAN_ORIGINS,
    SIGN_OFFS,
)
