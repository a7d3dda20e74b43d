"""One need in six languages finds the same partner, whatever language that writes in (real encoder)."""

import pytest

from matching.pool import Pool
from matching.ranking import rank
from matching.records import Profile
from models.encoder import load_encoder
from tests.matching.builders import need, profile

pytestmark = pytest.mark.encoder

NEEDS = {
    "en": "Villages need clean drinking water: we look for partners who drill wells and repair hand pumps.",
    "fr": "Les villages ont besoin d'eau potable : nous cherchons qui fore des puits et répare les pompes à main.",
    "es": "Los pueblos necesitan agua potable: buscamos socios que perforen pozos y reparen bombas manuales.",
    "ru": "Деревням нужна чистая питьевая вода: мы ищем партнёров, которые бурят скважины и чинят ручные насосы.",
    "ar": "تحتاج القرى إلى مياه شرب نظيفة: نبحث عن شركاء يحفرون الآبار ويصلحون المضخات اليدوية.",
    "zh": "村庄需要清洁的饮用水：我们寻找能打井和修理手动水泵的合作伙伴。",
}
ENGLISH = [
    profile("loans", "We lend small sums to women who run a shop or a workshop, and train them to keep accounts."),
    profile("vaccines", "We carry vaccines and equip dispensaries with solar refrigerators."),
    profile("forests", "We measure the carbon of forests by satellite and drone for governments."),
    profile("schools", "We train the teachers of rural schools and make electronic textbooks."),
    profile("tents", "We produce tents and blankets and deliver them to refugee camps."),
    profile("money", "We offer mobile money transfers and digital identity to migrants."),
    profile("wells", "We drill wells for rural communities and keep their hand pumps running."),
]
MIXED = [
    *ENGLISH[:2],
    profile("bosques", "Medimos el carbono de los bosques con satélites y drones para los gobiernos."),
    profile("banque", "Nous accordons des crédits aux coopératives et assurons leurs récoltes contre la sécheresse."),
    profile("школы", "Мы учим учителей сельских школ и готовим электронные учебники."),
    profile("خيام", "ننتج الخيام والبطانيات ونوصلها إلى مخيمات اللاجئين."),
    profile("支付", "我们为移民提供手机汇款和数字身份服务。"),
    profile("wells", "我们为农村社区打井，并维护他们的手动水泵。"),
]


@pytest.mark.parametrize(("profiles", "within"), [(ENGLISH, 1), (MIXED, 2)], ids=["english", "mixed"])
def test_a_need_in_any_language_finds_who_drills_wells(profiles: list[Profile], within: int) -> None:
    pool = Pool.of(profiles, load_encoder("default"))
    found = {
        spoken: [match.partner for match in rank(need("n", text), pool, top=within).matches]
        for spoken, text in NEEDS.items()
    }
    assert {spoken: "wells" in first for spoken, first in found.items()} == dict.fromkeys(NEEDS, True)
