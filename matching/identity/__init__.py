"""Who is meant by a name: the kind of organisation, the record it is, and what people have said of pairs.

    world = World.of(entities, names=further_names, countries={"KEN": ("Kenya", ...)}, companies=())
    register = Register.of(partners, world, judgements)
    register.resolve(name, country="KEN", domain="", identifiers={}, reported="70") -> Resolved
    register.resolve_many([Asked(name, country, domain, identifiers, reported), ...]) -> list[Resolved]
    classify(name, Context(world, reported="70")) -> NameClass

`Resolved.answer` is `same` (with `partner` or `entity`), `new`, `review` (with candidates), or `nobody`: a placeholder
such as "Private donors", or a person, of which no record is made. `Resolved.kind` is the class of the name with
reasons; `kind.kind.may_be_partner` says whether a record may be made of it and `kind.kind.partner_kind` as what.
A name for `review` that is loaded as a record of its own comes up in the queue beside the record it resembles.
"""

from matching.identity.clusters import Clusters
from matching.identity.features import Asked, name_key
from matching.identity.gazetteer import World
from matching.identity.kinds import Context, classify
from matching.identity.mentions import resolve_mentions
from matching.identity.pairs import Likely, likely_pairs
from matching.identity.register import Register

__all__ = [
    "Asked",
    "Clusters",
    "Context",
    "Likely",
    "Register",
    "World",
    "classify",
    "likely_pairs",
    "name_key",
    "resolve_mentions",
]
