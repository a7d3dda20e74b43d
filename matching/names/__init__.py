"""Names across scripts and spellings: how alike two are, and which listed names a partner might be."""

from matching.names.comparing import ALIKE, likeness
from matching.names.folding import Folded, fold, tidy
from matching.names.searching import Resemblance, resemblances, reviewed, search_results

__all__ = ["ALIKE", "Folded", "Resemblance", "fold", "likeness", "resemblances", "reviewed", "search_results", "tidy"]
