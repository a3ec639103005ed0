"""One attempt to load: keyed, compared with the store, and then saved or not.

All or nothing, in one transaction. What is compared and written is `store/write.py`;
what may be asked of a load, and by whom, is `loading.py`.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from metrics.contracts import TABLES
from metrics.intake.anonymity import anonymity
from metrics.intake.catalogue import (
    AFTER_DEATH,
    COLUMNS,
    DEATH_STANDS,
    FALL,
    INTERVIEW_AFTER_DEATH,
    LATER_STANDS,
    LINK_LEFT_OUT,
    LOADED,
    OLDER,
    OTHER_PERSON,
    TAKEN_BACK,
    UNKNOWN,
    WITHDRAWN,
    WORKER_REPLACED,
    WORKER_STANDS,
)
from metrics.intake.delivery import Delivery
from metrics.intake.identity import Ids, Links, new_labels, write_links
from metrics.intake.loaded import Loaded
from metrics.intake.watch import NOBODY, Watch, rows_of
from metrics.phrases import day
from metrics.problems import Outcome, Problem
from metrics.store import (
    Store,
    Writing,
    contradictions,
    deaths,
    measures,
    permissions,
    write,
)
from metrics.store.batches import Batch, keep, next_number, standing
from metrics.store.control_totals import totals
from metrics.store.judge import without
from metrics.store.keys import Key
from metrics.store.labels import keep_labels, labels, unlabelled
from metrics.store.suppression import enforce, left_out
from metrics.store.write import Difference, Found, Incoming


class NotSavedError(Exception):
    """Leaves the transaction, which then never happened."""

    def __init__(self, result: Loaded) -> None:
        super().__init__()
        self.result = result


class Attempt:
    """One attempt to load: what it found so far, and what is left to bring in."""

    def __init__(
        self,
        delivery: Delivery,
        key: Key,
        reason: str | None = None,
        older_confirmed: bool = False,
        expected: int | None = None,
        watch: Watch = NOBODY,
    ) -> None:
        self._delivery, self._reason = delivery, reason
        self._expected = expected
        self._ids = Ids(key, delivery.profile.issuer)
        self._older_confirmed = older_confirmed
        self._watch, self._steps = watch, len(delivery.rows)
        self._problems: list[Problem] = []
        self._held = dict(delivery.held)
        self._difference = Difference({})
        self._totals: Mapping[str, Mapping[str, int]] = {}
        self._own_care_only = 0

    def compared(self, writing: Writing) -> Loaded:
        """The delivery against what stands in the store; nothing is written."""
        with writing.stopped_by(self._watch.cancelled), self._reading(writing):
            return self._result()

    def saved(self, store: Store, actor: str, links: Path | None) -> Loaded:
        """One transaction: compare, and unless something speaks against it, write.

        What is stopped is stopped before the commit, which is never interrupted.
        """
        with (
            store.writing() as writing,
            writing.stopped_by(self._watch.cancelled),
            self._reading(writing) as incoming,
        ):
            if self._stays_out():
                raise NotSavedError(self._result())
            number, at = next_number(writing), store.now()
            contradictions.keep(writing, incoming, number, at)
            for done, (name, rows) in enumerate(incoming.rows.items(), self._steps):
                words = f"Saving {rows_of(name, rows.num_rows)}"
                self._watch.tell(words, done, 2 * self._steps)
                write.add(writing, incoming, name, number, at)
            self._suppress(writing, store)
            measures.after_load(writing, incoming, number, at)
            if "person" in incoming.rows:
                self._note(write.links_left_out(writing), LINK_LEFT_OUT)
            linked = self._label(writing)
            keep(writing, self._batch(number, at, actor))
            if links and linked:
                write_links(links, linked)
            self._watch.tell("Writing it to the disk", 2 * self._steps, 2 * self._steps)
            return replace(self._result(), saved=True, batch=number, links=linked)

    def _suppress(self, writing: Writing, store: Store) -> None:
        """What a client took back in the app stays taken back, whatever a file says."""
        if "permission" in self._delivery.rows:
            self._note(left_out(writing, store.path), TAKEN_BACK)
        enforce(writing, store.path, store.now())

    @contextmanager
    def _reading(self, writing: Writing) -> Iterator[Incoming]:
        """Key the rows, leave out those that belong to nobody, and compare the rest."""
        delivery = self._delivery
        rows: dict[str, pa.Table] = {}
        incoming = Incoming(
            delivery.profile.id, delivery.as_at, rows, self._snapshots()
        )
        if delivery.is_refused:
            raise NotSavedError(self._result())
        with ExitStack() as stack:
            for done, (name, local) in enumerate(delivery.rows.items()):
                words = f"Comparing {rows_of(name, local.num_rows)}"
                self._watch.tell(words, done, 2 * self._steps)
                rows[name] = self._ids.keyed(local)
                pa.default_memory_pool().release_unused()
                with writing.table(f"new_{name}", rows[name]):
                    lost = write.orphans(writing, incoming, name)
                    other = write.other_people(writing) if name == "client" else []
                    dead = deaths.after_death(writing, incoming, name)
                    if name == "client":
                        self._note(deaths.contradicted(writing), DEATH_STANDS)
                self._note(lost, UNKNOWN)
                self._note(other, OTHER_PERSON)
                self._note_dated(dead, name)
                lost += [*other, *dead]
                self._held[name] += len(lost)
                rows[name] = without(rows[name], {each.line for each in lost})
                stack.enter_context(writing.table(f"new_{name}", rows[name]))
            if "permission" in rows:
                self._note(permissions.taken_back(writing), WITHDRAWN)
            self._own_care_only = permissions.given_by_nobody(writing, incoming)
            self._compare(writing, incoming)
            yield incoming

    def _compare(self, writing: Writing, incoming: Incoming) -> None:
        difference = self._difference = write.compare(writing, incoming)
        self._totals = totals(writing, incoming)
        older = LATER_STANDS if self._older_confirmed else OLDER
        self._note(difference.older, older)
        self._note(difference.of_workers, WORKER_STANDS)
        self._note(contradictions.replaced(writing, incoming), WORKER_REPLACED)
        for name, before in difference.listed.items():
            if 10 * (incoming.rows[name].num_rows + self._held[name]) < 8 * before:
                fall = replace(FALL, table=name, file=self._file_of(name))
                self._problems.append(fall)
        earlier = standing(writing)
        self._problems += [
            replace(each, file=self._delivery.sheets[0].name)
            for each in (self._known(earlier), self._behind(earlier))
            if each
        ]

    def _known(self, earlier: list[Batch]) -> Problem | None:
        """Whether every file was loaded before, and stands (IMP-J01)."""
        delivery = self._delivery
        mine = {sheet.sha256 for sheet in delivery.sheets}
        for batch in reversed(earlier):
            same_day = batch.as_at == delivery.as_at or not delivery.as_at_given
            same_source = batch.profile == delivery.profile.id
            if same_day and same_source and mine <= {f["sha256"] for f in batch.files}:
                when = day(batch.loaded_at.date())
                return replace(
                    LOADED, found=f"already loaded on {when}, as batch {batch.id}."
                )
        return None

    def _behind(self, earlier: list[Batch]) -> Problem | None:
        """Whether a newer snapshot of the same source stands already (IMP-J03)."""
        newest = max(
            (b.as_at for b in earlier if b.profile == self._delivery.profile.id),
            default=None,
        )
        snapshot = bool(self._snapshots()) and self._delivery.as_at_given
        if newest is None or not snapshot or self._delivery.as_at >= newest:
            return None
        return None if self._older_confirmed else OLDER

    def _stays_out(self) -> bool:
        problems = [*self._delivery.problems, *self._problems]
        outcomes = {each.outcome for each in problems}
        asks = Outcome.HOLD in outcomes or any(p.code == FALL.code for p in problems)
        unexplained = asks and not (self._reason or "").strip()
        return Outcome.REFUSE in outcomes or unexplained

    def _label(self, writing: Writing) -> Mapping[str, str]:
        """Give labels to clients who have none: local reference -> label."""
        new = unlabelled(writing)
        if not new.num_rows:
            return {}
        given = new_labels(new["service"], labels(writing))
        keep_labels(writing, new["client_id"], given)
        references = self._ids.references(new["client_id"])
        return Links(references, given)

    def _file_of(self, table: str) -> str:
        """The first file that fills a table."""
        profile = self._delivery.profile
        for sheet in self._delivery.sheets:
            kind = profile.kind_of(sheet.called, sheet.header)
            if kind and any(fills.table == table for fills in kind.fills):
                return sheet.name
        return ""

    def _note(self, found: Iterable[Found], problem: Problem) -> None:
        sheets, profile = self._delivery.sheets, self._delivery.profile
        for each in found:
            sheet = sheets[each.file_number]
            kind = profile.kind_of(sheet.called, sheet.header)
            column = COLUMNS.get(each.lacks, problem.column)
            ours = kind.ours(each.table, column) if kind else column
            place = replace(problem, file=sheet.name, table=each.table, column=ours)
            self._problems.append(replace(place, row=each.sheet_row))

    def _note_dated(self, found: Iterable[Found], name: str) -> None:
        words = INTERVIEW_AFTER_DEATH if name == "interview" else AFTER_DEATH
        self._note(found, replace(words, column=TABLES[name].dated))

    def _snapshots(self) -> frozenset[str]:
        kept = self._delivery.profile.tables
        return frozenset(name for name, how in kept.items() if how == "snapshot")

    def _batch(self, number: int, at: datetime, actor: str) -> Batch:
        delivery, difference = self._delivery, self._difference
        files = tuple(
            {"name": each.name, "sha256": each.sha256, "rows": each.rows}
            for each in delivery.sheets
        )
        return Batch(
            number,
            delivery.profile.id,
            at,
            actor,
            delivery.as_at,
            files,
            difference.counts,
            tuple(difference.rests_on),
            sum(self._held.values()),
            self._reason,
            None,
            delivery.unknown,
            self._expected,
            delivery.choices.day_first,
        )

    def _result(self) -> Loaded:
        none = {"new": 0, "changed": 0, "unchanged": 0, "gone": 0}
        counts = self._difference.counts
        tables = {
            name: {**counts.get(name, none), "held": self._held[name]}
            for name in self._delivery.rows
        }
        files = self._delivery.files(self._problems)
        alike = anonymity(self._delivery.rows.get("client"))
        return Loaded(
            False,
            None,
            files,
            tables,
            self._totals,
            anonymity=alike,
            own_care_only=self._own_care_only,
            for_the_lead=self._delivery.for_the_lead,
        )
