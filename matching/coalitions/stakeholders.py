"""Which kinds of partner a text asks for, read from its words in the six languages; a guess that people can edit."""

from __future__ import annotations

import re
from functools import cache

from matching.records import Kind, Partner, Size

# What a stakeholder facet may ask for beside the nine kinds of partner.
COMPANY, SMALL_FIRM, WOMEN_LED, PRODUCERS = "company", "msme", "women_led", "producers"
CODES = (*(kind.value for kind in Kind), COMPANY, SMALL_FIRM, WOMEN_LED, PRODUCERS)

# Beginnings of words that name somebody of a kind; `=` asks for the whole word. Buyers and investors "abroad" and
# brands are multinational in the reports' sense; wholesalers, workshops and the like are local by nature.
_WORDS: dict[str, str] = {
    Kind.MULTINATIONAL: "multinational;international compan;global compan;global brand;large compan;largest compan;"
    "big compan;importer;international buyer;buyers abroad;fashion brand;consumer brand;foreign investor;"
    "international investor;global firm;world's leading;chief executive;"
    "grande entreprise;entreprise internationale;importateur;gran empresa;grandes empresas;empresa internacional;"
    "importador;транснациональн;международн компани;крупн компани;импорт[её]р;跨国;进口商;国际企业;大型企业;"
    "شركات عالمية;شركات دولية;متعددة الجنسيات;مستورد",
    Kind.NATIONAL_COMPANY: "national compan;local compan;local firm;local business;domestic compan;domestic firm;"
    "wholesaler;local trader;local workshop;inclusive business;stock exchange;local operator;social business;"
    "entreprise locale;entreprises locales;entreprise nationale;grossiste;empresa local;empresas locales;"
    "empresa nacional;mayorista;местн компани;местн предприят;национальн компани;оптов;"
    "本地企业;当地企业;批发商;本国企业;本地工坊;شركات محلية;شركات وطنية;تجار الجملة",
    Kind.CORPORATE_FOUNDATION: "corporate foundation;company foundation;fondation d'entreprise;fundación empresarial;"
    "корпоративн фонд;企业基金会;مؤسسات الشركات الخيرية",
    Kind.FOUNDATION: "=foundation;=foundations;philanthrop;=funder;=funders;=fondation;=fondations;=fundación;"
    "=fundaciones;благотворительн фонд;慈善;基金会;مؤسسات خيرية",
    Kind.NGO: "=ngo;=ngos;non-governmental;nongovernmental;civil society;=charity;=charities;community organi;"
    "trade union;=unions;relief organi;volunteer group;grassroots;=ong;non gouvernementale;société civile;"
    "no gubernamental;sociedad civil;=нпо;неправительственн;гражданск обществ;非政府;民间社会;社区组织;工会;慈善机构;"
    "منظمات غير حكومية;المجتمع المدني;النقابات",
    Kind.GOVERNMENT: "=government;=governments;ministr;municipal;public authorit;=authorities;agencies of the state;"
    "labour inspector;state buyer;=cities;gouvernement;ministère;autorités;gobierno;ministerio;autoridades;"
    "правительств;министерств;орган власти;政府;主管部门;当局;市政;الحكوم;وزار;السلطات",
    Kind.ACADEMIA: "universit;academi;=scholars;research institute;scientist;=college;=colleges;université;"
    "chercheur;universidad;investigador;университет;научн институт;大学;高校;学术;研究机构;院校;جامعات;جامعة;باحث",
    Kind.BUSINESS_ASSOCIATION: "chamber of commerce;chambers of commerce;business association;industry association;"
    "business network;employers;federation of;network of compan;networks of compan;investor network;"
    "chambre de commerce;association professionnelle;cámara de comercio;asociación empresarial;торгов палат;"
    "ассоциаци предприят;商会;行业协会;雇主;商业网络;غرفة التجارة;اتحاد",
    PRODUCERS: "farmer group;farmers' group;producer group;producers' group;producer organi;cooperative;smallholder;"
    "artisan;groupement;coopérative;petits exploitants;cooperativa;pequeños productores;кооператив;фермерск;"
    "农民团体;合作社;生产者;手工艺人;تعاوني;صغار المزارعين",
    SMALL_FIRM: "small firm;small and medium;small business;=sme;=smes;=msme;=msmes;micro-entrepreneur;start-up;"
    "startup;village entrepreneur;=pme;petites entreprises;=pyme;=pymes;pequeñas empresas;мал предприят;"
    "中小企业;小微;初创;المشاريع الصغيرة;الشركات الصغيرة",
    WOMEN_LED: "women-led;women-owned;led by women;owned by women;dirigée par des femmes;dirigées par des femmes;"
    "lideradas por mujeres;de mujeres empresarias;возглавляем женщин;"
    "女性领导;妇女企业;妇女拥有;تقودها نساء;تملكها نساء",
    COMPANY: "=company;=companies;=firm;=firms;manufactur;supplier;=bank;=banks;insurer;=operator;=operators;"
    "retailer;=exporter;=exporters;=traders;asset manager;entreprise;=fabricants;fournisseur;empresa;proveedor;"
    "компани;предприят;поставщик;企业;公司;供应商;厂商;银行;شركات;شركة;موردين",
}


def mentioned(text: str) -> tuple[str, ...]:
    """Return the codes of the stakeholders that the text names, in the order of `CODES`.

    A company of no stated kind is left out where a kind of company is named too.
    """
    folded = text.casefold()
    found = {code for code, patterns in _patterns().items() if any(pattern.search(folded) for pattern in patterns)}
    if found & {Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY, SMALL_FIRM}:
        found.discard(COMPANY)
    return tuple(code for code in CODES if code in found)


def answers_to(partner: Partner, code: str) -> bool:
    """Return whether the partner is a stakeholder of the code.

    :raises ValueError: If there is no such code; the message lists those that exist.
    """
    if code not in CODES:
        raise ValueError(f"no stakeholder {code!r}; there are {', '.join(CODES)}")
    return {
        COMPANY: partner.kind in (Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY),
        SMALL_FIRM: partner.size is Size.MSME,
        WOMEN_LED: partner.women_led is True,
        PRODUCERS: partner.kind is Kind.OTHER,
    }.get(code, partner.kind == code)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {code: tuple(_compiled(word) for word in words.split(";")) for code, words in _WORDS.items()}


def _compiled(word: str) -> re.Pattern[str]:
    if word == "政府":  # 非政府 is the opposite
        return re.compile("(?<!非)政府")
    if word.startswith("="):
        return re.compile(rf"\b{re.escape(word[1:])}\b")
    # Chinese has no blanks and Arabic joins its articles: there a word counts anywhere. Elsewhere endings may follow
    # each part, since Russian and French decline them.
    if not re.match(r"[a-zà-öø-ÿа-яё]", word):
        return re.compile(re.escape(word))
    parts = word.replace("[её]", "е").split()
    return re.compile(r"\b" + r"\w*\s+".join(re.escape(part).replace("е", "[её]") for part in parts))
