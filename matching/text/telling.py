"""How much the words of a text tell of its subject: numbers and units nothing, names and common talk little."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from matching.text.language import Language
from matching.text.words import Word, term

# A name of a place, a crisis or a person says where and who; as rare as it is, it would outweigh what is asked.
NAME = 0.25
# What nearly every project and every profile says.
COMMON = 0.25

_UNITS: dict[Language, str] = {
    Language.ENGLISH: """
        kg kgs mg ml ltr litre litres liter liters km km2 m2 m3 cm mm ha hectare hectares mt ton tons tonne
        tonnes kva kw kwp mw mwh kwh gb mb usd eur million millions billion thousand hundred cent percent
        month months day days week weeks year years january february march april june july august september
        october november december
    """,
    Language.FRENCH: """
        kg litre litres km hectare hectares tonne tonnes million millions mille milliard pourcent cent mois
        jour jours semaine semaines année années ans janvier février mars avril juin juillet août septembre
        octobre novembre décembre usd eur dollars euros
    """,
    Language.SPANISH: """
        kg litro litros km hectárea hectáreas tonelada toneladas millón millones mil ciento mes meses día
        días semana semanas año años enero febrero marzo abril mayo junio julio agosto septiembre octubre
        noviembre diciembre usd eur dólares euros
    """,
    Language.RUSSIAN: """
        тыс тысяч тысячи млн млрд миллион миллиона миллионов год года лет месяц месяца месяцев день дней
        неделя недели кг км га тонна тонн долл доллар долларов процент процентов января февраля марта апреля
        мая июня июля августа сентября октября ноября декабря
    """,
    Language.ARABIC: """
        ألف آلاف مليون مليار دولار سنة سنوات عام أشهر شهر شهراً يوم أيام أسبوع كغ كيلومتر طن أطنان بالمئة
        المئة
    """,
}
_COMMON: dict[Language, str] = {
    Language.ENGLISH: """
        project programme program support partner partnership people person community country government
        ministry national local international region regional area need seek look looking want wish require
        request ask help assist assistance provide provision offer supply deliver delivery donate donation
        discount free cost price buy purchase procure urgent approx use make new work working good well best
        women men girl boy child children family household refugee displaced population beneficiary access
        include based company firm organization organisation business group team office colleague interested
        available possible existing sponsor anybody anyone somebody keep put can able willing ready train
        training
    """,
    Language.FRENCH: """
        projet programme appui soutien partenaire partenariat personnes communauté pays gouvernement
        ministère national nationale local locale région besoin besoins recherche recherchons cherche
        cherchons nécessaire demande aider aide fournir fourniture offre offrir livraison livrer don donner
        gratuit prix coût acheter achat urgent femmes hommes filles enfants enfant familles famille ménages
        réfugiés déplacés population accès entreprise société organisation équipe bureau collègues
        disponible possible capable
    """,
    Language.SPANISH: """
        proyecto programa apoyo socio socios alianza personas comunidad comunidades país países gobierno
        ministerio nacional local región necesidad necesita necesitamos buscamos busca falta faltan requiere
        solicitar ayuda ayudar proveer suministro suministrar ofrecer oferta entrega entregar donación donar
        gratis precio costo comprar compra urgente mujeres hombres niñas niños familias familia hogares
        refugiados desplazados población acceso empresa organización equipo oficina colegas disponible
        posible capaz
    """,
    Language.RUSSIAN: """
        проект программа поддержка партнёр партнёры люди людей община страна правительство министерство
        национальный местный регион нужен нужны нужна ищем требуется необходимо необходим помощь помочь
        предоставить поставка поставить предложить закупка купить срочно цена стоимость бесплатно женщина
        дети детей семья беженец население доступ компания организация группа команда офис коллеги готовы
    """,
    Language.ARABIC: """
        مشروع المشاريع برنامج دعم شريك شركاء الناس مجتمع المجتمعات بلد دولة حكومة وزارة وطني محلي منطقة
        نحتاج بحاجة نبحث مطلوب مساعدة تقديم توفير توريد تسليم تبرع مجانا سعر تكلفة شراء عاجل نساء أطفال
        فتيات أسر اللاجئين النازحين السكان شركة شركات منظمة منظمات فريق مكتب متاح قادرة
    """,
    Language.CHINESE: """
        项目 支持 合作 伙伴 社区 国家 政府 地区 需要 寻找 寻求 希望 帮助 提供 供应 捐赠 采购 急需
        企业 公司 组织 机构 人员 妇女 儿童 家庭 难民 人口 万人 能够 可以 愿意 我们 谁能 联合 合国
    """,
}
_STARTS = re.compile(r"(?:^|[.!?;:…。！？\n•\-–—(\"«“]\s*)$")


def telling(text: str, said: Sequence[Word]) -> tuple[float, ...]:
    """Return for each word of the text, as `words` finds them, how much it tells, 0..1."""
    small = {word.term for word in said if text[word.start].islower()}
    return tuple(_tells(text, word, small) for word in said)


def _tells(text: str, word: Word, small: set[str]) -> float:
    if word.term.isdecimal() or word.term in _UNIT_TERMS:
        return 0.0
    if word.term in _COMMON_TERMS:
        return COMMON
    written = text[word.start : word.end]
    named = written[:1].isupper() and not written.isupper() and word.term not in small
    return NAME if named and not _STARTS.search(text, max(0, word.start - 4), word.start) else 1.0


def _terms(listed: Mapping[Language, str]) -> frozenset[str]:
    """The search terms of the listed words, each stemmed in its own language."""
    return frozenset(
        word if spoken is Language.CHINESE else term(word, spoken)
        for spoken, said in listed.items()
        for word in said.split()
    ) - {""}


_UNIT_TERMS, _COMMON_TERMS = _terms(_UNITS), _terms(_COMMON)
