"""The same facts again, out of Concert's own file or another one of theirs, change nothing: the real files, too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from acts import exports, imports
from acts.imports import Loaded
from data import engagements, partners
from data.database import transaction
from data.imports.drafts import Draft, load
from data.imports.reading import read
from matching.exporting import Request, TableName
from matching.records import SYSTEM, Engagement, RecordKind, Tally
from tests.data.imports.conftest import checked, somebody
from tests.data.imports.test_iati import OLD
from tests.data.imports.test_reading import IATI
from tests.realdata import shared_data

File = Callable[[str, str | bytes], Path]
# What the standard has no place for: of money that came in, no names of givers beside those of organisations.
_TOLD_OTHERWISE = {"contributions"}


def bring(engine: Engine, path: Path, entity: str = "UNICEF") -> Loaded:
    return imports.load(somebody(engine, entity), checked(engine, path, entity), keep=True)


def taken_along(engine: Engine, out: Path, entity: str = "UNICEF") -> Path:
    exports.export(somebody(engine, entity), Request((TableName.ENGAGEMENTS,)), exports.format_of(out), out)
    return out


def held(engine: Engine) -> dict[str, Engagement]:
    with transaction(engine, SYSTEM) as connection:
        return {each.id: each for each in engagements.all_(connection)}


def facts(path: Path) -> dict[str, dict[str, Any]]:
    drafts: list[Draft] = [draft for part in read(path, path.name).parts for draft in load(part)]
    return {
        draft.key: {name: value for name, value in draft.fields.items() if name not in _TOLD_OTHERWISE}
        for draft in drafts
    }


def changes_nothing(engine: Engine, path: Path, out: Path, entity: str) -> None:
    before = held(engine)
    again = bring(engine, taken_along(engine, out, entity), entity)
    assert all(tally == Tally(same=tally.same) for tally in again.tallies.values()), again.tallies
    assert again.tallies[RecordKind.ENGAGEMENT].same == len(before)
    assert held(engine) == before
    stated, told = facts(path), facts(out)
    assert {key: fields for key, fields in stated.items() if "starts" in fields} == told


WHOLE = OLD.replace(
    "</iati-activity>",
    """<recipient-region code="298" percentage="20"/><location><name>Diffa</name><point><pos>13.3 12.6</pos></point>
</location><budget><period-start iso-date="2012-01-01"/><period-end iso-date="2012-12-31"/><value>7</value></budget>
<description>One.</description><description type="2">Two &amp;amp; three.</description>
<participating-org role="1" type="10" ref="CA-3">Canada - Affairs | Canada - Affaires</participating-org>
</iati-activity>""",
).replace("<iati-activity ", '<iati-activity humanitarian="1" ')


@pytest.mark.parametrize("content", [IATI, f"<iati-activities version='1.05'>{WHOLE}</iati-activities>"])
def test_what_is_taken_along_as_iati_and_brought_again_changes_nothing(
    store: Engine, file: File, tmp_path: Path, content: str
) -> None:
    path = file("a.xml", content)
    bring(store, path)
    changes_nothing(store, path, tmp_path / "out.xml", "UNICEF")


@pytest.mark.parametrize("name", ["unwomen", "wfp", "unido", "unesco"])
def test_real_files_taken_along_and_brought_again_change_nothing(store: Engine, tmp_path: Path, name: str) -> None:
    entity = {"unwomen": "UN Women"}.get(name, name.upper())
    path = shared_data("iati") / f"{name}.xml"
    bring(store, path, entity)
    changes_nothing(store, path, tmp_path / "out.xml", entity)


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json"])
def test_the_identifier_of_the_publisher_is_in_every_table(
    store: Engine, file: File, tmp_path: Path, suffix: str
) -> None:
    bring(store, file("a.xml", IATI))
    out = taken_along(store, tmp_path / f"out.{suffix}")
    found = read(out, out.name)
    assert "iati_identifier" in found.look.headers
    assert {each.iati_identifier for each in held(store).values()} == {"XM-DAC-41122-1"}


def test_the_same_facts_under_another_name_and_in_other_rows_are_the_same(store: Engine, file: File) -> None:
    table = "Organisation,UN agency,Country,Activity\nAcme Ltd,UNICEF,Kenya,Wells\nBlue Ltd,UNICEF,Mali,Soap\n"
    bring(store, file("march.csv", table))
    head, *rows = table.splitlines()
    before = held(store)
    again = bring(store, file("april.csv", "\n".join([head, *reversed(rows)]) + "\n"))
    assert again.tallies == {RecordKind.PARTNER: Tally(same=2), RecordKind.ENGAGEMENT: Tally(same=2)}
    assert held(store) == before


def test_a_partner_is_called_as_its_list_says_and_no_later_mention_renames_it(store: Engine, file: File) -> None:
    table = "Organisation,UN agency,Country,Activity\n{},UNICEF,Kenya,Wells\n"
    names = []
    for number, content in enumerate(
        (table.format("ACME LTD"), table.format("Acme Ltd."), "Name,Type\nAcme Ltd,NGO\n")
    ):
        bring(store, file(f"{number}.csv", content))
        with transaction(store, SYSTEM) as connection:
            names.append([each.name for each in partners.all_(connection)])
    bring(store, file("later.csv", table.format("acme ltd")))
    with transaction(store, SYSTEM) as connection:
        names.append([each.name for each in partners.all_(connection)])
    assert names == [["ACME LTD"], ["ACME LTD"], ["Acme Ltd"], ["Acme Ltd"]]
