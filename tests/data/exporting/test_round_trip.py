"""What Concert writes as IATI its own importer reads back to the same facts."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from data.exporting.cells import legal
from data.exporting.iati import IatiContext, write
from data.imports.content import content_of
from data.imports.drafts import Draft
from data.imports.found import Findings
from data.imports.iati import read
from matching.records import Engagement, OutSheet, State
from tests.data.exporting.test_iati import ENGAGEMENTS, ENTITIES, NOW
from tests.data.records import FULL_ENGAGEMENT, FULL_PARTNER

SHEET = OutSheet("somebody", datetime(2026, 11, 28, tzinfo=UTC), "engagements")
# IATI has one status for what is not begun yet.
BEFORE = {State.SCREENED: State.PROPOSED, State.AGREED: State.PROPOSED}


def read_back(path: Path, *engagements: Engagement) -> list[Draft]:
    write(path, engagements, IatiContext(ENTITIES, {"P1": FULL_PARTNER}), NOW, lambda: SHEET)
    findings = Findings()
    found = list(read(content_of(path, path.name), findings))
    assert findings.problems == []
    return found


def test_a_full_engagement_comes_back(tmp_path: Path) -> None:
    (draft,) = read_back(tmp_path / "a.xml", FULL_ENGAGEMENT)
    fields = draft.fields
    assert fields["iati_identifier"] == "XM-DAC-41114-E1"
    assert (fields["title"], fields["summary"]) == ("Cold for Mali", "Fridges.")
    assert (fields["sdgs"], fields["countries"], fields["state"]) == ([3, 17], ["MLI"], "stopped")
    assert fields["starts"] == "2020-02-29"
    names = [each["name"] for each in fields["organisations"]]  # type: ignore[attr-defined]
    assert names == [
        "United Nations Development Programme",
        "United Nations Development Programme",
        "United Nations Children's Fund",
        "P2",
        FULL_PARTNER.name,
    ]
    (given_,) = fields["contributions"]  # type: ignore[misc]
    assert (given_["giver"]["name"], given_["amount"], given_["currency"], given_["year"]) == (
        "P2",
        1234567.89,
        "USD",
        2021,
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENGAGEMENTS)
def test_every_engagement_comes_back(tmp_path: Path, engagement: Engagement) -> None:
    drafts = read_back(tmp_path / "a.xml", engagement)
    title = " ".join(legal(engagement.title).split()) or " ".join(f"Partnership {legal(engagement.id)}".split())
    assert len(drafts) == 1
    for draft in drafts:
        fields = draft.fields
        assert " ".join(str(fields["title"]).split()) == title
        assert set(fields.get("sdgs", ())) == set(engagement.sdgs)  # type: ignore[call-overload]
        assert set(fields.get("countries", ())) == set(engagement.countries)  # type: ignore[call-overload]
        assert fields["state"] == BEFORE.get(engagement.state, engagement.state)
        start, end = engagement.period.start, engagement.period.end
        assert fields.get("starts") == (start.isoformat() if start else None)
        assert fields.get("ends") == (end.isoformat() if end else None)
        expected: dict[tuple[str, int], float] = defaultdict(float)
        for each in engagement.contributions:
            if not each.by_un and each.amount and each.currency and each.year and each.year <= NOW.year:
                expected[each.currency, each.year] += each.amount
        found: dict[tuple[str, int], float] = defaultdict(float)
        for given_ in fields.get("contributions", ()):  # type: ignore[attr-defined]
            found[given_["currency"], given_["year"]] += given_["amount"]
        assert all(abs(found[key] - amount) <= 0.02 + 1e-9 * amount for key, amount in expected.items())
