"""Words that tell little about who is meant: legal forms, and what an organisation does, in several languages.

What an organisation does is one concept whatever the language, so that a name can be compared with its translation.
"""

from __future__ import annotations

from types import MappingProxyType

# Forms of more than one word, folded; they go before the name is cut into words.
LEGAL_PHRASES = (
    "gesellschaft mit beschrankter haftung",
    "gmbh co kg",
    "gesellschaft mit beschraenkter haftung",
    "s de rl de cv",
    "sp z o o",
    "sp z oo",
    "spolka z oo",
    "spolka akcyjna",
    "spol s ro",
    "sociedad anonima",
    "sociedad limitada",
    "sociedade anonima",
    "societe anonyme",
    "societe a responsabilite limitee",
    "societa per azioni",
    "anonim sirketi",
    "limited sirketi",
    "ltd sti",
    "kabushiki kaisha",
    "perseroan terbatas",
    "naamloze vennootschap",
    "besloten vennootschap",
    "private limited",
    "proprietary limited",
    "public limited company",
    "public joint stock company",
    "open joint stock company",
    "closed joint stock company",
    "joint stock company",
    "limited liability company",
    "group of companies",
    "группа компаний",
    "общество с ограниченной ответственностью",
    "публичное акционерное общество",
    "закрытое акционерное общество",
    "открытое акционерное общество",
    "акционерное общество",
    "ذ م م",
    "ش م م",
    "ش م ل",
    "شركه مساهمه",
)

_LEGAL = """
    aps berhad eirl sac شمم ذمم شذمم شمك акционерное закрытое открытое публичное ответственностью ограниченной с
    ab ag aktiebolag aktiengesellschaft aktieselskab as asa ay bv co coop corp corporation company companies cia
    compania companhia cie compagnie cv doo dd ead eg est establishment eurl gmbh group grupo groupe gruppe gruppo
    holding holdings inc incorporated jsc kft kg kk lda limited limitada llc llp lp ltd ltda mbh nv ojsc cjsc oy
    oyj ou plc pjsc private pt pte pty pvt rl sa sae sal sarl sas sdn bhd se sl sociedade societe sociedad societa sp
    spa spzoo sro srl sti tbk tov uab zao zrt ооо оао зао пао ао тоо тов ват пат ат ип чп нко холдинг групп группа
    ooo oao zao pao ao too aksjeselskap anpartsselskab osakeyhtio eireli epp me kommanditgesellschaft vof kk yk
    bhd pty cc npc saoc saog wll fze fzco kscc psc pcl pjs
    компания компанія общество товариство объединение شركه مجموعه محدوده محدود مساهمه قابضه
"""
LEGAL = frozenset(_LEGAL.split())

_FILLERS = "the of and for de del la le les du des da do dos di el al et und von van to no nr num y i ile ve imeni"
_FILLERS += " og och ja по и имени им في و"
FILLERS = frozenset(_FILLERS.split())
# Written in several ways, and always the same: short forms, and given names whose vowels wander.
_SAME = """
    abdul: abdel abdal abdol abdoul
    nasir: nasser naser nassir
    karim: kareem
    rahman: rehman rahmane
    ali: aly
    hamid: hameed
    rashid: rasheed rachid
    salim: saleem
    saint: st sankt sainte sant san santa santo
    mount: mt
    international: intl
    muhammad: mohamed mohammed mohammad muhammed mohamad mehmed mehmet muhamed mohd
    ahmad: ahmed ahmet achmad
    yusuf: youssef yousef yousuf yosef yussuf yusef
    uthman: osman othman usman ousmane
    hussein: hussain husain husayn hossein hosein husein
    hassan: hasan
    ibrahim: ibraheem ebrahim
    umar: omar omer
    khalid: khaled
    mustafa: mostafa moustafa
    abdullah: abdallah abdulla
    said: saeed sayed sayid
    ismail: esmail ismael
    sulaiman: suleiman soliman sulayman
"""

_CONCEPTS = """
    agriculture: агро agriculture agricultural agricole agricola agro farming farm farms زراعه زراعيه сельхоз 农业 農業
    airline: airways airlines aviation авиа طيران 航空
    association: association union associacion asociacion ассоциация союз جمعيه اتحاد 协会
    bank: bank banking banque banco banca банк بنك مصرف 银行 銀行
    brothers: brothers bros hermanos freres frateli братья اخوان اخوانه واخوانه واخوان
    cement: cement cimento ciment cemento цемент اسمنت 水泥
    chemistry: chemical chemicals chimie quimica химия كيماويات 化工
    construction: construction constructions insaat contracting contractors building builders
    construction: стройка строй مقاولات انشاءات 建设 建設 建筑
    development: development desarrollo developpement развитие تنميه 发展
    drink: breweries brewery beverages مشروبات 饮料
    electronics: electronics electronic электроника الكترونيات 电子
    energy: energy energie energia energo power энергия энерго طاقه 能源 电力
    engineering: engineering ingenierie ingenieria инжиниринг هندسي هندسه 工程
    entertainment: entertainment развлечения ترفيه 娱乐
    factory: factory plant works mill mills zavod fabrika fabryka завод фабрика مصنع 工厂 厂
    farma: pharma pharmaceutical pharmaceuticals farma medical medicine фарма ادويه 制药 医药
    coal: coal уголь فحم 煤炭 煤矿
    fish: fishery fish fishing fisheries peche pesca рыба اسماك 渔业
    food: food foods alimentos alimentaire продукты اغذيه غذائيه 食品
    foundation: foundation fondation fundacion fundacao fondazione stiftung stichting trust фонд مؤسسه موسسه 基金会
    gas: gas газ غاز 天然气
    hospital: hospital hospitals clinic больница مستشفي 医院
    hotel: hotel hotels resort tourism فنادق سياحه туризм 旅游
    house: house дом بيت
    industry: industry industries industrial industrielle industria sanayi промышленность صناعات صناعيه 工业
    insurance: insurance assurance seguros страхование تامين 保险
    international: international internacional global world международный دوليه دولي عالميه 国际 國際
    laboratory: laboratory laboratories laboratorios laboratoire лаборатория مختبرات 实验室
    logistics: logistics transport freight forwarders forwarding логистика транспорт نقل 物流 运输
    mining: mining mines minerals تعدين 矿业
    national: national nacional национальный وطنيه وطني 国家
    office: office bureau oficina مكتب 办公室
    oil: oil petroleum petrol нефть neft نفط بترول 石油
    pharmacy: pharmacy apotheke farmacia аптека صيدليه 药房
    production: production producer producers producing производство انتاج 生产
    school: school schools schooling школа مدارس 学校
    science: technology technologies technical tech технологии تكنولوجيا تقنيه 技术 技術 科技
    shipping: shipping maritime rederi naviera судоходство شحن ملاحه 航运
    sons: sons fils hijos اولاده واولاده
    solar: solar solaire солнечная солнечный شمسيه 太阳能 太陽能
    steel: steel acier acero сталь حديد 钢铁
    supply: supplies supply поставки توريدات
    textile: textile textiles textil tekstil weaving weavers ткани ткацкий نسيج 纺织
    trade: trade trading traders commerce commercial comercio торговый торговля торг تجاره تجاريه 贸易 貿易
    trade: 商业 商務 商务 商贸
    university: university universite universidad университет جامعه 大学 大學
    water: water eau agua вода مياه 水务
    export: export exports экспорт تصدير 出口
    charity: charity charitable خيريه 慈善
    cooperative: cooperative cooperativa кооператив تعاونيه 合作社
    automotive: automotive automobile automobiles auto motors motor vehicles автомобильный авто سيارات 汽车
    broadcasting: media broadcasting press publishing medios медиа издательство اعلام نشر 传媒
    brewing: brewing spirits wines wine вино نبيذ 酒业
    clothing: clothing garments garment apparel fashion одежда ملابس ازياء 服装
    computing: software computing computer computers informatics informatique софт программы برمجيات حاسوب 软件
    consulting: consulting consultancy consultants advisory консалтинг استشارات 咨询
    cotton: cotton coton algodon хлопок قطن 棉业
    dairy: dairy milk lait leche молоко البان حليب 乳业
    data: data information datos данные معلومات 信息
    education: education educational educacion academy образование академия تعليم تربيه اكاديميه 教育
    environment: environment environmental ecology экология بيئه 环保
    equipment: equipment equipments equipements оборудование معدات 设备
    fertilizer: fertilizer fertiliser fertilizers fertilisers engrais удобрения اسمده 化肥
    finance: finance financial finanzas capital investment investments invest
    finance: инвест инвестиции финанс تمويل استثمار استثمارات 投资 金融
    forestry: forestry timber wood лес древесина اخشاب 林业 木业
    furniture: furniture muebles мебель اثاث 家具
    general: general generale allgemeine общий عامه 总
    glass: glass verre vidrio стекло زجاج 玻璃
    grain: grain grains cereals зерно حبوب 粮油 粮食
    instruments: instrument instruments приборы ادوات 仪器
    leather: leather cuir cuero кожа جلود 皮革
    machinery: machinery machines machine maschinen maschinenbau машины машиностроение الات 机械
    metals: metal metals metallurgy metallurgical металл металлургия معادن 冶金 金属
    network: network networks сеть شبكات 网络
    paper: paper papier papel бумага ورق 纸业
    plastics: plastic plastics пластик بلاستيك 塑料
    property: property properties estate realty недвижимость عقارات عقاريه 地产 置业
    rail: railway railways rail железные سكك 铁路
    rubber: rubber caoutchouc каучук مطاط 橡胶
    sea: seafood marine морской بحريه 海产
    seed: seed seeds semences semillas семена بذور 种业
    service: service services servicios сервис услуги خدمات 服务
    solar: solar солнечный شمسيه 光伏 太阳能
    telecom: telecom telecommunications telecommunication communications связь телеком اتصالات 通信 电信
    tools: tools tool herramientas инструмент 工具
    port: port ports puerto порт ميناء موانئ 港口 港务
    materials: materials material materiaux materiales материалы مواد 建材 材料
    seafood: seafoods морепродукты 水产
    department: stores store retail supermarket магазин متاجر 百货 超市
    garden: garden gardens jardin сад حدائق 园林
    biology: biological bio biotech biotechnology биотех حيويه 生物
    livestock: livestock cattle animal животноводство مواشي 畜牧
    tea: tea чай شاي 茶业
    salt: salt соль ملح 盐业
    rice: rice рис ارز 米业
    sugar: sugar azucar sucre сахар سكر 糖业
    ceramics: ceramics ceramic керамика سيراميك 陶瓷
    jewels: jewellery jewelry jewels ювелирный مجوهرات 珠宝
    toys: toys toy игрушки العاب 玩具
    printing: printing printers imprimerie imprenta типография مطبعه مطابع 印刷
    packaging: packaging packing emballage упаковка تغليف 包装
    cable: cable cables кабель كابلات 电缆
    optics: optics optical optik оптика بصريات 光学
    security: security seguridad securite безопасность امن 安全
    health: health salud sante здоровье صحه صحيه 健康 卫生
    culture: culture cultural cultura культура ثقافه ثقافيه 文化
    sport: sport sports спорт رياضه 体育
    research: research institute institut instituto институт بحوث معهد 研究院 研究所 研究
    management: management gestion управление اداره 管理
    centre: center centre centro центр مركز 中心
"""
# Not what an organisation does but which one it is: kept as part of the name, in one language.
_NUMBERS = "first: 第一 первый الاول\n second: 第二 второй الثاني\n third: 第三 третий الثالث"


# Letters of Arabic that are written one for the other.
ARABIC_FORMS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي"})


def _read(lines: str) -> dict[str, str]:
    pairs = (line.translate(ARABIC_FORMS).split(":", 1) for line in lines.splitlines() if line.strip())
    return {word: concept.strip() for concept, words in pairs for word in words.split()}


CONCEPTS = MappingProxyType(_read(_CONCEPTS))
NUMBERS = MappingProxyType(_read(_NUMBERS))
SAME = MappingProxyType(_read(_SAME))
# In Chinese words aren't apart: the longest known piece is cut out first.
CHINESE_LEGAL = ("股份有限公司", "有限责任公司", "股份有限", "有限公司", "集团公司", "公司", "集团", "集團", "控股")
CHINESE = tuple(sorted((w for w in (*CONCEPTS, *NUMBERS) if "\u4e00" <= w[0] <= "\u9fff"), key=lambda w: (-len(w), w)))
