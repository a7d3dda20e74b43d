"""Reading text in the six UN languages: sentences and search terms with their places, and whether it says enough."""

from matching.text.language import Language, language, one_script
from matching.text.normal import CHARACTERS, normalise, shorten
from matching.text.sentences import Sentence, sentences
from matching.text.sufficiency import Sufficiency, TextFact, enough
from matching.text.telling import telling
from matching.text.words import Word, term, tokens, unspaced, words

__all__ = [
    "CHARACTERS",
    "Language",
    "Sentence",
    "Sufficiency",
    "TextFact",
    "Word",
    "enough",
    "language",
    "normalise",
    "one_script",
    "sentences",
    "shorten",
    "telling",
    "term",
    "tokens",
    "unspaced",
    "words",
]
