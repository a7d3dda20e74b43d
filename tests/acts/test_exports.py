"""Whoever takes records along, by page or by command: one line of their own, and one for each entity whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from acts import exports
from acts.act import Caller
from acts.errors import AccessEndedError, NotAllowedError
from acts.exports import Format, TooLargeError, WrongTableError, export, hand_out, report
from data import engagements, loading, partners, people
from data.database import transaction
from matching.exporting import RefusedError, Request, TableName
from matching.records import SYSTEM, Disclosure, Grant, Period, State, UserRole, Viewer, Visibility
from tests.acts.test_act import lines
from tests.data.records import FULL_ENGAGEMENT, FULL_PARTNER, UNDP, UNICEF, partner

AMINA = Viewer("amina", UserRole.FOCAL_POINT, "UNDP")
EVERYTHING = Request((TableName.PARTNERS, TableName.ENGAGEMENTS, TableName.KPIS))


@pytest.fixture
def store(own_engine: Engine) -> Iterator[Engine]:
    loading.load_reference(own_engine, [UNDP, UNICEF])
    ran = replace(FULL_ENGAGEMENT, state=State.ACTIVE, period=Period(FULL_ENGAGEMENT.period.start))
    theirs = replace(ran, id="theirs", entities=("UNICEF",), disclosure=Disclosure("UNICEF"))
    ours = replace(ran, id="ours", entities=("UNDP",), disclosure=Disclosure("UNDP"))
    hidden = replace(theirs, id="hidden", disclosure=Disclosure("UNICEF", Visibility.HIDDEN, "embargo"))
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2"), partner("P3")])
        engagements.save_many(connection, [theirs, ours, hidden])
    yield own_engine


def amina(store: Engine) -> Caller:
    return Caller(store, AMINA, signed_in=False)


def test_an_export_is_noted_for_whoever_takes_it_and_for_the_owner_of_what_left(store: Engine, tmp_path: Path) -> None:
    done = export(amina(store), EVERYTHING, Format.JSON, tmp_path / "a.json")
    kpis = len(FULL_ENGAGEMENT.kpis)
    assert done.sheet.rows == {"partners": 3, "engagements": 2, "kpis": 2 * kpis}
    assert done.sheet.withheld["engagements"] == {"embargo": 1}
    assert lines(store) == [
        ("amina", "export", "", "UNICEF", "json: 1 engagements, 1 kpis"),
        ("amina", "export", "", "UNDP", f"json: 3 partners, 2 engagements, {2 * kpis} kpis"),
    ]


def test_what_a_filter_leaves_out_is_not_noted_as_taken(store: Engine, tmp_path: Path) -> None:
    export(amina(store), replace(EVERYTHING, entity="UNDP"), Format.JSON, tmp_path / "a.json")
    assert [line[3] for line in lines(store)] == ["UNDP"]


def test_a_file_of_several_tables_is_an_archive_whatever_its_name(store: Engine, tmp_path: Path) -> None:
    export(amina(store), EVERYTHING, Format.CSV, tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes()[:2] == b"PK"


def test_a_file_that_nobody_can_carry_is_gone_and_not_noted(store: Engine, tmp_path: Path) -> None:
    with pytest.raises(TooLargeError, match="concert export"):
        export(amina(store), EVERYTHING, Format.JSON, tmp_path / "a.json", at_most=10)
    assert (list(tmp_path.iterdir()), lines(store)) == ([], [])


def test_a_role_takes_only_the_tables_that_are_open_to_it_and_iati_only_what_it_holds(
    store: Engine, tmp_path: Path
) -> None:
    outsider = Caller(store, Viewer("firm", UserRole.EXTERNAL), signed_in=False)
    with pytest.raises(RefusedError, match="may not take partners, engagements, kpis"):
        export(outsider, EVERYTHING, Format.JSON, tmp_path / "a.json")
    with pytest.raises(WrongTableError, match="IATI holds engagements only"):
        export(amina(store), EVERYTHING, Format.IATI, tmp_path / "a.xml")
    with pytest.raises(NotAllowedError):
        report(outsider, 2025, "", tmp_path / "a.csv")
    assert (list(tmp_path.iterdir()), lines(store)) == ([], [])


def test_whose_role_has_ended_takes_nothing_along(store: Engine, tmp_path: Path) -> None:
    by = Caller(store, AMINA)
    with pytest.raises(AccessEndedError):
        export(by, EVERYTHING, Format.JSON, tmp_path / "a.json")
    with pytest.raises(AccessEndedError):
        report(by, 2025, "", tmp_path / "a.csv")
    with pytest.raises(AccessEndedError):
        hand_out(by, lambda: b"", "a.csv", "3 rows")
    assert (list(tmp_path.iterdir()), lines(store)) == ([], [])


def test_a_report_is_noted_for_its_reader_and_for_those_whose_partnerships_it_lists(
    store: Engine, tmp_path: Path
) -> None:
    done = report(amina(store), 2025, "", tmp_path / "a.csv")
    assert done.report.sheet.rows == {"engagements": 2}
    said = "csv: report of 2025, the United Nations system"
    assert lines(store) == [
        ("amina", "export", "", "UNICEF", f"{said}, 1 engagements"),
        ("amina", "export", "", "UNDP", said),
    ]


def test_what_a_page_hands_out_is_noted_with_its_name(store: Engine) -> None:
    assert hand_out(amina(store), lambda: b"x", "concert-answer.csv", "3 rows") == b"x"
    assert lines(store) == [("amina", "export", "concert-answer.csv", "UNDP", "3 rows")]


@pytest.mark.parametrize(
    "take", [lambda by, out: export(by, EVERYTHING, Format.JSON, out), lambda by, out: report(by, 2025, "", out)]
)
def test_a_file_that_cannot_be_noted_is_gone(
    store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, take: Callable[[Caller, Path], object]
) -> None:
    with transaction(store, SYSTEM) as connection:
        people.add(connection, "Amina", "amina@example.org")
        people.give(connection, Grant("amina", UserRole.FOCAL_POINT, "UNDP"), "operator")
    by, note = Caller(store, AMINA), exports.note_export

    def too_late(*told: object) -> None:
        with transaction(store, SYSTEM) as connection:
            people.revoke(connection, Grant("amina", UserRole.FOCAL_POINT, "UNDP"), "operator")
        note(*told)  # type: ignore[arg-type]  # what the act itself gives

    monkeypatch.setattr(exports, "note_export", too_late)
    with pytest.raises(AccessEndedError):
        take(by, tmp_path / "a.csv")
    assert (list(tmp_path.iterdir()), lines(store)) == ([], [])
