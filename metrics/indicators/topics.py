"""What a client's page lists of what is recorded, by topic, in the order of talk.

Names of facts of `client_on`; how each is said is `metrics/saying.py`. Indicators and
criteria show their own facts beside themselves, whatever stands here.
"""

TOPICS: dict[str, tuple[str, ...]] = {
    "Medicine and dose": (
        "on_ort",
        "dose",
        "supervised",
        "missed_days",
        "planned_reduction",
        "dose_review",
    ),
    "Use in the 28 days before the form": (
        "opiate_days",
        "crack_days",
        "cocaine_days",
        "alcohol_days",
        "inject_days",
        "sharing",
    ),
    "Health and how it is going": (
        "mental_health_condition",
        "psychological",
        "physical",
        "quality_of_life",
        "overdose",
        "naloxone_kit",
        "naloxone_training",
    ),
    "Home, work and partner": ("housing", "employment", "partner"),
}
