"""Where each of the 130 cases stands: in the corpus, or in another test.

`python -m tests.imports` prints the table. A case that needs a store, a page or a
process of its own stands elsewhere.
"""

from collections.abc import Iterator

from tests.imports.cases import CASES


NUMBERS = {
    "A": 12,
    "B": 20,
    "C": 20,
    "D": 15,
    "E": 16,
    "F": 12,
    "G": 8,
    "H": 13,
    "J": 14,
}
ELSEWHERE = {
    "IMP-B18": "unit/intake/test_reader.py",
    "IMP-C06": "unit/intake/test_loading.py",
    "IMP-D01": "unit/intake/test_ages.py",
    "IMP-D05": "unit/intake/test_houghton.py",
    "IMP-D06": "unit/intake/test_ndtms.py",
    "IMP-D10": "unit/intake/test_ndtms.py",
    "IMP-D13": "unit/intake/test_ndtms.py",
    "IMP-D11": "pages/test_load_data.py",
    "IMP-D12": "unit/intake/test_permissions.py",
    "IMP-F02": "unit/intake/test_loading.py",
    "IMP-F10": "unit/intake/test_worker_recorded.py",
    "IMP-F11": "unit/intake/test_loading.py",
    "IMP-F05": "spec: circles",
    "IMP-F12": "pages/test_asked_and_not_asked.py",
    "IMP-F07": "unit/intake/test_identity.py",
    "IMP-G05": "unit/intake/test_reader.py",
    "IMP-G06": "unit/dashboard/test_log.py",
    "IMP-G07": "unit/dashboard/test_chart_labels.py",
    "IMP-J01": "unit/intake/test_loading.py",
    "IMP-J02": "unit/store/test_write.py",
    "IMP-J03": "unit/store/test_write.py",
    "IMP-J04": "unit/intake/test_loading.py",
    "IMP-J05": "unit/intake/test_network_canvas_traps.py",
    "IMP-J06": "unit/intake/test_killed.py",
    "IMP-J07": "unit/intake/test_disk_full.py",
    "IMP-J08": "unit/dashboard/test_cli.py",
    "IMP-J09": "unit/dashboard/test_session.py",
    "IMP-J10": "unit/intake/test_meanwhile.py",
    "IMP-J11": "unit/store/test_write.py",
    "IMP-J12": "pages/test_load_data.py",
    "IMP-J13": "unit/intake/test_meanwhile.py",
    "IMP-J14": "unit/intake/test_loading.py",
}


def every_case() -> Iterator[str]:
    """The ids of safety.md 3.3 in order."""
    for letter, last in NUMBERS.items():
        yield from (f"IMP-{letter}{number:02}" for number in range(1, last + 1))


def in_the_corpus() -> set[str]:
    return {case.id for case in CASES}
