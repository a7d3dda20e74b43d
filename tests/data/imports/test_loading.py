"""Checked batches into the register: whole or not at all, once, with the source of every field."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from acts import imports
from acts.imports import Loaded
from data import capabilities, engagements, partners, provenance
from data.database import transaction
from data.imports.reading import CancelledError
from matching.provenance import choices
from matching.records import SYSTEM, Batch, BatchState, Kind, Origin, Partner, RecordKind, Tally, Visibility
from tests.data.imports.conftest import PARTNERS, checked, somebody
from tests.data.imports.test_reading import IATI, THREE_W

File = Callable[[str, str | bytes], Path]


def bring(engine: Engine, batch: Batch, *, keep: bool = True, **how: Any) -> Loaded:
    return imports.load(somebody(engine, batch.entity), batch, keep=keep, **how)


def test_a_list_comes_in_with_the_row_of_every_field(store: Engine, file: File) -> None:
    done = bring(store, checked(store, file("list.csv", PARTNERS)))
    assert done.tallies == {RecordKind.PARTNER: Tally(new=2), RecordKind.CAPABILITY: Tally(new=1)}
    with transaction(store, SYSTEM) as connection:
        (blue,) = partners.find_by_name(connection, "Blue Harvest")
        (offer,) = capabilities.of_partners(connection, [blue.id])
        stated = provenance.of_records(connection, RecordKind.PARTNER, [blue.id])
    assert (blue.kind, blue.country, blue.sdgs, blue.origin) == (
        Kind.NATIONAL_COMPANY,
        "KEN",
        (2, 13),
        Origin("list.csv, row 2", synthetic=False),
    )
    assert offer.text == "Solar cold stores for small farmers."
    assert {each.field for each in stated} == {"name", "kind", "country", "sdgs"}
    assert {(each.row, each.who, each.source) for each in stated} == {(2, "ann", "list.csv, row 2")}


def test_the_same_file_again_changes_nothing(store: Engine, file: File) -> None:
    path = file("list.csv", PARTNERS)
    bring(store, checked(store, path))
    with transaction(store, SYSTEM) as connection:
        before = connection.execute(text("SELECT count(*), max(id) FROM provenance")).one()
    again = bring(store, checked(store, path))
    assert again.again
    with transaction(store, SYSTEM) as connection:
        assert connection.execute(text("SELECT count(*), max(id) FROM provenance")).one() == before


def test_a_preview_tells_the_same_and_leaves_nothing(store: Engine, file: File) -> None:
    batch = checked(store, file("list.csv", PARTNERS))
    preview = bring(store, batch, keep=False)
    assert (preview.kept, preview.tallies[RecordKind.PARTNER]) == (False, Tally(new=2))
    with transaction(store, SYSTEM) as connection:
        assert partners.count(connection) == 0
        assert connection.scalar(text("SELECT count(*) FROM provenance")) == 0
        assert connection.scalar(text("SELECT state FROM batches")) == BatchState.CHECKED
    assert bring(store, batch).tallies == preview.tallies


def test_a_later_list_changes_what_it_states_and_takes_nothing_away(store: Engine, file: File) -> None:
    bring(store, checked(store, file("list.csv", PARTNERS)))
    newer = "Name,Country,Website\nBlue Harvest Ltd,Kenya,blue.example\n"
    done = bring(store, checked(store, file("new.csv", newer)))
    assert done.tallies == {RecordKind.PARTNER: Tally(changed=1)}
    with transaction(store, SYSTEM) as connection:
        (blue,) = partners.find_by_name(connection, "Blue Harvest")
    assert (blue.website, blue.kind, blue.sdgs) == ("blue.example", Kind.NATIONAL_COMPANY, (2, 13))


def test_what_people_entered_wins_over_files_and_both_are_kept(store: Engine, file: File) -> None:
    entered = Partner("p1", "Blue Harvest Ltd", Kind.OTHER, Origin("entered by hand"), country="KEN", sdgs=(5,))
    with transaction(store, SYSTEM) as connection:
        partners.save_many(connection, [entered])
    bring(store, checked(store, file("list.csv", PARTNERS)))
    with transaction(store, SYSTEM) as connection:
        (found,) = partners.find_by_name(connection, "Blue Harvest")
        stated = choices(provenance.of_records(connection, RecordKind.PARTNER, ["p1"]))
    assert (found.id, found.kind, found.sdgs) == ("p1", Kind.NATIONAL_COMPANY, (5,))
    assert stated["sdgs"].picked.value == [2, 13]


def test_an_invented_partner_is_never_the_one_that_a_file_means(store: Engine, file: File) -> None:
    invented = Partner("demo", "Blue Harvest Ltd", Kind.NGO, Origin("demo", synthetic=True), country="KEN")
    with transaction(store, SYSTEM) as connection:
        partners.save_many(connection, [invented])
    bring(store, checked(store, file("list.csv", PARTNERS)))
    with transaction(store, SYSTEM) as connection:
        assert len(partners.find_by_name(connection, "Blue Harvest")) == 2


def test_activities_split_into_entities_and_members_and_stay_the_importers(store: Engine, file: File) -> None:
    batch = checked(store, file("a.xml", IATI), "UNDP", Visibility.HIDDEN)
    bring(store, batch)
    with transaction(store, SYSTEM) as connection:
        (activity,) = engagements.all_(connection)
        (member,) = partners.all_(connection)
    assert activity.entities == ("UNICEF",)
    assert [(each.partner, each.role) for each in activity.members] == [(member.id, "implementing")]
    assert (activity.disclosure.owner_entity, activity.disclosure.visibility) == ("UNDP", Visibility.HIDDEN)
    assert [(each.giver, each.amount, each.year) for each in activity.contributions] == [(member.id, 70.0, 2025)]
    assert member.kind is Kind.OTHER  # type 70 proves nothing
    assert member.origin.source == "a file of a UN entity"  # a hidden batch is not named by an open record


def test_who_does_what_where_is_an_engagement_only_with_a_un_entity(store: Engine, file: File) -> None:
    done = bring(store, checked(store, file("3w.csv", THREE_W)))
    assert {kind: tally.new for kind, tally in done.tallies.items()} == {
        RecordKind.PARTNER: 1,
        RecordKind.CAPABILITY: 1,
        RecordKind.ENGAGEMENT: 1,
    }


def test_names_that_stand_in_two_rows_are_one_partner_and_are_told(store: Engine, file: File) -> None:
    done = bring(store, checked(store, file("l.csv", "Name,Type\nAcme,NGO\nB,NGO\nACME,NGO\n")))
    assert done.tallies[RecordKind.PARTNER] == Tally(new=2)
    assert list(done.twice.values()) == [(2, 4)]


def test_a_cancelled_load_leaves_nothing_and_starts_again(store: Engine, file: File) -> None:
    batch = checked(store, file("list.csv", PARTNERS))
    with pytest.raises(CancelledError):
        bring(store, batch, cancelled=lambda: True)
    with transaction(store, SYSTEM) as connection:
        assert partners.count(connection) == 0
    assert bring(store, batch).tallies[RecordKind.PARTNER] == Tally(new=2)
