"""Words that tell little about who is meant: legal forms, and what an organisation does, in several languages.

What an organisation does is one concept whatever the language, so that a name can be compared with its translation.
"""

from __future__ import annotations

from types import MappingProxyType

# Forms of more than one word, folded; they go before the name is cut into words.
LEGAL_PHRASES = (
    "gesellschaft mit beschrankter haftung",
    "s de rl de cv",
    "sociedad anonima",
    "societe anonyme",
    "private limited",
    "proprietary limited",
    "public joint stock company",
    "joint stock company",
    "limited liability company",
    "group of companies",
    "группа компаний",
)

_LEGAL = """
    ab ag as asa ay bv co coop corp corporation company companies cia compania cie compagnie cv ead eg est
    establishment eurl gmbh group grupo groupe gruppe holding holdings inc incorporated jsc kft kg kk lda limited llc
    llp lp ltd ltda mbh nv ojsc ong oy oyj ou plc pjsc pt pte pty pvt rl sa sae sal sarl sas sdn bhd se sl sociedade
    spa sp spzoo srl sti tbk tov uab zao ооо оао зао пао ао тоо ип нко холдинг групп группа компания общество
    объединение شركه مجموعه
"""
LEGAL = frozenset(_LEGAL.split())

_FILLERS = "the of and for de del la le les du des da do dos di el al et und von van to no nr num по في"
FILLERS = frozenset(_FILLERS.split())

_CONCEPTS = """
    agriculture: agriculture agricultural agricole agricola agro farming farm farms زراعه زراعيه сельхоз 农业 農業
    airline: airways airlines aviation авиа طيران 航空
    association: association associacion asociacion ассоциация جمعيه 协会
    bank: bank banking banque banco banca банк بنك مصرف 银行 銀行
    brothers: brothers bros hermanos freres اخوان
    cement: cement cimento ciment cemento цемент اسمنت 水泥
    chemistry: chemical chemicals chimie quimica химия كيماويات 化工
    construction: construction contracting contractors building builders стройка строй مقاولات انشاءات 建设 建設 建筑
    development: development desarrollo developpement развитие تنميه 发展
    drink: breweries brewery beverages مشروبات 饮料
    electronics: electronics electronic электроника الكترونيات 电子
    energy: energy energie energia energo power энергия энерго طاقه 能源 电力
    engineering: engineering ingenierie ingenieria инжиниринг هندسي هندسه 工程
    entertainment: entertainment развлечения ترفيه 娱乐
    factory: factory plant works mill mills завод фабрика مصنع 工厂
    farma: pharma pharmaceutical pharmaceuticals farma medical medicine фарма ادويه 制药 医药
    fish: fish fishing fisheries peche pesca рыба اسماك 渔业
    food: food foods alimentos продукты اغذيه 食品
    foundation: foundation fondation fundacion stiftung trust фонд مؤسسه موسسه 基金会
    gas: gas газ غاز 天然气
    hospital: hospital hospitals clinic больница مستشفي 医院
    hotel: hotel hotels resort tourism سياحه туризм 旅游
    house: house дом بيت
    industry: industry industries industrial industrielle industria sanayi промышленность صناعات صناعيه 工业
    insurance: insurance assurance seguros страхование تامين 保险
    international: international internacional global world международный دوليه دولي عالميه 国际 國際
    laboratory: laboratory laboratories laboratorios laboratoire лаборатория مختبرات 实验室
    logistics: logistics transport freight forwarders forwarding логистика транспорт نقل 物流 运输
    mining: mining mines minerals горный تعدين 矿业
    national: national nacional национальный وطنيه وطني 国家
    office: office bureau oficina مكتب 办公室
    oil: oil petroleum petrol нефть neft نفط بترول 石油
    pharmacy: pharmacy apotheke farmacia аптека صيدليه 药房
    production: production producer producers producing производство انتاج 生产
    school: school schools schooling школа مدارس 学校
    science: technology technologies technical tech технологии تكنولوجيا تقنيه 技术 技術 科技
    shipping: shipping maritime rederi naviera судоходство شحن ملاحه 航运
    sons: sons fils hijos اولاده واولاده
    steel: steel acier acero сталь حديد 钢铁
    supply: supplies supply поставки توريدات
    textile: textile textiles weavers ткани نسيج 纺织
    trade: trade trading traders commerce commercial comercio торговый торговля торг تجاره تجاريه 贸易 貿易
    university: university universite universidad университет جامعه 大学 大學
    water: water eau agua вода مياه 水务
    export: export exports экспорт تصدير 出口
    charity: charity charitable خيريه 慈善
    cooperative: cooperative cooperativa кооператив تعاونيه 合作社
"""
# Not what an organisation does but which one it is: kept as part of the name, in one language.
_NUMBERS = "first: 第一 первый الاول\n second: 第二 второй الثاني\n third: 第三 третий الثالث"


def _read(lines: str) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in lines.splitlines() if line.strip())
    return {word: concept.strip() for concept, words in pairs for word in words.split()}


CONCEPTS = MappingProxyType(_read(_CONCEPTS))
NUMBERS = MappingProxyType(_read(_NUMBERS))
# In Chinese words aren't apart: the longest known piece is cut out first.
CHINESE_LEGAL = ("股份有限公司", "有限责任公司", "股份有限", "有限公司", "集团公司", "公司", "集团", "集團", "控股")
CHINESE = tuple(sorted((w for w in (*CONCEPTS, *NUMBERS) if "\u4e00" <= w[0] <= "\u9fff"), key=lambda w: (-len(w), w)))
