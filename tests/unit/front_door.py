"""Every function of the front door, called with the scope of each role, as a table.

`python -m tests.unit.front_door` prints who may call what, and who may do what, as
called. Nothing is decided here: a function is called with arguments that cannot be
touched, so that all it can do is refuse, or go on to them.
"""

import inspect
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import metrics
from dashboard.access import MAY, REACH, Role
from metrics import Action, Refused, Scope


SETTINGS = Path(__file__).parents[2] / "pyproject.toml"
# They open or make the records themselves, and why they take no scope.
WITHOUT_SCOPE = {
    "open_store": "for whoever runs the process",
    "staffing.posts_of": "a scope is made from it",
}


class Untouchable:
    """An argument that cannot be used."""

    def __getattr__(self, *_: object) -> NoReturn:
        raise NotImplementedError

    __iter__ = __call__ = __len__ = __getitem__ = __enter__ = __fspath__ = __getattr__
    __bool__ = __str__ = __lt__ = __gt__ = __le__ = __ge__ = __sub__ = __getattr__
    __eq__ = __hash__ = __contains__ = __add__ = __rsub__ = __getattr__


def functions() -> dict[str, Callable[..., Any]]:
    """Every function that the dashboard may call, by its name there."""
    found = dict(_functions(metrics, ""))
    for name in open_modules():
        module = import_module(name)
        found |= dict(_functions(module, f"{name.rpartition('.')[2]}."))
    return found


def open_modules() -> list[str]:
    """The submodules that the import rules let the dashboard come to."""
    rules = tomllib.loads(SETTINGS.read_text("utf-8"))["tool"]["importlinter"]
    (door,) = [each for each in rules["contracts"] if each["id"] == "front-door"]
    return sorted({rule.split(" -> ")[1] for rule in door["ignore_imports"]})


def comes_to_records(function: Callable[..., Any]) -> bool:
    """Whether a function is handed a store, so that it could read one."""
    given = inspect.signature(function).parameters.values()
    return any("Store" in str(each.annotation) for each in given) or (
        "Store" in str(inspect.signature(function).return_annotation)
    )


def scoped() -> dict[str, Callable[..., Any]]:
    """Those that take a scope."""
    return {name: f for name, f in functions().items() if takes_scope(f)}


def takes_scope(function: Callable[..., Any]) -> bool:
    return "scope" in inspect.signature(function).parameters


def refuses(function: Callable[..., Any], scope: Scope) -> bool:
    """Whether the function refuses this scope before it looks at anything else."""
    wanted = inspect.signature(function).parameters.values()
    given = {
        each.name: Untouchable()
        for each in wanted
        if each.default is each.empty and each.kind is not each.VAR_KEYWORD
    }
    try:
        function(**given | {"scope": scope})
    except Refused:
        return True
    except Exception:  # it went on to its arguments, whatever it then met
        return False
    return False


def with_only(*actions: Action) -> Scope:
    """A scope that holds these actions, over every record."""
    return Scope("tests", frozenset(actions), services=None, keyworkers=None)


def needs(function: Callable[..., Any]) -> list[Action]:
    """The actions each of which alone lets the function go on."""
    return [action for action in Action if not refuses(function, with_only(action))]


def printed() -> str:
    """Both tables: functions by role, as called; actions by role, as declared."""
    header = ["Function", "Needs", *(role.words for role in Role)]
    calls = [header, *map(_row, sorted(scoped()))]
    acts = [
        ["Action", *(role.words for role in Role)],
        ["reaches", *(REACH[role].value for role in Role)],
        *([str(a), *("may" if a in MAY[r] else "–" for r in Role)] for a in Action),
    ]
    return "\n\n".join(_table(lines) for lines in (calls, acts))


def _table(lines: list[list[str]]) -> str:
    rows = [lines[0], ["---"] * len(lines[0]), *lines[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(name: str) -> list[str]:
    function = scoped()[name]
    found = ", ".join(needs(function))
    may = [not refuses(function, with_only(*MAY[role])) for role in Role]
    return [name, found, *("may" if each else "–" for each in may)]


def _functions(
    module: ModuleType, before: str
) -> Iterator[tuple[str, Callable[..., Any]]]:
    public = [name for name in vars(module) if not name.startswith("_")]
    for name in getattr(module, "__all__", public):
        found = getattr(module, name)
        if inspect.isfunction(found) and found.__module__.startswith("metrics"):
            yield f"{before}{name}", found


if __name__ == "__main__":
    print(printed())
