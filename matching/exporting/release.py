"""The records of a request on their way out: rights, disclosure, filters, rows, and all of it counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from matching.disclosure import Viewpoint, grain
from matching.exporting import contributions, open_rows, owned_rows
from matching.exporting.contributions import AmountRule
from matching.exporting.tables import COLUMNS, TableName, check_allowed
from matching.exporting.withholding import CHANGED, Group, group_of, withheld
from matching.records import (
    Approach,
    Capability,
    Cell,
    Contribution,
    Disclosure,
    Engagement,
    Need,
    OutSheet,
    OutTable,
    Partner,
    Screening,
    Stage,
    Viewer,
    Visibility,
)

Rows = Iterator[tuple[Cell, ...]]
# A named engagement does not make its amounts known.
_OF_NAMED = {TableName.CONTRIBUTIONS: "amounts of other entities"}
# So many engagements lie in memory while it is asked what they were brought.
_AT_ONCE = 500
_NO_ENTITY = (TableName.PARTNERS, TableName.CAPABILITIES)


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody wants to take along: tables, of one entity, of one country; "" for all."""

    tables: tuple[TableName, ...]
    entity: str = ""
    country: str = ""
    amounts: AmountRule = AmountRule.HIDDEN

    @property
    def filters(self) -> dict[str, str]:
        """The filters as the data sheet names them; one that a table has no column for says so."""
        found = {}
        if self.entity:
            free = [name for name in self.tables if name in _NO_ENTITY]
            found["entity"] = f"{self.entity} (not for {', '.join(free)})" if free else self.entity
        if self.country:
            found["country"] = self.country
        return found


class Sources(Protocol):
    """Where records come from, one after the other, as far as the viewer's own transaction reads them."""

    def partners(self) -> Iterable[Partner]:
        """Return the partners."""
        ...

    def capabilities(self) -> Iterable[Capability]:
        """Return what they can do."""
        ...

    def needs(self) -> Iterable[Need]:
        """Return what entities seek."""
        ...

    def engagements(self) -> Iterable[Engagement]:
        """Return the partnerships."""
        ...

    def contributions_of(self, engagements: Sequence[str]) -> Mapping[str, Sequence[Contribution]]:
        """Return all that engagements were brought, whoever may read it."""
        ...

    def approaches(self) -> Iterable[Approach]:
        """Return the approaches."""
        ...

    def screenings(self) -> Iterable[Screening]:
        """Return the screenings."""
        ...

    def there(self, table: str) -> Mapping[Group, int]:
        """Return how many records of a table there are in all, by group; nothing for an open table."""
        ...


@dataclass
class Release:
    """One file on its way out. Read every table to its end before asking for the sheet."""

    viewer: Viewer
    view: Viewpoint
    request: Request
    sources: Sources
    partners: dict[str, Partner] = field(default_factory=dict)
    _rows: Counter[TableName] = field(default_factory=Counter)
    _invented: Counter[TableName] = field(default_factory=Counter)
    _told: dict[TableName, Counter[Group]] = field(default_factory=dict)
    _owners: dict[str, Counter[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what the viewer's role may not take.

        :raises RefusedError: If there is such a table.
        """
        check_allowed(self.viewer, self.request.tables)

    def tables(self) -> Iterator[OutTable]:
        """Yield the tables of the request; each is to be read before the next."""
        make: Mapping[TableName, Callable[[], Rows]] = {
            TableName.PARTNERS: self._of_partners,
            TableName.CAPABILITIES: self._of_capabilities,
            TableName.NEEDS: self._of_needs,
            TableName.ENGAGEMENTS: self._of_engagements,
            TableName.CONTRIBUTIONS: self._of_contributions,
            TableName.KPIS: self._of_kpis,
            TableName.APPROACHES: self._of_approaches,
            TableName.SCREENINGS: self._of_screenings,
        }
        for name in self.request.tables:
            yield OutTable(name, COLUMNS[name], self._counted(name, make[name]()))

    def engagements(self) -> Iterator[Engagement]:
        """Yield the engagements of the request as records, told and filtered like their rows; amounts as in rows."""
        for each, _own in self._told_engagements(TableName.ENGAGEMENTS):
            self._count(TableName.ENGAGEMENTS, each.origin.synthetic)
            yield contributions.only_told(self.view, each)

    def sheet(self) -> OutSheet:
        """Return what the file says about itself."""
        return OutSheet(
            viewer="/".join(filter(None, (self.viewer.user, self.viewer.role, self.viewer.entity))),
            made=self.view.at,
            what=", ".join(self.request.tables),
            filters=self.request.filters,
            amounts=f"of other entities: {self.request.amounts}",
            rows={name: self._rows[name] for name in self.request.tables},
            invented={name: self._invented[name] for name in self.request.tables if self._invented[name]},
            withheld={
                name: withheld(self.sources.there(name), self._told.get(name, Counter()), _OF_NAMED.get(name, CHANGED))
                for name in self.request.tables
            },
        )

    def owners(self) -> Mapping[str, Mapping[str, int]]:
        """Return how many records of each entity left, by table; of open tables nobody is owner."""
        return self._owners

    def _leave(self, name: TableName, disclosure: Disclosure) -> None:
        self._owners.setdefault(disclosure.owner_entity, Counter())[name] += 1

    def _counted(self, name: TableName, rows: Rows) -> Rows:
        flag = [column.name for column in COLUMNS[name]].index("synthetic")
        for row in rows:
            self._count(name, bool(row[flag]))
            yield row

    def _count(self, name: TableName, invented: bool) -> None:
        self._rows[name] += 1
        self._invented[name] += invented

    def _tell(self, name: TableName, disclosure: Disclosure, own: bool, rows: int = 1) -> bool:
        """Return whether a record may leave by name, and note that it may, with so many rows."""
        if not own and grain(self.view, disclosure) is not Visibility.NAMED:
            return False
        self._told.setdefault(name, Counter())[group_of(disclosure)] += rows
        return True

    def _here(self, countries: Iterable[str]) -> bool:
        return not self.request.country or self.request.country in countries

    def _theirs(self, *entities: str) -> bool:
        return not self.request.entity or self.request.entity in entities

    def _of_partners(self) -> Rows:
        for each in self.sources.partners():
            if self._here((each.country, *each.countries)):
                yield open_rows.partner_row(each)

    def _of_capabilities(self) -> Rows:
        for each in self.sources.capabilities():
            if self._here(each.countries):
                yield open_rows.capability_row(each)

    def _of_needs(self) -> Rows:
        for each in self.sources.needs():
            if self._here(each.countries) and self._theirs(each.entity):
                yield open_rows.need_row(each)

    def _told_engagements(self, name: TableName) -> Iterator[tuple[Engagement, bool]]:
        for each in self.sources.engagements():
            own = bool(self.view.entity) and self.view.entity in (each.disclosure.owner_entity, *each.entities)
            rows = {TableName.CONTRIBUTIONS: 0, TableName.KPIS: len(each.kpis)}.get(name, 1)
            if not self._tell(name, each.disclosure, own, rows):
                continue
            if self._here(each.countries) and self._theirs(each.disclosure.owner_entity, *each.entities):
                self._leave(name, each.disclosure)
                yield each, own

    def _of_engagements(self) -> Rows:
        for each, own in self._told_engagements(TableName.ENGAGEMENTS):
            yield owned_rows.engagement_row(each, self.partners, own)

    def _of_contributions(self) -> Rows:
        told = (each for each, _own in self._told_engagements(TableName.CONTRIBUTIONS))
        while some := list(islice(told, _AT_ONCE)):
            brought: dict[str, Sequence[Contribution]] = {each.id: each.contributions for each in some}
            if self.request.amounts is AmountRule.BANDS:
                # Bands are told by Concert itself: the amounts behind them are closed to the viewer.
                brought |= self.sources.contributions_of([each.id for each in some])
            for each in some:
                for row in contributions.rows(self.view, each, brought[each.id], self.partners, self.request.amounts):
                    self._told[TableName.CONTRIBUTIONS][group_of(each.disclosure)] += 1
                    yield row

    def _of_kpis(self) -> Rows:
        for each, _own in self._told_engagements(TableName.KPIS):
            yield from owned_rows.kpi_rows(each)

    def _of_approaches(self) -> Rows:
        for each in self.sources.approaches():
            own = bool(self.view.entity) and self.view.entity in (each.entity, each.disclosure.owner_entity)
            # A draft is nobody's business but its owner's: it has not been registered yet.
            if each.stage is Stage.DRAFT and not own:
                continue
            told = self._tell(TableName.APPROACHES, each.disclosure, own)
            if told and self._here((each.country,)) and self._theirs(each.entity):
                self._leave(TableName.APPROACHES, each.disclosure)
                yield owned_rows.approach_row(each, self.partners, own)

    def _of_screenings(self) -> Rows:
        for each in self.sources.screenings():
            own = bool(self.view.entity) and self.view.entity in (each.entity, each.disclosure.owner_entity)
            if not self._tell(TableName.SCREENINGS, each.disclosure, own) or not self._theirs(each.entity):
                continue
            partner = self.partners.get(each.partner)
            if self._here((partner.country, *partner.countries) if partner else ()):
                self._leave(TableName.SCREENINGS, each.disclosure)
                yield owned_rows.screening_row(each, self.partners, own)
