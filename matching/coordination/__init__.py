"""Coordination read off the register: what everybody may be told of it, and what concerns one entity."""

from matching.coordination.own_approaches import OwnApproaches, partners_of
from matching.coordination.situation import Register, Situation
from matching.coordination.unnamed import Unnamed

__all__ = ["OwnApproaches", "Register", "Situation", "Unnamed", "partners_of"]
