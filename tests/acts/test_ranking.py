"""What is ranked and routed: one tagger, one directory and one reading of needs and partners for pages and commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from acts import ranking
from acts.act import Caller
from acts.errors import NotAllowedError
from commandline import encoding
from commandline.app import app
from data import partners
from data.database import transaction
from matching.records import SYSTEM, Resource, UserRole, Viewer
from tests.dashboard.conftest import fill
from tests.data.records import partner
from tests.encoder import TrigramEncoder


def test_another_partner_is_another_edition_and_what_is_ranked_is_read_in_order(own_engine: Engine) -> None:
    fill(own_engine)
    before = ranking.edition(own_engine)
    assert before == ranking.edition(own_engine)
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [partner("zz")])
    assert ranking.edition(own_engine) != before
    needs, profiles = ranking.needs_and_profiles(own_engine)
    assert [each.id for each in needs] == sorted(each.id for each in needs)
    assert profiles[-1].id == "zz"


def test_a_typed_text_asks_for_what_its_words_signal() -> None:
    need = ranking.typed_need("We need trucks to transport vaccines.", None)
    assert (need.id, need.language, need.sdgs) == (ranking.ASKED, "en", ())
    assert Resource.LOGISTICS in need.resources


def test_a_shortlist_is_ones_own_and_needs_the_right_to_rank(own_engine: Engine) -> None:
    fill(own_engine)
    amina, bo = (Caller(own_engine, Viewer(name, UserRole.FOCAL_POINT, "WFP"), signed_in=False) for name in ("a", "b"))
    ranking.keep(amina, "p-froid", "need-cold")
    assert [(each.partner, each.need) for each in ranking.shortlist(amina)] == [("p-froid", "need-cold")]
    assert ranking.shortlist(bo) == ()
    ranking.drop(amina, "p-froid", "need-cold")
    assert ranking.shortlist(amina) == ()
    with pytest.raises(NotAllowedError):
        ranking.shortlist(Caller(own_engine, Viewer("ada", UserRole.AUDITOR), signed_in=False))


def test_the_command_routes_an_offer_by_the_same_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "open_encoder", TrigramEncoder)
    result = CliRunner().invoke(
        app, ["route", "--text", "We offer solar refrigerators for vaccines to clinics in Mali."]
    )
    assert result.exit_code == 0
    assert {"entities"} <= set(json.loads(result.stdout))
