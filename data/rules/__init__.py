"""The rules of due diligence that come with Concert, as files that people read and edit."""

from data.rules.reading import Adoption, read_adoptions, read_criteria, read_rules

__all__ = ["Adoption", "read_adoptions", "read_criteria", "read_rules"]
