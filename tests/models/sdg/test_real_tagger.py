"""The tagger that is shipped, on official wording that it has not seen."""

from __future__ import annotations

import pytest

from benchmarks.tagging import LANGUAGES, descriptions, examples, is_reported, official_targets, on_targets
from models.cache import CachedEncoder
from models.encoder import load_encoder
from models.folder import cache_folder
from models.sdg import SdgTagger, prepare_tagger

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def tagger() -> SdgTagger:
    encoder = CachedEncoder(load_encoder("default"), cache_folder() / "vectors")
    return prepare_tagger(encoder, descriptions(), examples(), cache_folder() / "taggers")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_right_goal_is_first_for_85_in_100_official_targets(tagger: SdgTagger, language: str) -> None:
    targets = {target: text for target, text in official_targets(language).items() if is_reported(target)}
    if not targets:
        pytest.skip("the official target texts are not in ../shared/data")

    found = on_targets(tagger, targets)

    assert found["first_is_right"] >= 0.85
    assert found["f1"] >= 0.85


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("Insurance that pays herders when satellites see that the pasture is dry", 2),
        ("Nous équipons les maternités rurales de couveuses solaires", 3),
        ("Formamos a maestras bilingües en la selva", 4),
        ("Мы строим школьные туалеты и скважины", 6),
        ("نعيد تشجير التلال المتدهورة مع القرويين", 15),
        ("我们帮助税务部门提高征税能力，增加国内收入", 17),
    ],
)
def test_everyday_offers_find_their_goal_in_each_language(tagger: SdgTagger, text: str, goal: int) -> None:
    (tag,) = tagger.tag([text])

    assert goal in sorted(tag.scores, key=tag.scores.__getitem__)[-3:]
