"""A plan that turns competing approaches into joint, sequenced or redirected ones."""

from matching.planning.assignment import Assignment, assign
from matching.planning.history import Competition, Life, competition, lives, months, over_time
from matching.planning.intents import CAP, WAITING, Bundle, Intent, Limits, Lock, bundles
from matching.planning.plan import Decision, Move, NoPlan, Plan, plan, under_caps
from matching.planning.problem import PlanningProblem, problem_of
from matching.planning.values import Offers

__all__ = [
    "CAP",
    "WAITING",
    "Assignment",
    "Bundle",
    "Competition",
    "Decision",
    "Intent",
    "Life",
    "Limits",
    "Lock",
    "Move",
    "NoPlan",
    "Offers",
    "Plan",
    "PlanningProblem",
    "assign",
    "bundles",
    "competition",
    "lives",
    "months",
    "over_time",
    "plan",
    "problem_of",
    "under_caps",
]
