from datetime import date
from pathlib import Path

import pytest

from metrics.evaluation import tally
from metrics.indicators import INDICATORS, Tally
from metrics.intake import PROFILES, Loaded, check, load, undo
from metrics.problems import Outcome, UserError
from metrics.scope import Scope
from metrics.store import Store


ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared/data/houghton2024/table1.csv"
PUBLISHED = ROOT / "sample_data/published/houghton_2024_table_1.csv"
INTERVIEWS_ENDED = date(2022, 10, 31)
OPERATOR = Scope.operator()
PROFILE = PROFILES["houghton-table-1"]


@pytest.fixture(params=[SHARED, PUBLISHED], ids=["shared", "published"])
def table_1(request: pytest.FixtureRequest) -> Path:
    if not request.param.exists():
        pytest.skip(
            f"{request.param.name} is not here: it is no part of a fresh clone."
        )
    path: Path = request.param
    return path


@pytest.fixture
def loaded(store: Store, table_1: Path) -> Loaded:
    delivery = check([table_1], OPERATOR, profile=PROFILE, as_at=INTERVIEWS_ENDED)
    return load(store, delivery, OPERATOR)


def test_the_facts_of_the_paper(store: Store, loaded: Loaded) -> None:
    found = tally(store, INDICATORS.values(), INTERVIEWS_ENDED, OPERATOR)
    assert loaded.saved
    assert found.clients == 14
    assert found.by_id["heroin_on_top"] == Tally(14, 0, 0, 0)
    assert found.by_id["methadone_below_range"] == Tally(5, 9, 0, 0)
    assert found.by_id["buprenorphine_below_range"] == Tally(0, 14, 0, 0)
    assert found.by_id["other_conditions"] == Tally(11, 3, 0, 0)


def test_today_they_are_out_of_date(store: Store, loaded: Loaded) -> None:
    found = tally(store, INDICATORS.values(), date(2026, 11, 20), OPERATOR)
    for name in (
        "heroin_on_top",
        "methadone_below_range",
        "buprenorphine_below_range",
        "other_conditions",
    ):
        assert found.by_id[name] == Tally(0, 0, 14, 14), name


def test_the_control_totals(loaded: Loaded) -> None:
    assert loaded.totals["prescription.medicine"] == {
        "buprenorphine": 1,
        "methadone": 13,
    }
    assert loaded.totals["client.age_band"] == {
        "25_29": 1,
        "30_34": 1,
        "35_39": 1,
        "40_44": 4,
        "45_49": 3,
        "50_54": 3,
        "55_59": 1,
    }
    assert loaded.totals["client.employment"] == {
        "long_term_sick": 8,
        "regular": 2,
        "unemployed": 4,
    }
    assert loaded.totals["condition.condition"] == {
        "anxiety": 8,
        "any": 3,
        "bipolar_disorder": 2,
        "borderline_personality_disorder": 1,
        "depression": 7,
        "dissociative_identity_disorder": 1,
        "personality_disorder_not_specified": 1,
        "psychosis": 1,
        "ptsd": 1,
    }
    assert loaded.totals["prescription.form"] == {}


def test_what_is_told_and_what_is_not(loaded: Loaded) -> None:
    (file,) = loaded.files
    told = {(each.code, each.outcome, each.column, each.row) for each in file.problems}
    assert ("IMP-E10", Outcome.WARN, "form", 9) in told
    assert ("IMP-D04", Outcome.NORMALISE, "employment_status", 2) in told  # Sick > 4 wk
    assert ("IMP-D04", Outcome.NORMALISE, "employment_status", 3) in told
    assert ("IMP-D04", Outcome.NORMALISE, "employment_status", 4) not in told
    assert not [each for each in file.problems if each.outcome is Outcome.HOLD]
    assert file.rows == 14


def test_pseudonyms_are_replaced(store: Store, loaded: Loaded, table_1: Path) -> None:
    names = [line.split(",")[0] for line in table_1.read_text("utf-8").splitlines()[1:]]
    assert sorted(loaded.links) == sorted(names)
    ids = [client for (client,) in store.read("SELECT client_id FROM client")]
    assert all(len(each) == 32 for each in ids)
    store.close()
    for file in store.path.parent.iterdir():
        held = file.read_bytes()
        assert not [name for name in names if name.encode() in held], file.name


def test_what_the_paper_states_of_all(store: Store, loaded: Loaded) -> None:
    screens = store.rows("SELECT * FROM event")
    assert {row["kind"] for row in screens} == {"urine_heroin"}
    assert {row["happened_on"] for row in screens} == {INTERVIEWS_ENDED}
    assert {row["date_assumed"] for row in screens} == {True}
    assert {row["date_words"] for row in screens} == {
        "positive within 7 days before the first study visit; date not published"
    }
    ((sex, status),) = store.read("SELECT DISTINCT sex, status FROM client")
    assert (sex, status) == ("male", "in_treatment")
    unknown = store.read("SELECT DISTINCT service, keyworker, next_review FROM client")
    assert unknown == [(None, None, None)]


def test_without_a_day_nothing_is_read(table_1: Path) -> None:
    with pytest.raises(UserError, match="carry no dates"):
        check([table_1], OPERATOR, profile=PROFILE)


def test_it_is_recognised_by_its_header(table_1: Path) -> None:
    assert check([table_1], OPERATOR, as_at=INTERVIEWS_ENDED).profile is PROFILE


def test_undoing_leaves_nothing_but_labels(store: Store, loaded: Loaded) -> None:
    assert loaded.batch
    undo(store, loaded.batch, OPERATOR)
    assert tally(store, INDICATORS.values(), INTERVIEWS_ENDED, OPERATOR).clients == 0
    assert store.read("SELECT count(*) FROM label") == [(14,)]
