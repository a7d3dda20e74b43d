"""How good the records are that somebody may see, and which sources stated what of one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from acts.act import Caller, look, snapshot
from acts.reference import read_entities
from data import capabilities, provenance
from matching.completeness import DataQuality, told_engagements
from matching.disclosure import Viewpoint
from matching.policy import Right
from matching.provenance import Choice, choices
from matching.records import RecordKind

_DATED = (RecordKind.ENGAGEMENT, RecordKind.CAPABILITY)


def data_quality(by: Caller) -> DataQuality:
    """Return how complete, fresh and measurable the partnerships are that the caller may see now.

    :raises NotAllowedError: If their role may not read data.
    """
    now = datetime.now(UTC)
    with snapshot(by, Right.READ_DATA) as records:
        told = told_engagements(
            Viewpoint(now, by.viewer.entity),
            records.engagements(),
            records.contributions_of,
            records.there("engagements"),
        )
        stated = {kind: provenance.latest_stated(records.seen, kind) for kind in _DATED}
        offered = capabilities.periods(records.seen)
    return DataQuality.of(told, [each.id for each in read_entities()], offered, stated, now.date())


def sources(by: Caller, kind: RecordKind, record: str) -> Mapping[str, Choice]:
    """Return what each source stated of each field of a record, as far as the caller may see the source."""
    with look(by) as opened:
        return choices(provenance.of_records(opened, kind, [record]))
