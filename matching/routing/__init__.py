"""Route an offer: which UN entities a free text in one of the six languages is for, and why."""

from matching.routing.directory import Directory, Example, Phrases
from matching.routing.route import Route, RouteWeights, route

__all__ = ["Directory", "Example", "Phrases", "Route", "RouteWeights", "route"]
