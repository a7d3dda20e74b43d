"""Offers that come in: what each says, to whom it was routed, every step, and the one door through which it changes."""

from __future__ import annotations

from data.offers.deciding import decide, receive, tick
from data.offers.reading import events, get, of_country, of_entity, of_partner

__all__ = ["decide", "events", "get", "of_country", "of_entity", "of_partner", "receive", "tick"]
