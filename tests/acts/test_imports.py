"""A file on its way in: mapped as the entity did before, told as it has set, loaded once and noted once."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from acts import imports, visibility
from acts.act import Caller
from acts.errors import NotAllowedError
from acts.imports import Remembered
from data import engagements, partners
from data.database import transaction
from matching.records import SYSTEM, Batch, UserRole, VeiledKind, Viewer, Visibility, VisibilityDefault
from tests.acts.test_act import lines, store

__all__ = ["store"]
OPERATOR, AMINA = Viewer("operator", UserRole.SYSTEM), Viewer("amina", UserRole.FOCAL_POINT, "UNICEF")
DEEDS = "Title,Partners,Country,SDGs\nCold chain for vaccines,Blue Harvest Ltd,Kenya,3\n"


def caller(store: Engine, viewer: Viewer = AMINA) -> Caller:
    return Caller(store, viewer, signed_in=False)


def checked(by: Caller, path: Path, entity: str = "UNICEF") -> Batch:
    sighted = imports.first_look(by, entity, path, path.name)
    found = imports.read(path, path.name, sighted)
    assert found.problems == []
    return imports.check_in(by, entity, found, path, name=path.name, mapped=sighted.columns)


@pytest.fixture
def deeds(tmp_path: Path) -> Path:
    path = tmp_path / "deeds.csv"
    path.write_text(DEEDS, "utf-8")
    return path


@pytest.mark.parametrize("viewer", [OPERATOR, AMINA])
def test_whoever_loads_a_file_leaves_one_line_for_its_entity_and_a_preview_none(
    store: Engine, deeds: Path, viewer: Viewer
) -> None:
    by = caller(store, viewer)
    batch = checked(by, deeds)
    preview = imports.load(by, batch, keep=False)
    assert lines(store) == []
    assert imports.load(by, batch, keep=True).tallies == preview.tallies
    assert imports.load(by, batch, keep=True).again
    assert lines(store) == [(viewer.user, "write", batch.id, "UNICEF", "loaded deeds.csv")]
    assert [each.importer for each in imports.batches_of(caller(store))] == [viewer.user]


@pytest.mark.parametrize("viewer", [OPERATOR, AMINA])
def test_others_are_told_what_the_entity_has_set_for_new_records_and_columns_are_remembered(
    store: Engine, tmp_path: Path, viewer: Viewer
) -> None:
    lead = caller(store, Viewer("lea", UserRole.ENTITY_LEAD, "UNICEF"))
    visibility.set_default(lead, VisibilityDefault("UNICEF", VeiledKind.ENGAGEMENTS, Visibility.TYPE, "embargo"))
    path, by = tmp_path / "odd.csv", caller(store, viewer)
    path.write_text("alpha,beta\nCold chain for vaccines,Blue Harvest Ltd\n", "utf-8")
    mapped = Remembered("partnerships", {"title": 0, "members": 1})
    sighted = imports.first_look(by, "UNICEF", path, path.name)
    found = imports.read(path, path.name, imports.Sighted(sighted.look, mapped))
    imports.load(by, imports.check_in(by, "UNICEF", found, path, name=path.name, mapped=mapped), keep=True)
    with transaction(store, SYSTEM) as connection:
        [deed] = engagements.all_(connection)
    assert (deed.title, deed.disclosure.visibility, deed.disclosure.reason) == (
        "Cold chain for vaccines",
        Visibility.TYPE,
        "embargo",
    )
    assert imports.first_look(by, "UNICEF", path, path.name).columns == mapped
    assert imports.first_look(caller(store, OPERATOR), "UNDP", path, path.name).columns != mapped


def test_nobody_brings_a_file_in_for_another_entity(store: Engine, deeds: Path) -> None:
    batch = checked(caller(store), deeds)
    other = caller(store, Viewer("boris", UserRole.FOCAL_POINT, "UNDP"))
    assert imports.batches_of(other) == ()
    with pytest.raises(NotAllowedError, match="UNICEF is not your entity"):
        imports.load(other, batch, keep=True)
    with pytest.raises(NotAllowedError, match="UNICEF is not your entity"):
        checked(other, deeds)
    for role in (UserRole.LEADERSHIP, UserRole.AUDITOR):
        with pytest.raises(NotAllowedError):
            imports.load(caller(store, Viewer("gil", role)), batch, keep=True)
    with transaction(store, SYSTEM) as connection:
        assert partners.count(connection) == 0


def test_what_an_upload_collides_with_and_who_else_is_in_touch_is_told_at_once(store: Engine, tmp_path: Path) -> None:
    for entity, viewer in (("UNDP", Viewer("boris", UserRole.FOCAL_POINT, "UNDP")), ("UNICEF", AMINA)):
        path = tmp_path / f"{entity}.csv"
        path.write_text(DEEDS, "utf-8")
        by = caller(store, viewer)
        done = imports.load(by, checked(by, path, entity), keep=True)
    found = imports.findings(by, "UNICEF", done)
    [partner] = found.names
    assert found.names[partner] == "Blue Harvest Ltd"
    assert found.in_touch == {partner: ("UNDP",)}
    assert found.count == len(found.told) > 0
    operator = imports.findings(caller(store, OPERATOR), "UNICEF", done)
    assert operator == found
