"""What each side brings, as transactions. Amounts that may not be told are not in the record any more."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element

from data.exporting.iati.elements import add, day, decimal, narrative
from data.exporting.iati.organisations import MULTILATERAL, attributes_of, name_of, reference_of
from matching.records import Contribution, Engagement, Partner

INCOMING_COMMITMENT, OUTGOING_COMMITMENT = "11", "2"


def transactions(
    parent: Element, engagement: Engagement, names: dict[str, str], partners: dict[str, Partner], today: date
) -> None:
    """Add what has an amount, a currency and a year that has begun: without one of them it is no transaction."""
    for each in engagement.contributions:
        if each.amount is not None and each.currency and each.year and 1900 <= each.year <= today.year:
            _transaction(parent, each, names, partners)


def _transaction(parent: Element, each: Contribution, names: dict[str, str], partners: dict[str, Partner]) -> None:
    # Only the year is known; the standard wants a day, and says so in the description.
    on = date(each.year or 1, 1, 1)
    made = add(parent, "transaction")
    add(made, "transaction-type", code=OUTGOING_COMMITMENT if each.by_un else INCOMING_COMMITMENT)
    day(made, "transaction-date", on)
    value = decimal(each.amount or 0.0)
    add(made, "value", value, currency=each.currency, value_date=on.isoformat())
    kind = "In kind" if each.in_kind else "In money"
    said = [f"{kind}.", f"Valuation: {each.valuation}." if each.valuation else "", each.note]
    narrative(add(made, "description"), " ".join(filter(None, [*said, "Only the year of the date is known."])))
    ours = {"ref": reference_of(each.giver), "type": MULTILATERAL}
    giver = add(made, "provider-org", **(ours if each.by_un else attributes_of(each.giver, partners)))
    narrative(giver, name_of(each.giver, names, partners))
