"""Words around the names of UN entities: those of offices, and those of others who bear an entity's name."""

from __future__ import annotations

from matching.identity.spelling import plain, spelled
from matching.names.words import FILLERS

# The United Nations in the languages in which it is part of a name.
UNITED_NATIONS = (
    "united nations",
    "united nation",
    "nations unies",
    "naciones unidas",
    "nacoes unidas",
    "vereinte nationen",
    "объединенных нации",
    "объединенные нации",
    "организации un",
    "организация un",
    "онн",
    "оон",
    "onu",
    "الامم المتحده",
    "للامم المتحده",
)
_LITTLE = """
    a l d in on at its pour para por y e en aux au los las и в на из для من علي في لل عن ل with dans
"""
LITTLE = frozenset(_LITTLE.split()) | FILLERS
# What stands beside the name of an entity when one of its own offices is meant.
_OFFICE = """
    un office offices country emro afro euro searo wpro rowca roap gaza regional subregional sub region
    representation representative representatives liaison
    field headquarters hq multi cluster agency programme program mission bureau national local hub centre center
    secretariat geneva team bureaux pays oficina oficinas pais representacion delegacion sede siege antenne
    delegation regionale regional отделение представительство представительства бюро офис региональное
    региональный страновой страновое штаб квартира مكتب المكتب الاقليمي القطري اقليمي قطري فرع بعثه ممثليه مقر
    عاصمه supply division private fundraising partnerships
"""
OFFICE = frozenset(spelled(word) for word in _OFFICE.split())
_OFFICE_CHINESE = """
    办事处 代表处 办公室 国家 区域 总部 驻 华 地区 分部 联络处
"""
OFFICE_CHINESE = tuple(_OFFICE_CHINESE.split())
# Words of those who raise funds for an entity, or study or teach it, and are not it.
_SUPPORT = """
    friends friend foundation committee committees committee's association associations usa supporters society
    stiftung fondation fundacion comite amis amigos con avec fur club clubs ambassadors credit federal retirees
    former staff union komitee kansallinen kampagne nationalkomitee deutsches schweizerisches osterreichisches
    stichting vrienden друзья комитет ассоциация поддержки общество содействия اصدقاء لجنه جمعيه موسسه اللجنه
    الوطنيه جامعه charity campaign school model students youth alumni correspondents
"""
SUPPORT = frozenset(each for word in _SUPPORT.split() for each in (spelled(word), plain(spelled(word))))
_SUPPORT_CHINESE = """
    之友 基金会 协会 委员会 美国基金 支持 模拟 学会 全国委员会 国家委员会 俱乐部 基金
"""
SUPPORT_CHINESE = tuple(_SUPPORT_CHINESE.split())
# A fund supports an entity when nothing but a country stands beside it: US Fund for UNICEF, but UNDP Trust Fund.
FUNDS = frozenset(("fund", "funds", "fonds", "fondo", "фонд", "صندوق"))
# Entities with bodies of citizens beside them, and the countries where such a body and not an office bears the name.
RAISES_FUNDS = frozenset({"UNICEF", "UNHCR", "WFP", "UN Women", "UNFPA", "UNRWA", "UNEP", "UNESCO", "UNDP"})
_RAISED = """
    AUS AUT AND BEL CAN CHE CZE DEU DNK ESP FIN FRA GBR HKG HUN IRL ISL ISR ITA JPN KOR LIE LTU LUX NLD NOR NZL
    POL PRT SGP SMR SVK SVN SWE TUR USA
"""
RAISED_IN = frozenset(_RAISED.split())
