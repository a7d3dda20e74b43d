"""Which of the 17 Goals a text serves, in six languages, as calibrated scores."""

from models.sdg.features import GOALS
from models.sdg.tagger import SdgTagger, Tags
from models.sdg.training import LabelledText, prepare_tagger, train_tagger

__all__ = ["GOALS", "LabelledText", "SdgTagger", "Tags", "prepare_tagger", "train_tagger"]
