"""The demo network: invented partners, needs and engagements of any size, calibrated on the published shares."""

from data.demo.generation import generate
from data.demo.network import DemoNetwork, Practice, SectorPolicy, Trap

__all__ = ["DemoNetwork", "Practice", "SectorPolicy", "Trap", "generate"]
