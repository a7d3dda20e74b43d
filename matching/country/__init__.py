"""What a country page tells, from needs, partners, engagements and approaches as far as a viewer may see them."""

from matching.country.atlas import Atlas
from matching.country.collisions import Collision, Side, collide
from matching.country.emergency import CallUp, Commitment, EmergencyResponse, Gap, call_up
from matching.country.networks import CAN_CONVENE, Fallback, Network
from matching.country.portrait import Line, Portrait, Tally, compare
from matching.country.presence import EntityHere, PartnerHere, Presence
from matching.country.standing import BRINGING, MET, NeedStanding, Served, stand
from matching.country.telling import Told
from matching.freshness import Light, light

__all__ = [
    "BRINGING",
    "CAN_CONVENE",
    "MET",
    "Atlas",
    "CallUp",
    "Collision",
    "Commitment",
    "EmergencyResponse",
    "EntityHere",
    "Fallback",
    "Gap",
    "Light",
    "Line",
    "NeedStanding",
    "Network",
    "PartnerHere",
    "Portrait",
    "Presence",
    "Served",
    "Side",
    "Tally",
    "Told",
    "call_up",
    "collide",
    "compare",
    "light",
    "stand",
]
