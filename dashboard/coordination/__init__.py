"""Coordination: who is about to ask whom for the same thing, what a plan would change, and what is mine to settle."""
