"""Words that tell what kind of organisation a name names, in six languages and the languages of their neighbours.

Every entry is compared in the form of `matching.names.tidy`: lower case, no accents. Chinese entries are looked for
within a run of characters; all others are whole words or phrases.
"""

from __future__ import annotations

import re
from types import MappingProxyType

from matching.identity.spelling import spelled
from matching.records import NameKind

# How much a word weighs: a strong one names the kind, a plain one is usual for it, a weak one is found with others too.
NAMED, STRONG, FUNDED, PLAIN, WEAK = 4.0, 3.0, 2.5, 2.0, 1.0

_GOVERNMENT = {
    STRONG: """
        government of; government; governments; govt of; royal government; gouvernement; gobierno; governo;
        regierung; правительство; حكومه; 政府; ministry; ministry of; ministere; ministerio; ministerium;
        bundesministerium; министерство; وزاره; municipality; municipalite; municipalidad; ayuntamiento; mairie;
        commune de; мэрия; администрация города; муниципалитет; بلديه; 市政府; embassy; ambassade; embajada;
        посольство; سفاره; 大使馆; department of state; department for international development;
        department of foreign affairs; dept of forgn afrs trade and dev; dept of forgn afrs trade dev;
        global affairs canada; usaid; us agency for international development; agency for international development;
        dfid; fcdo; giz; deutsche gesellschaft fur internationale zusammenarbeit; jica;
        japan international cooperation agency; koica; international cooperation agency; sida; norad; danida;
        agence francaise de developpement; afd; french development agency; aecid;
        agencia espanola de cooperacion internacional; dfat; bmz; luxdev; enabel; tika; ksrelief;
        humanitarian aid and relief centre; humanitarian aid and relief center; development agency of;
        national assembly; parliament; parlement; дума; 人民代表大会; royal court; supreme court; prefecture;
        oblast; county government; city council; county council; district council; provincial government;
        state government; presidency of; presidence; prime ministers office; office of the president; armed forces;
        national police; statistics office; bureau of statistics; national statistical office; статкомитет;
        国家发展和改革委员会; 财政部; 卫生部; 外交部; 教育部; 农业部; 商务部; 国际发展合作署; agence nationale;
        agencia nacional; министерства; федеральная служба; федеральное агентство; государственный комитет;
        هيئه حكوميه; 委员会办公室; customs administration; revenue authority; central bank; banque centrale;
        banco central; центральный банк; البنك المركزي; 中央银行; 人民银行; swiss agency for development;
        technical cooperation agency; general directorate; directorate general; directorate of; direction generale;
        direction regionale; direction departementale; direction nationale; direccion general; direccion nacional;
        regional education bureau; regional health bureau; health bureau; education bureau; agriculture bureau;
        water bureau; bureau of; disaster risk management commission; disaster risk management commissions;
        national disaster management; disaster management authority; civil defense; civil defence;
        proteccion civil; protection civile; defensa civil; secretaria de estado; secretaria de salud; alcaldia;
        gobernacion; prefeitura; wilaya; governorate; state ministry; federal ministry; ministries of;
        armee; gendarmerie; national army; red crescent of the government; crown prince court;
        министерство чрезвычайных ситуаций; мчс; посольство; akimat; акимат; مديريه; المديريه; محافظه; هيئه وطنيه;
        دائره; وزاره الصحه; ministerio de salud; instituto hondureno; service national; services techniques;
        affairs department; affairs bureau; department of health; district health office; health department;
        local government; county health
    """,
    PLAIN: """
        department of; department for; departement; departamento; dept of; dept; департамент; secretariat of state;
        secretaria; authority; autorite; autoridad; управление; province of; region of; county of; city of;
        ville de; district of; state of; emirate; kingdom of; republic of; federal; federation of states;
        metropolitan city; 省; 市卫生局; 厅; national agency; agency for development cooperation;
        public health institute; commissariat; national institute of; institut national; instituto nacional;
        national council; comision nacional
    """,
}
_UN = {
    STRONG: """
        multi partner trust fund; multi partner trust fund office; mptf; multi donor trust fund office; mdtf; cerf;
        central emergency response fund; humanitarian fund; peacebuilding fund; peace building fund; sfera;
        telefood; peacekeeping operation; un country team; special envoy of the secretary general; joint sdg fund
    """,
}
_MULTILATERAL = {
    STRONG: """
        world bank; international bank for reconstruction and development; development bank of; ibrd; afdb;
        african development bank; asian development bank; inter american development bank; islamic development bank;
        caribbean development bank; new development bank; asian infrastructure investment bank;
        eurasian development bank; european bank for reconstruction; european investment bank;
        banque africaine de developpement; banque ouest africaine de developpement;
        banco interamericano de desarrollo; council of europe; council of europe development bank;
        corporacion andina de fomento; всемирный банк; евразийский банк развития; азиатский банк развития;
        البنك الدولي; البنك الاسلامي للتنميه; بنك التنميه; 世界银行; 亚洲开发银行; 亚洲基础设施投资银行;
        非洲开发银行; 新开发银行; european union; european commission; eu institutions; ec european commission;
        union europeenne; commission europeenne; union europea; comision europea; европейский союз;
        европейская комиссия; الاتحاد الاوروبي; المفوضيه الاوروبيه; 欧洲联盟; 欧盟; 欧盟委员会; echo;
        eur commission; humanitarian aid and civil protection; african union; union africaine; union africana;
        африканский союз; الاتحاد الافريقي; 非洲联盟; league of arab states; asean; ecowas; cedeao; uemoa; mercosur;
        caricom; oecd; ocde; organisation for economic co operation; organization of american states; nato;
        commonwealth secretariat; organisation internationale de la francophonie; shanghai cooperation organization;
        islamic trade finance corporation; opec fund; opec; organization of petroleum exporting countries;
        organisation of islamic cooperation; gulf cooperation council; global fund to fight;
        global fund to fight aids; the global fund; fonds mondial de lutte; gavi; gavi alliance; vaccine alliance;
        green climate fund; adaptation fund; global partnership for education; education cannot wait;
        global environment facility; climate investment funds; arab fund; nordic development fund;
        international monetary fund; fonds monetaire international; bank for international settlements; interpol;
        international committee of the international development association;
        organization for security and co operation; osce; pacific community; arab monetary fund;
        multilateral investment
    """,
    WEAK: """
        development bank; intergovernmental; multilateral; inter governmental
    """,
}
_ACADEMIA = {
    STRONG: """
        university; universities; universite; universidad; universidade; universitat; universiteit; universita;
        universitet; uniwersytet; университет; институт; جامعه; الجامعه; 大学; 大學; 学院; 研究院; college;
        colleges; faculty; faculte; facultad; факультет; كليه; school of; ecole; escuela; hochschule;
        business school; medical school; polytechnic; politecnico; ecole polytechnique; institute of technology;
        instituto tecnologico; academy of sciences; academie des sciences; академия наук; 科学院; graduate school;
        school of public health; academia sinica; medresa; معهد; المعهد
    """,
    PLAIN: """
        institute; institut; instituto; istituto; academy; academie; academia; академия; اكاديميه; research centre;
        research center; centre de recherche; centro de investigacion; научно исследовательский; مركز ابحاث; 研究所;
        研究中心; laboratory of; research institute
    """,
}
_ASSOCIATION = {
    STRONG: """
        confederation of; chamber of commerce; chambers of commerce; chamber of industry; chambre de commerce;
        camara de comercio; торгово промышленная палата; غرفه تجاره; غرفه التجاره; غرفه صناعه; 商会; 工商联; 总商会;
        行业协会; 企业家协会; 企业联合会; confederation of industry; federation of industries; industry association;
        trade association; employers federation; employers association; employers confederation;
        federation of employers; manufacturers association; association of manufacturers; exporters association;
        producers association; growers association; bankers association; business council; business association;
        business federation; business roundtable; federation des entreprises; confederacion empresarial;
        asociacion empresarial; mouvement des entreprises; medef; chamber of mines; союз промышленников;
        ассоциация предпринимателей; ассоциация производителей; اتحاد الصناعات; جمعيه رجال الاعمال; اتحاد الغرف;
        world business council; retailers association; insurers association; patronat; industry federation;
        association of banks; council of industries; ассоциация банков; chamber of shipping; industry alliance;
        gsma
    """,
}
_NGO = {
    NAMED: """
        save the children; oxfam; caritas; care international; plan international; world vision;
        action against hunger; accion contra el hambre; action contre la faim; partners in health; mercy corps;
        international rescue committee; norwegian refugee council; danish refugee council; islamic relief;
        catholic relief services; amnesty; greenpeace; wwf; world wildlife fund; world wide fund for nature;
        habitat for humanity; helpage; handicap international; humanity and inclusion; path; acted; cesvi;
        international medical corps; wateraid; water aid; actionaid; brac; terre des hommes; rotary; lions club;
        ymca; ywca; salvation army; secours populaire; secours catholique; comic relief; medecins sans frontieres;
        doctors without borders; amref; marie stopes; concern worldwide; goal ireland; red cross; red crescent;
        croix rouge; croissant rouge; cruz roja; media luna roja; красный крест; красного креста; الصليب الاحمر;
        الهلال الاحمر; 红十字会; 乐施会; 救助儿童会; 世界宣明会
    """,
    STRONG: """
        ngo; ngos; ong; нко; нпо; organisation non gouvernementale; non governmental; sans frontieres;
        sin fronteras; without borders; без границ; بلا حدود; 无国界; refugee council; medical aid for; scouts;
        charity; charities; caritativa; благотворительная; благотворительный; благотворительное; خيريه; الخيريه;
        慈善; 慈善会; 志愿者协会; national committee; amis de; friends of; amigos de; друзья; comite national;
        zivilgesellschaft; eingetragener verein; ev; civil society; disabled peoples; 公益; 互助会; 救助
    """,
    PLAIN: """
        relief; humanitarian; aid; charity trust; solidarity; solidarites; solidaridad; humanitaire; волонтеров;
        движение; اغاثه; الاغاثه; جمعيه; الجمعيه; منظمه; 协会; 促进会; association; asociacion; associacao;
        associazione; verein; ассоциация; society; societe civile; union of; network; reseau; red de; сеть;
        coalition; alliance for; initiative for; campaign; advocacy; committee; comite; комитет; لجنه; volunteers;
        volontaires; voluntarios; ministries; mission; church; diocese; eglise; iglesia; missionaries; youth; women;
        womens; children; childrens; organization; organisation; organizacion; organizacao; organizzazione; org;
        initiative; initiatives; iniciativa; empowerment; humanity; humanitaires; humanitario; humanitaria; hands;
        for people; for humanity; for peace; for life; for all; pour tous; para todos; development agency;
        humanitarian agency; relief agency; recovery; foundation for; foundation of; association pour; action pour;
        accion por; ayuda; aide; secours; entraide; hilfswerk; hilfe; solidarietat; volunteer; doctors; medecins;
        without frontiers; development organization; development organisation; development association; awareness;
        grassroots; peacebuilding; human rights; droits humains; derechos humanos; pastoralist; pastoralists;
        orphans; orphan; widows; families; refugee; displaced; demining; mine action; faith; catholic; christian;
        lutheran; adventist; evangelical; islamic charity; caritas; diaconia; ecumenical; fundacion para;
        reseau des; groupement; cooperation et developpement; tous pour; ensemble; فريق; مبادره; متطوعين; развития;
        помощь; помощи; development center; development centre; technical cooperation and development;
        cooperazione; cooperacion; watch; rights; refugees; общество; организация; общественная организация
    """,
    WEAK: """
        center; centre; development; developpement; desarrollo; care; rescue; farmers; health; water; medical;
        education;
        rural; forum; community based; federation; federacion; community; communities; sustainable; support;
        international council; world council;
        center for; centre for; centro; centre pour; центр; مركز; 中心; action; accion; cooperation; alliance;
        trust; nature; conservation; peace; hope; without
    """,
}
_FOUNDATION = {
    FUNDED: """
        foundation; foundations; fondation; fundacion; fundacao; fundacio; fondazione; stiftung; stiftelsen;
        stichting; philanthropies; philanthropy; endowment; благотворительный фонд; 基金会; 基金會; موسسه خيريه;
        children's investment fund; giving pledge; charitable trust; family trust; wellcome trust; open society;
        philanthropic
    """,
    PLAIN: "фонд; موسسه; الموسسه; fund; fonds; fondo; trust; صندوق; 基金",
}
_CORPORATE_FOUNDATION = {
    STRONG: """
        corporate foundation; company foundation; fondation dentreprise; fundacion empresarial;
        fundacion empresaria; fundacion corporativa; unternehmensstiftung; корпоративный фонд; 企业基金会;
        bank foundation; group foundation; industries foundation; motors foundation; airlines foundation;
        insurance foundation; corporation foundation; technologies foundation; pharma foundation; motor foundation;
        telecom foundation; energy foundation; holdings foundation; brewery foundation;
        corporate citizenship foundation; موسسه بنك; 集团基金会; 银行基金会; 公司基金会; fondation groupe;
        fundacion grupo; fundacion banco; fondation banque; фонд банка; фонд компании
    """,
}
_COMPANY = {
    PLAIN: """
        company; companies; compania; compagnie; corporation; corporacion; corp; enterprise; enterprises;
        entreprise; empresa; empresas; предприятие; компания; корпорация; концерн; завод; комбинат; شركه; الشركه;
        شركات; 公司; 集团; 集團; 企业; holdings; holding; холдинг; القابضه; 控股; industries; industrias; motors;
        technologies; systems; consulting; consultants; consultores; solutions; ventures; venture; capital;
        partners llp; associates; airlines; airways; bank; banque; banco; банк; بنك; مصرف; 银行; 銀行; insurance;
        assurances; seguros; 保险; pharmaceuticals; pharma; laboratories; telecom; telecommunications; телеком;
        اتصالات; 电信; electric; electronics; software; logistics; shipping; trading; traders; contractors;
        construction; constructions; mining; petroleum; oil; gas; energy; power company; foods; beverages;
        breweries; hotels; hotel; resorts; restaurant; supermarkets; retail; stores; textiles; garments; cement;
        steel; chemicals; fertilizers; seeds; plantations; estates; properties; real estate; media group; studios;
        pictures; records; publishing; press; financial; securities; investments; asset management; private equity;
        leasing; microfinance; motor; automotive; aerospace; semiconductors; networks; mobile; digital; labs;
        robotics; engineering; ingenieria; ingenierie; group; grupo; groupe; gruppe; группа; مجموعه; brothers; sons;
        farms; dairy; coffee; tea company; cosmetics; apparel; fashion; jewellery; toys; games; sport
    """,
    WEAK: """
        services; service; products; production; commerce; partners; advisors; design; technology; innovations;
        commercial; trade; agency; rural bank; studio; works; supply; medical; water
    """,
}
_BLOCKS = (
    (NameKind.GOVERNMENT, _GOVERNMENT),
    (NameKind.UN_BODY, _UN),
    (NameKind.MULTILATERAL, _MULTILATERAL),
    (NameKind.ACADEMIA, _ACADEMIA),
    (NameKind.ASSOCIATION, _ASSOCIATION),
    (NameKind.NGO, _NGO),
    (NameKind.CORPORATE_FOUNDATION, _CORPORATE_FOUNDATION),
    (NameKind.FOUNDATION, _FOUNDATION),
    (NameKind.COMPANY, _COMPANY),
)


def _phrases(block: str) -> list[str]:
    return [spelled(" ".join(piece.split())) for piece in block.split(";") if piece.strip()]


_HAN = re.compile("[\u3400-\u9fff]")


def is_chinese(text: str) -> bool:
    """Return whether a text has Chinese characters, where words are not apart."""
    return not text.isascii() and bool(_HAN.search(text))


def _read() -> dict[str, tuple[tuple[NameKind, float], ...]]:
    found: dict[str, dict[NameKind, float]] = {}
    for kind, block in _BLOCKS:
        for weight, words in block.items():
            for phrase in _phrases(words):
                held = found.setdefault(phrase, {})
                held[kind] = max(held.get(kind, 0.0), weight)
    return {phrase: tuple(kinds.items()) for phrase, kinds in found.items()}


_ALL = _read()
PHRASES = MappingProxyType({phrase: kinds for phrase, kinds in _ALL.items() if not is_chinese(phrase)})
CHINESE = MappingProxyType({phrase: kinds for phrase, kinds in _ALL.items() if is_chinese(phrase)})
LONGEST = max(len(phrase.split()) for phrase in PHRASES)
