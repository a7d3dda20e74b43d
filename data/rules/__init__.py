"""The rules of due diligence that come with Concert, as files that people read and edit."""

from data.rules.reading import (
    COMPANIES,
    FLAG,
    Adoption,
    as_yaml,
    entry_of,
    read_adoptions,
    read_criteria,
    read_rule,
    read_rules,
)

__all__ = [
    "COMPANIES",
    "FLAG",
    "Adoption",
    "as_yaml",
    "entry_of",
    "read_adoptions",
    "read_criteria",
    "read_rule",
    "read_rules",
]
