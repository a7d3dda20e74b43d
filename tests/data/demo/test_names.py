from __future__ import annotations

import csv
import re
import unicodedata

from rapidfuzz import fuzz, process

from data.demo import DemoNetwork
from data.demo.chance import Dice
from data.demo.names import respelled, stem
from data.demo.network import TrapKind
from data.demo.words import naming
from tests.realdata import shared_data

FORMS = re.compile(
    r"\b(ltd|limited|plc|inc|corp|corporation|company|co|llc|group|holdings?|ag|se|sa|s\.a|nv|n\.v|bv|ab|asa|as|oyj|spa|s\.p\.a"
    r"|kk|jsc|pjsc|bhd|tbk|pt|gmbh|kgaa|kg|enterprises|industries|the|and)\b|[.,&()'\"-]"
)


def plain(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.lower())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(FORMS.sub(" ", letters).split())


def test_names_are_given_once(network: DemoNetwork) -> None:
    names = [partner.name for partner in network.partners]
    assert len(set(names)) == len(names)


def test_names_come_in_four_scripts(network: DemoNetwork) -> None:
    for script in ("LATIN", "CYRILLIC", "ARABIC", "CJK"):
        assert any(
            any(unicodedata.name(letter, "").startswith(script) for letter in partner.name)
            for partner in network.partners
        ), script


def test_a_name_in_another_script_has_a_latin_alias(network: DemoNetwork) -> None:
    doubles = {trap.records[1] for trap in network.trapped(TrapKind.NEAR_DUPLICATE)}
    for partner in network.partners:
        foreign = any(unicodedata.name(letter, "")[:4] in ("CYRI", "ARAB", "CJK ") for letter in partner.name)
        if foreign and partner.id not in doubles:
            assert any(alias.isascii() for alias in partner.aliases), partner


def test_every_style_makes_many_stems() -> None:
    for style in naming()["styles"]:
        assert len({stem(style, Dice("stems", style, turn)).native for turn in range(400)}) > 250, style


def test_a_second_clerk_never_writes_the_same() -> None:
    for name in ("Wexcombe Works Ltd", "ООО «Вельмастан»", "沐禾启新能源有限公司", "شركة تلمارين للطاقة ذ.م.م"):
        for turn in range(30):
            assert respelled(name, Dice("clerk", name, turn)) != name


def test_no_invented_name_is_or_resembles_a_real_company(network: DemoNetwork) -> None:
    path = shared_data("companies", "company_profiles_6000.csv")
    with path.open(encoding="utf-8", newline="") as file:
        real = {plain(row["name"]) for row in csv.DictReader(file)} - {""}
    invented = {plain(partner.name): partner.name for partner in network.partners}
    assert not set(invented) & real
    near = {
        name: hit
        for text, name in invented.items()
        if len(text) > 3 and (hit := process.extractOne(text, real, scorer=fuzz.ratio, score_cutoff=88))
    }
    assert near == {}
