"""Capabilities: things that partners do or supply, as texts in six languages name them."""

from matching.capabilities.vocabulary import NONE, Vocabulary

__all__ = ["NONE", "Vocabulary"]
