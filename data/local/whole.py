"""What countries have at hand, loaded and cleared as one set."""

from __future__ import annotations

from sqlalchemy import Connection, text

from data.local import networks, standbys
from data.local.provision import Provision

CLEAR = (
    text("DELETE FROM local_networks WHERE loaded_set = :name"),
    text("DELETE FROM standbys WHERE loaded_set = :name"),
)


def save(connection: Connection, provision: Provision, loaded_set: str) -> None:
    """Keep what countries have at hand as a set.

    :raises TakenError: If an id belongs to another set.
    """
    networks.state(connection, provision.networks, loaded_set)
    standbys.save_many(connection, provision.standbys, loaded_set)
