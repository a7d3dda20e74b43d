"""Routing offers to UN entities by the mandates that come with Concert; one directory for pages and commands."""

from __future__ import annotations

from data.entities import read_entities, read_offers, read_partnering, read_topics
from matching.ports import Encoder
from matching.routing import Directory

__all__ = ["Directory", "open_directory"]


def open_directory(encoder: Encoder) -> Directory:
    """Return what offers are routed by: entities, their topics, offers that they took, how many partners they have."""
    return Directory.of(read_entities(), read_topics(), read_offers(), encoder, read_partnering())
