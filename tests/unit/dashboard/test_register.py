import pytest

from dashboard.register import (
    ENDED_HERE,
    IDLE_MINUTES,
    LONGEST_HOURS,
    NEVER,
    SIGNED_OUT,
    Register,
    key_of,
)


HELD = {"_streamlit_user": "what the provider said"}


class Clock:
    """A clock that stands still until it is moved."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(clock: Clock) -> Register:
    return Register(clock=clock)


def test_a_token_opens_what_is_held_for_it_and_nothing_else_does(register: Register):
    token = register.begin(HELD)
    assert register.held(token) == HELD
    for other in (None, "", "guessed", key_of(token)):
        assert register.held(other) is None
    assert register.standing("unknown", touch=True).why_not == NEVER


def test_the_token_itself_is_kept_nowhere(register: Register):
    token = register.begin(HELD)
    assert token not in repr(register._known)


def test_a_copied_token_opens_nothing_after_signing_out(register: Register):
    token = register.begin(HELD)
    register.end(key_of(token))
    assert register.held(token) is None
    assert register.standing(key_of(token), touch=True).why_not == SIGNED_OUT


def test_without_use_it_ends_and_a_look_is_no_use(register: Register, clock: Clock):
    token = register.begin(HELD)
    clock.now += IDLE_MINUTES * 60 - 1
    assert register.standing(key_of(token), touch=False).left == 1
    clock.now += 1
    why = register.standing(key_of(token), touch=True).why_not
    assert why == f"You were signed out after {IDLE_MINUTES} minutes without use."


def test_with_use_it_lasts_so_long_and_no_longer(register: Register, clock: Clock):
    key = key_of(register.begin(HELD))
    end = clock.now + LONGEST_HOURS * 3600
    while clock.now < end - 60:
        assert register.standing(key, touch=True).holds
        clock.now += 60
    assert register.standing(key, touch=True).left == 60
    clock.now = end
    assert not register.standing(key, touch=True).holds


def test_it_ends_when_the_providers_word_runs_out(register: Register, clock: Clock):
    key = key_of(register.begin(HELD))
    assert register.named(key, "them:ana", clock.now + 300)
    assert not register.named(key, "them:ana", clock.now + 300)
    assert register.standing(key, touch=True).left == 300
    clock.now += 300
    assert "run out" in str(register.standing(key, touch=True).why_not)


def test_what_has_ended_does_not_begin_again(register: Register, clock: Clock):
    key = key_of(register.begin(HELD))
    clock.now += IDLE_MINUTES * 60
    assert not register.standing(key, touch=True).holds
    clock.now -= IDLE_MINUTES * 60
    assert not register.standing(key, touch=True).holds


def test_one_user_or_everybody_can_be_ended(register: Register):
    keys = [key_of(register.begin(HELD)) for _ in range(3)]
    for key, actor in zip(keys, ("ana", "ana", "bo"), strict=True):
        register.named(key, actor, None)
    register.end_all("ana")
    holds = [register.standing(key, touch=False).holds for key in keys]
    assert holds == [False, False, True]
    register.end_all()
    assert register.standing(keys[2], touch=False).why_not == ENDED_HERE


def test_what_ended_long_ago_is_forgotten(register: Register, clock: Clock):
    register.begin(HELD)
    clock.now += 2 * 24 * 3600
    register.begin(HELD)
    assert len(register._known) == 1
