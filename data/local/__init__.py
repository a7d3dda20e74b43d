"""What a country has at hand: statements about its Local Network, and what partners keep ready for an emergency."""

from data.local.provision import Provision

__all__ = ["Provision"]
