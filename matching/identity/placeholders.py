"""Placeholders in place of names ("Private donors", "Various", "n/a" in six languages), and persons."""

from __future__ import annotations

import re

from matching.identity.lexicon import is_chinese
from matching.identity.spelling import spelled
from matching.names.words import FILLERS

# A name made of these alone, with at least one of the first kind, stands for whoever it was.
_EMPTY = """
    خاصه confirmed determined implementing مانحه applicable aplicable especificado especificada especificados
    specifie specifies available private privado privados privada privadas prive prives privee privees privat
    particuliers particulares частный частные частных частное частного خاص الخاص خاصون خواص various varios
    varias divers diverses different differents diferentes разные различные متنوع متنوعون مختلف مختلفه مختلفون
    متعددون متعدده متعدد عده multiple multiples multi several plusieurs некоторые unspecified undefined unknown
    undisclosed unnamed unallocated unearmarked uncategorized unclassified specified inconnu inconnus inconnue
    desconocido desconocidos desconocida неизвестно неизвестный неизвестные неуказано указано غير محدد محدده
    معروف معلوم مجهول معلن na none nil null tbd tbc tba nn xx xxx aucun aucune ninguno ninguna нет нд لايوجد لا
    يوجد anonymous anonyme anonymes anonimo anonimos anonima анонимный анонимные анонимно анонимных مجهولون
    مجهولو other others autre autres otro otros otras прочие прочее другие другой اخرى اخري اخرون miscellaneous
    misc sundry diversos donor donors donateur donateurs donante donantes донор доноры доноров донора مانح
    مانحون المانحون المانحين مانحين متبرع متبرعون متبرعين bailleur bailleurs contributor contributors
    contributeurs contribuyentes individual individuals particulier individus individuos individuales физические
    лица лиц افراد الافراد public publics publico publique población общественность companies company businesses
    business corporates corporate entreprises entreprise empresas empresa компании предприятия شركات firms
    societes private-sector secteur sector сектор сектора القطاع قطاع multilateral multilaterals bilateral
    regular core budget appeal contributions contribution contribuciones взносы مساهمات تبرعات donations
    donation dons donaciones pledges fundraising telethon ngo ngos ong ongs нпо government governments
    gouvernement gobierno правительство حكومه govt gov test dummy internal propres propios propias interne internes own
    собственные various miscelaneos details ingos lngo lngos nngo nngos cso csos cbo cbos osc pending pooled self
    autofinancement
    autofinanciado auto gouvernements gobiernos ingo nngo lngo sin example placeholder
"""
_AROUND = """
    sector donor funding funds fund sources source organizations organisations organization organisation
    foundations foundation entities entity agencies agency partners partner implementing local international
    national nonprofit non profit governmental supporters philanthropists account special programme program
    programmes regular technical cooperation organisme organismes organismos organizaciones fondations
    fundaciones socios partenaires financement fondos fuente fuentes internacionales internationaux nationaux
    locaux locales организации организаций фонды партнеры источники منظمات مؤسسات موسسات شركاء جهات جهه محليه
    دوليه مصادر not no yet applicable available determined confirmed be to by or reported provided stated
    disclosed disponible disponibles aplicable especificado especificada especificados specifie specifies
    precise non sin se aplica указан указана определено не un unies united nations excl incl cerf etc excluding
    including general all tous todos все grand the and individuals in kind trust appeals country level members
    member states reserves fonds propre ressources resources recursos capital civil society bodies body groupe group
    groups association associations asociaciones partenaire socio nationales nationale locale interno interna state
    funded
    financiamiento financement financing autres specifier definir confirmer determinar determiner
"""
_FIRST = frozenset(spelled(word) for word in _EMPTY.split())
_REST = (
    frozenset(spelled(word) for word in _AROUND.split())
    | FILLERS
    | {"a", "y", "e", "o", "i", "и", "و", "в", "from", "s"}
)
_CHINESE_EMPTY_WORDS = """
    私营部门 私人部门 私营企业 私人捐助者 私人捐赠者 私人捐款 私人 个人捐款 个人捐助者 个人 匿名 不详 未知
    未指明 未说明 未具名 未指定 无名 各种 各类 其他 其它 多个 若干 捐助者 捐助方 捐赠者 捐款者 捐款 各方 公众
    社会公众 待定 暂无 不适用 无 企业界 私营 民营企业 多边 经常预算 核心资源
"""
_CHINESE_EMPTY = tuple(_CHINESE_EMPTY_WORDS.split())
_CHINESE_AROUND_WORDS = """
    来源 机构 组织 部门 企业 公司 的 和 与 及 人士 伙伴 资金 非政府组织 基金会 等
"""
_CHINESE_AROUND = tuple(_CHINESE_AROUND_WORDS.split())
_PIECES = tuple(sorted((*_CHINESE_EMPTY, *_CHINESE_AROUND), key=lambda piece: (-len(piece), piece)))
_TITLE = re.compile(
    r"^(?:mr|mrs|ms|mister|dr|prof|professor|sir|dame|hrh|mme|mlle|monsieur|madame|sr|sra|srta|herr|frau|г н|г жа"
    r"|господин|госпожа|السيد|السيده|الدكتور|الدكتوره|الاستاذ|الشيخ)\s+\S+"
)
_PERSONS = """
    consultant consultants consultor consultora consultante freelancer freelance консультант مستشار استشاري
"""
_PERSON_WORDS = frozenset(_PERSONS.split())
_CHINESE_PERSON = ("先生", "女士", "博士", "教授")
GOVERNMENTS = frozenset(
    ["government", "governments", "govt", "gov", "gouvernement", "gobierno", "правительство", "حكومه"]
)
_NO_NAME = frozenset(" ".join(letters) for letters in ("", "x", "na", "n a", "s n", "s o"))


def is_placeholder(name: str, without_places: str | None = None) -> bool:
    """Return whether a name stands for nobody in particular; `without_places` is the name without its countries.

    A dash, a number, a tag of HXL or nothing at all is such a name, too.
    """
    text = spelled(name)
    if text in _NO_NAME or not any(letter.isalpha() for letter in text) or name.lstrip().startswith("#"):
        return True
    if is_chinese(text):
        return _empty_chinese(text.replace(" ", ""))
    words = text.split() if without_places is None else without_places.split()
    # "Government" alone is anybody's; that of a country is not.
    return (_empty(words) and not GOVERNMENTS & set(words)) or _empty(text.split())


def is_person(name: str) -> bool:
    """Return whether a name calls somebody by a title, or says that it is a consultant and no firm."""
    text = spelled(name)
    if is_chinese(text):
        return text.endswith(_CHINESE_PERSON) and len(text) <= 7
    words = text.split()
    told = bool(_PERSON_WORDS & set(words)) and bool(
        {"individual", "independent", "independant", "freelance"} & set(words)
    )
    return told or (bool(_TITLE.match(text)) and len(words) <= 6)


def _empty(words: list[str]) -> bool:
    told = [word for word in words if not word.isdigit()]
    return any(word in _FIRST for word in told) and all(word in _FIRST or word in _REST for word in told)


def _empty_chinese(text: str) -> bool:
    found = False
    while text:
        piece = next((each for each in _PIECES if text.startswith(each)), "")
        if not piece:
            return False
        found |= piece in _CHINESE_EMPTY
        text = text[len(piece) :]
    return found
