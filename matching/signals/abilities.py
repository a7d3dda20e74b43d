"""Shared abilities: what a need asks for by any of its names in any language, and a profile says that it does."""

from __future__ import annotations

import numpy as np

from matching.capabilities import Vocabulary
from matching.reading import Reading
from matching.signals.lexical import Terms
from matching.signals.values import Values


def ability_fit(asked: Reading, vocabulary: Vocabulary, offered: Terms) -> Values:
    """Return how much of what each need asks for each profile names; unknown for a need that names no known ability.

    `offered` is the index of the abilities that the profiles name. All names of an ability count as one word, in
    whatever language they are: a structured query, as Pirkola (1998) has it.
    """
    named = asked.abilities(vocabulary)
    questions = offered.questions(named)
    values = np.clip((questions @ offered.weights.T).toarray(), 0, 1).astype(np.float32)
    values[np.diff(questions.indptr) == 0] = np.nan
    return np.asarray(values, dtype=np.float32)
