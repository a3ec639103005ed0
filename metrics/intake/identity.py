"""From local references to ids and labels; nothing else ever sees both.

An id is HMAC-SHA-256 (128 bits of it, as 32 hex digits) over a purpose, the issuer of
the reference and the reference; of a person mentioned, over the reporter and the label.
Where the key lives is `store/keys.py`; the store never holds a local reference.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from metrics.exporting import csv_text
from metrics.problems import UserError
from metrics.store.keys import Key


HEX_DIGITS = 32
BLOCK = 64  # bytes that SHA-256 takes at a time
PADS = 0x36, 0x5C
AT_A_TIME = 50_000  # as Python's own texts they take ten times the room
BETWEEN = "\x1f"  # cannot stand in a reference: the reader holds control characters
NO_SERVICE = "CL"
CLIENTS = ("client_id", "linked_client_id")
PEOPLE = ("person_id", "other_person_id")


class Ids:
    """The ids that one key makes for the references of one issuer.

    `references` remembers each client's own, for the linking list of this load only.
    """

    def __init__(self, key: Key, issuer: str) -> None:
        self._inner, self._outer = _begun(key.secret)
        self._issuer = issuer
        self._local = self._keyed = pa.array([], pa.string())
        self._pairs = self._pairs_keyed = pa.array([], pa.string())

    def references(self, clients: pa.ChunkedArray) -> pa.ChunkedArray:
        """The local reference of each id that was made here."""
        found = self._local.take(pc.index_in(clients, value_set=self._keyed))
        assert not found.null_count, "an id of another load"
        return found

    def clients(self, references: Sequence[str]) -> list[str]:
        """The id of each reference."""
        distinct = pa.array(dict.fromkeys(references), pa.string())
        made = dict(
            zip(distinct.to_pylist(), self._clients(distinct).to_pylist(), strict=True)
        )
        return [made[reference] for reference in references]

    def _of_clients(self, column: pa.ChunkedArray) -> pa.ChunkedArray:
        """Most often a table is about the same clients in the same order as the one
        before it, and shares their ids.
        """
        if column.equals(pa.chunked_array([self._local])):
            return pa.chunked_array([self._keyed])
        return _mapped(column, self._clients)

    def _clients(self, references: pa.Array) -> pa.Array:
        """Of distinct references; one that was met before is not made again."""
        places = pc.index_in(references, value_set=self._local)
        new = references.filter(pc.is_null(places)) if len(self._local) else references
        if len(new):
            made = self._made(("client", self._issuer), new)
            self._local = pa.concat_arrays([self._local, new])
            self._keyed = pa.concat_arrays([self._keyed, made])
            places = pc.index_in(references, value_set=self._local)
        return self._keyed.take(places)

    def keyed(self, rows: pa.Table) -> pa.Table:
        """The same rows with every local reference replaced by its id."""
        local = rows
        for name in CLIENTS:
            if name in rows.column_names:
                rows = _replaced(rows, name, self._of_clients(local[name]))
        for name in PEOPLE:
            if name in rows.column_names:
                pairs = _joined(rows["client_id"], local[name])
                rows = _replaced(rows, name, _mapped(pairs, self._people))
        if "interview" in rows.column_names:
            pairs = _joined(local["client_id"], local["interview"])
            rows = _replaced(rows, "interview", _mapped(pairs, self._interviews))
        return rows

    def _people(self, pairs: pa.Array) -> pa.Array:
        """Of reporter and label: the same label of another reporter is another id. Ties
        are most often with just those people who stand in the table before them.
        """
        if not pairs.equals(self._pairs):
            self._pairs, self._pairs_keyed = pairs, self._made(("person",), pairs)
        return self._pairs_keyed

    def _interviews(self, pairs: pa.Array) -> pa.Array:
        """Each kept as it is, unless the client's own reference stands in it."""
        parts = [pair.split(BETWEEN) for pair in pairs.to_pylist()]
        named = [own.lower() in interview.lower() for own, interview in parts]
        kept = pa.array([interview for _, interview in parts], pa.string())
        told = pa.array(named, pa.bool_())
        made = self._made(("interview", self._issuer), pairs.filter(told))
        return pc.replace_with_mask(kept, told, made)

    def _made(self, purpose: Sequence[str], texts: pa.Array) -> pa.Array:
        """What all have in common is hashed once, which halves the time."""
        begun = self._inner.copy()
        begun.update("".join(each + BETWEEN for each in purpose).encode())
        parts = [
            pa.array(self._finished(begun, texts.slice(first, AT_A_TIME)), pa.string())
            for first in range(0, len(texts), AT_A_TIME)
        ]
        return pa.concat_arrays(parts) if parts else pa.array([], pa.string())

    def _finished(self, begun: "hashlib._Hash", texts: pa.Array) -> Iterator[str]:
        within, around = begun.copy, self._outer.copy
        for text in texts.to_pylist():
            first, second = within(), around()
            first.update(text.encode())
            second.update(first.digest())
            yield second.hexdigest()[:HEX_DIGITS]


def _begun(secret: bytes) -> tuple["hashlib._Hash", "hashlib._Hash"]:
    """HMAC's two hashes (RFC 2104) as far as the key alone goes. `hmac` itself takes
    two thirds longer for each copy; a property holds these ids against it.
    """
    if len(secret) > BLOCK:
        secret = hashlib.sha256(secret).digest()
    padded = secret.ljust(BLOCK, b"\0")
    inner, outer = (bytes(each ^ pad for each in padded) for pad in PADS)
    return hashlib.sha256(inner), hashlib.sha256(outer)


def _mapped(
    column: pa.ChunkedArray, made: Callable[[pa.Array], pa.Array]
) -> pa.ChunkedArray:
    """Each distinct text once; an absent one stays absent. Where each stands once, what
    was made is handed over as it is, and tables share it.
    """
    coded = pc.dictionary_encode(column.combine_chunks())
    all_distinct = len(coded.dictionary) == len(coded)
    ids = made(coded.dictionary)
    return pa.chunked_array([ids if all_distinct else ids.take(coded.indices)])


def _joined(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(one, other, BETWEEN)


def _replaced(rows: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    return rows.set_column(rows.column_names.index(name), name, column)


@cache
def prefix(service: str | None) -> str:
    """Two letters for a service: Riverside RV, Millbrook MB, Hill House HH."""
    words: list[str] = re.findall(r"[a-z]+", (service or "").lower())
    if not words:
        return NO_SERVICE
    if len(words) > 1:
        return (words[0][0] + words[1][0]).upper()
    word: str = words[0]
    second = re.search(r"(?<=[aeiouy])[^aeiouy]*?([^aeiouy])(?=[lr]?[aeiouy])", word)
    return (word[0] + (second[1] if second else word[-1])).upper()


def new_labels(services: pa.ChunkedArray, given: Iterable[str]) -> pa.Array:
    """A label never used before for each client, by the service of each; the digits are
    in no order at all.
    """
    coded = services.combine_chunks().dictionary_encode(null_encoding="encode")
    letters = np.array([prefix(each) for each in coded.dictionary.to_pylist()], str)
    of_each = letters[coded.indices.to_numpy()]
    taken: dict[str, list[int]] = {}
    for label in given:
        before, _, digits = label.partition("-")
        taken.setdefault(before, []).append(int(digits))
    places, made = [], []
    for before in sorted(set(letters.tolist())):
        places.append(np.flatnonzero(of_each == before))
        numbers = _numbers(len(places[-1]), taken.get(before, []))
        made.append(_written(before, numbers))
    if not made:
        return pa.array([], pa.string())
    return pa.concat_arrays(made).take(pa.array(np.argsort(np.concatenate(places))))


def _written(before: str, numbers: Sequence[int]) -> pa.Array:
    digits = pc.cast(pa.array(numbers, pa.int64()), pa.string())
    return pc.binary_join_element_wise(before, pc.utf8_lpad(digits, 4, "0"), "-")


def _numbers(wanted: int, taken: list[int]) -> list[int]:
    """Four digits while there are any left, then five, and so on."""
    drawn: list[int] = []
    low, high, chance = 1, 10_000, np.random.default_rng(secrets.randbits(128))
    while len(drawn) < wanted:
        free = np.ones(high, bool)
        free[:low] = False
        free[[number for number in taken if number < high]] = False
        left = chance.permutation(np.flatnonzero(free))
        drawn += left[: wanted - len(drawn)].tolist()
        low, high = high, 10 * high
    return drawn


class Links(Mapping[str, str]):
    """Local reference -> new label, of everybody who got one. Nearly nobody asks for
    more than how many there are, and 300,000 pairs take 40 MiB.
    """

    def __init__(self, references: pa.ChunkedArray, given: pa.Array) -> None:
        self._references, self._given = references, given

    @cached_property
    def _pairs(self) -> dict[str, str]:
        listed = self._references.to_pylist(), self._given.to_pylist()
        return dict(zip(*listed, strict=True))

    def __getitem__(self, reference: str) -> str:
        return self._pairs[reference]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pairs)

    def __len__(self) -> int:
        return len(self._given)


def write_links(path: Path, links: Mapping[str, str]) -> None:
    """The linking list, local reference and label, for the service alone to keep."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise UserError(
            f"The linking list could not be written to {path.name}: there is such a "
            "file already, or you may not write there. Nothing was saved."
        ) from None
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(linking_list(links))


def linking_list(links: Mapping[str, str]) -> str:
    """The linking list as CSV text."""
    return csv_text(("reference", "label"), sorted(links.items()))
