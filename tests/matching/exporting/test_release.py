"""Records on their way out: who may take what, what is told, what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest

from matching.disclosure import Viewpoint
from matching.exporting import COLUMNS, AmountRule, Group, RefusedError, Release, Request, TableName, allowed
from matching.exporting.withholding import group_of
from matching.records import (
    Approach,
    Cell,
    Contribution,
    Disclosure,
    Engagement,
    Kind,
    Level,
    Member,
    Need,
    Origin,
    Partner,
    Period,
    Resource,
    Ruling,
    Screening,
    Stage,
    UserRole,
    Viewer,
    Visibility,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
INVENTED = Origin("a test", synthetic=True)
ENTERED = Origin("a test")
ACME = Partner("acme", "Acme", Kind.MULTINATIONAL, INVENTED, country="DEU", countries=("KEN",))


def engagement(key: str, owner: str, shown: Visibility = Visibility.NAMED, **fields: object) -> Engagement:
    made = Engagement(
        key,
        f"Title of {key}",
        (owner,),
        (Member("acme"),),
        INVENTED,
        Disclosure(owner, shown, "other bids pending"),
        countries=("KEN",),
        contributions=(Contribution(key, "acme", 250_000.0, "USD", "market price", 2025, note="250,000 in all"),),
        lessons="Ask the drivers.",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def approach(key: str, owner: str, shown: Visibility = Visibility.NAMED, **fields: object) -> Approach:
    window = Period(date(2026, 12, 1), date(2026, 12, 31))
    told = Disclosure(owner, shown)
    made = Approach(
        key, owner, "acme", Level.COUNTRY, Resource.FINANCE, window, ENTERED, told, "KEN", owner="A. Person"
    )
    return replace(made, **{"stage": Stage.REGISTERED, **fields})  # type: ignore[arg-type]


@dataclass
class Store:
    """Records in memory; a database without row security, so that the rules in code stand alone."""

    of_engagements: tuple[Engagement, ...] = ()
    of_approaches: tuple[Approach, ...] = ()
    of_screenings: tuple[Screening, ...] = ()

    def partners(self) -> Iterable[Partner]:
        return (ACME,)

    def capabilities(self) -> tuple[()]:
        return ()

    def needs(self) -> Iterable[Need]:
        return (Need("n", "FAO", "Seeds", "Seeds.", ENTERED, countries=("KEN",)),)

    def engagements(self) -> Iterable[Engagement]:
        return self.of_engagements

    def contributions_of(self, engagements: Sequence[str]) -> Mapping[str, Sequence[Contribution]]:
        return {each.id: each.contributions for each in self.of_engagements if each.id in engagements}

    def approaches(self) -> Iterable[Approach]:
        return self.of_approaches

    def screenings(self) -> Iterable[Screening]:
        return self.of_screenings

    def there(self, table: str) -> Mapping[Group, int]:
        weights = {"contributions": lambda each: len(each.contributions), "kpis": lambda each: len(each.kpis)}
        records = {
            "approaches": [each for each in self.of_approaches if each.stage is not Stage.DRAFT],
            "screenings": self.of_screenings,
            "partners": (),
            "needs": (),
            "capabilities": (),
        }.get(table, self.of_engagements)
        found = Counter[Group]()
        for each in records:
            found[group_of(each.disclosure)] += weights.get(table, lambda _: 1)(each)
        return found


def release(store: Store, *tables: TableName, entity: str = "", **asked: object) -> Release:
    viewer = Viewer("somebody", UserRole.ENTITY_LEAD, entity)
    return Release(viewer, Viewpoint(NOW, entity), Request(tables, **asked), store, {"acme": ACME})  # type: ignore[arg-type]


def rows(made: Release) -> list[dict[str, Cell]]:
    return [
        dict(zip((column.name for column in table.columns), row, strict=True))
        for table in made.tables()
        for row in table.rows
    ]


def test_every_row_is_as_wide_as_its_table_has_columns() -> None:
    screening = Screening("s", "FAO", "acme", date(2026, 1, 1), ENTERED, Disclosure("FAO"))
    store = Store((engagement("e", "FAO"),), (approach("a", "FAO"),), (screening,))
    assert set(COLUMNS) == set(TableName)
    assert len(rows(release(store, *TableName))) == 5  # no capability and no result among them, and no amount


@pytest.mark.parametrize("shown", [Visibility.TYPE, Visibility.COUNT, Visibility.HIDDEN])
def test_a_record_that_may_not_be_named_leaves_no_trace_but_its_count(shown: Visibility) -> None:
    hidden = [engagement(f"secret-{owner}", owner, shown) for owner in ("FAO", "WFP", "ITU")]
    made = release(Store((engagement("open", "FAO"), *hidden)), TableName.ENGAGEMENTS, entity="UNDP")
    found = rows(made)
    assert [row["id"] for row in found] == ["open"]
    assert made.sheet().withheld["engagements"] == {"other bids pending": 3}
    assert "secret" not in repr((found, made.sheet()))


def test_the_owner_and_every_entity_of_an_engagement_see_it_whole() -> None:
    store = Store((engagement("e", "FAO", Visibility.HIDDEN, entities=("FAO", "WFP")),))
    for entity in ("FAO", "WFP"):
        made = release(store, TableName.ENGAGEMENTS, entity=entity)
        assert [row["lessons"] for row in rows(made)] == ["Ask the drivers."]
        assert made.sheet().withheld["engagements"] == {}


def test_an_embargo_that_has_lapsed_opens_by_itself() -> None:
    over = Disclosure("FAO", Visibility.HIDDEN, "embargo", NOW)
    late = Disclosure("FAO", Visibility.HIDDEN, "embargo", NOW + timedelta(seconds=1))
    store = Store((engagement("over", "FAO", disclosure=over), engagement("late", "FAO", disclosure=late)))
    made = release(store, TableName.ENGAGEMENTS)
    assert [row["id"] for row in rows(made)] == ["over"]


@pytest.mark.parametrize(
    ("entity", "amounts", "amount", "told"),
    [
        ("FAO", AmountRule.HIDDEN, 250_000.0, None),
        ("FAO", AmountRule.BANDS, 250_000.0, None),
        ("WFP", AmountRule.BANDS, None, "100000 to 1000000"),
        ("", AmountRule.BANDS, None, "100000 to 1000000"),
    ],
)
def test_amounts_are_whole_for_their_owner_and_bands_for_others(
    entity: str, amounts: AmountRule, amount: float | None, told: str | None
) -> None:
    made = release(Store((engagement("e", "FAO"),)), TableName.CONTRIBUTIONS, entity=entity, amounts=amounts)
    (row,) = rows(made)
    assert (row["amount"], row["amount_band"]) == (amount, told)
    assert (row["note"], row["valuation"], row["giver"]) == (
        ("250,000 in all", "market price", "acme") if entity == "FAO" else (None, None, None)
    )
    assert made.sheet().withheld["contributions"] == {}


def test_without_bands_others_amounts_are_withheld_and_counted() -> None:
    made = release(Store((engagement("e", "FAO"),)), TableName.CONTRIBUTIONS, entity="WFP")
    assert rows(made) == []
    assert made.sheet().withheld["contributions"] == {"amounts of other entities": 1}


def test_what_an_entity_gave_or_an_owner_opened_is_told_whole() -> None:
    given = Contribution("e", "WFP", 5.0, by_un=True)
    opened = Contribution("e", "acme", 6.0, visibility=Visibility.NAMED)
    lapsed = Contribution("e", "acme", 7.0, visibility=Visibility.HIDDEN, until=NOW)
    closed = Contribution("e", "acme", 8.0, visibility=Visibility.HIDDEN)
    store = Store((engagement("e", "FAO", contributions=(given, opened, lapsed, closed)),))
    made = release(store, TableName.CONTRIBUTIONS, entity="WFP", amounts=AmountRule.BANDS)
    assert [row["amount"] for row in rows(made)] == [5.0, 6.0, 7.0]
    assert made.sheet().withheld["contributions"] == {"amounts of other entities": 1}


def test_amounts_leave_records_too() -> None:
    (other,) = release(Store((engagement("e", "FAO"),)), TableName.ENGAGEMENTS, entity="WFP").engagements()
    (own,) = release(Store((engagement("e", "FAO"),)), TableName.ENGAGEMENTS, entity="FAO").engagements()
    assert (other.contributions, other.lessons) == ((), "")
    assert own == engagement("e", "FAO")


def test_no_filter_narrows_what_is_counted_as_withheld() -> None:
    store = Store((engagement("secret", "FAO", Visibility.HIDDEN), engagement("open", "WFP")))
    for country in ("", "KEN", "MLI"):
        made = release(store, TableName.ENGAGEMENTS, country=country)
        rows(made)
        assert sum(made.sheet().withheld["engagements"].values()) == 1


def test_filters_keep_what_is_told_of_an_entity_or_a_country() -> None:
    store = Store((engagement("fao", "FAO"), engagement("wfp", "WFP"), engagement("mali", "FAO", countries=("MLI",))))
    viewer = Viewer("somebody", UserRole.LEADERSHIP)
    request = Request((TableName.ENGAGEMENTS, TableName.PARTNERS), entity="FAO", country="KEN")
    made = Release(viewer, Viewpoint(NOW), request, store, {"acme": ACME})
    assert [row["id"] for row in rows(made)] == ["fao", "acme"]
    assert made.sheet().filters == {"entity": "FAO (not for partners)", "country": "KEN"}


def test_a_draft_is_its_owners_alone_and_withheld_from_nobody() -> None:
    store = Store(of_approaches=(approach("d", "FAO", stage=Stage.DRAFT), approach("r", "FAO")))
    own, other = release(store, TableName.APPROACHES, entity="FAO"), release(store, TableName.APPROACHES, entity="WFP")
    assert [row["id"] for row in rows(own)] == ["d", "r"]
    assert [row["id"] for row in rows(other)] == ["r"]
    assert other.sheet().withheld["approaches"] == {}


def test_the_person_behind_an_approach_and_a_ruling_are_told_to_their_own_side_only() -> None:
    screening = Screening("s", "FAO", "acme", date(2026, 1, 1), ENTERED, Disclosure("FAO"), ruling=Ruling.EXCLUDED)
    store = Store(of_approaches=(approach("a", "FAO"),), of_screenings=(screening,))
    tables = (TableName.APPROACHES, TableName.SCREENINGS)
    own, other = (rows(release(store, *tables, entity=entity)) for entity in ("FAO", "WFP"))
    assert [(row.get("owner"), row.get("ruling")) for row in own] == [("A. Person", None), (None, "excluded")]
    assert [(row.get("owner"), row.get("ruling")) for row in other] == [(None, None), (None, None)]


def test_the_sheet_says_for_whom_and_when_and_what_is_invented() -> None:
    made = release(Store((engagement("e", "FAO"),)), TableName.ENGAGEMENTS, TableName.NEEDS, entity="FAO")
    rows(made)
    lines = dict(made.sheet().lines())
    assert lines["viewer"] == "somebody/entity_lead/FAO"
    assert lines["made"] == "2026-11-28T12:00:00Z"
    assert lines["data"] == "SYNTHETIC: 1 of 2 rows are invented"
    assert (lines["rows engagements"], lines["rows needs"], lines["withheld engagements"]) == ("1", "1", "0")


def test_who_may_not_read_a_table_may_not_take_it() -> None:
    outsider = Viewer("a company", UserRole.EXTERNAL, partner="acme")
    assert allowed(outsider) == (TableName.NEEDS,)
    assert allowed(Viewer("lead", UserRole.ENTITY_LEAD, "FAO")) == tuple(TableName)
    with pytest.raises(RefusedError, match="the role external may not take approaches; there is needs"):
        Release(outsider, Viewpoint(NOW), Request((TableName.APPROACHES,)), Store())
