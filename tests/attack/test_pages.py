"""Whoever opens any page by its address, after its owners have warmed every cache, reads nothing of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import streamlit as st
from sqlalchemy import Engine, text
from streamlit.testing.v1 import AppTest

from dashboard import address, resources
from dashboard.coalitions.question import PARAMETERS as BUILDING
from dashboard.network.question import PARAMETERS as CONVENING
from dashboard.pages import PAGES, RIGHTS, VIEWS
from dashboard.queries import OPEN
from dashboard.question import PARAMETERS as RANKING
from data.database import transaction
from matching.policy import may
from matching.records import SYSTEM, Viewer
from tests.attack.canaries import OWNERS, VIEWERS, canary, leaks, plant
from tests.attack.reading import everything
from tests.conftest import PATIENCE
from tests.dashboard.conftest import APP, ReadyEncoder, _settings

NAMES = [name for _, name, *_ in PAGES if (VIEWS / f"{name}.py").is_file()]
# Every name that an address of ours may carry, on every page; one that a page reads and that is not here fails below.
PARAMETERS = (
    *RANKING,
    *BUILDING,
    *CONVENING,
    *("partner", "company", "coalition", "version", "section", "part", "rule", "whose", "act", "who", "left", "right"),
    *("cap", "country", "emergency", "region", "groups", "set", "measure", "entity", "lang", "sought"),
    *("as", "as-entity", "as-country"),
)
# Ids that Streamlit makes anew for each file that it offers.
RANDOM = re.compile(r"[0-9a-f]{32}")
PAYLOADS = (
    "' OR '1'='1' --",
    "'; DROP TABLE approaches; --",
    "%27%20UNION%20SELECT%20*%20FROM%20approaches",
    "../../../../etc/passwd",
    "<script>alert(1)</script>",
    "{{7*7}}${7*7}",
    "\x00\ufeff\u202e",
    "a" * 5000,
    canary("WFP", "approachhidden"),
    canary("WFP", "coalition"),
)


@pytest.fixture(scope="module")
def served(engine: Engine) -> Iterator[Engine]:
    """Give one server process on a planted database, whose caches every owner has filled."""
    plant(engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "engine", lambda: engine)
        patch.setattr(resources, "load_encoder", ReadyEncoder)
        patch.setenv("CONCERT_DEMO", "1")
        patch.chdir(APP.parents[1])
        _settings()
        st.cache_resource.clear()
        st.cache_data.clear()
        assert resources.preparation(OPEN).wait(PATIENCE)
        for owner in OWNERS[:2]:
            for name in NAMES:
                opened(Viewer("owner", VIEWERS[0].role, owner), name)
        yield engine
        resources.preparation(OPEN).close()
    st.cache_resource.clear()
    st.cache_data.clear()


def opened(viewer: Viewer, name: str, **parameters: str) -> AppTest:
    """Return a page as one viewer opens it by its address; one that the menu lacks for them, past the menu."""
    listed = any(may(viewer, right) for right in RIGHTS[name])
    at = AppTest.from_file(str(APP if listed else VIEWS / f"{name}.py"), default_timeout=PATIENCE)
    at.session_state["viewer"] = viewer.role.value
    if viewer.entity:
        at.session_state["entity"] = viewer.entity
    for key, value in parameters.items():
        at.query_params[key] = value
    at.run()
    return at.switch_page(f"views/{name}.py").run() if listed else at


def test_an_owner_reads_its_own_words(served: Engine) -> None:
    assert canary("WFP", "said") in everything(opened(VIEWERS[1], "my_coordination"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda who: who.user)
def test_no_page_tells_a_viewer_what_is_anothers(served: Engine, viewer: Viewer, name: str) -> None:
    at = opened(viewer, name)
    assert not at.exception
    assert leaks(everything(at), viewer) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_address_opens_what_is_closed(
    served: Engine, name: str, payload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    viewer, read, asked = VIEWERS[0], set[str](), address.asked
    monkeypatch.setattr(address, "asked", lambda parameter: read.add(parameter) or asked(parameter))
    at = opened(viewer, name, **dict.fromkeys(PARAMETERS, payload))
    assert not at.exception
    assert read - set(PARAMETERS) == set()
    said = everything(at).replace(payload, "")
    assert leaks(said, viewer) == []
    assert "psycopg" not in said
    assert "Traceback" not in said
    with transaction(served, SYSTEM) as connection:
        assert connection.scalar(text("SELECT count(*) FROM approaches")) == 4 * len(OWNERS)


@pytest.mark.parametrize("name", ["coalition", "my_coordination", "integrity", "coordination"])
def test_a_hidden_record_answers_as_a_missing_one(served: Engine, name: str) -> None:
    viewer = VIEWERS[0]
    hidden = canary("WFP", "coalition")
    missing = canary("XYZ", "coalition")
    answers = []
    for record in (hidden, missing):
        at = opened(viewer, name, **dict.fromkeys(("coalition", "partner", "need", "section"), record))
        answers.append(RANDOM.sub("·", everything(at).replace(record, "·")))
    assert answers[0] == answers[1]
