"""Words of organisations' names in several languages, each under one word: kept as part of the name, unlike trades.

Croix-Rouge canadienne and Canadian Red Cross are one name once both are read in one language. `PHRASES` are read before
a name is cut into words; `TRANSLATED` after it. `GENERAL` words are said or left out as one likes: Harikar and the
Harikar Organization are one. Every entry is compared in the form of `matching.names.tidy`.
"""

from __future__ import annotations

import re
from types import MappingProxyType

_PHRASES = """
    red cross: croix rouge; cruz roja; cruz vermelha; croce rossa; rotes kreuz; rode kruis; rode kors; roda korset
    red cross: красный крест; красного креста; общество красного креста; الصليب الاحمر; صليب احمر; 红十字会; 红十字
    red crescent: croissant rouge; media luna roja; crescente vermelho; mezzaluna rossa; roter halbmond; kizilay
    red crescent: красный полумесяц; красного полумесяца; الهلال الاحمر; هلال احمر; 红新月会; 红新月
    without borders: sans frontieres; sin fronteras; sem fronteiras; senza frontiere; ohne grenzen; zonder grenzen
    without borders: без границ; بلا حدود; 无国界
    human rights: droits de lhomme; droits humains; derechos humanos; direitos humanos; menschenrechte; права человека
    human rights: прав человека; حقوق الانسان; 人权
    civil society: societe civile; sociedad civil; гражданское общество; гражданского общества; المجتمع المدني
    non governmental: nongovernmental; non gouvernementale; no gubernamental; неправительственная; غير حكوميه
    food security: securite alimentaire; seguridad alimentaria; الامن الغذائي
    against hunger: contre la faim; contra el hambre; contro la fame; gegen den hunger; против голода; ضد الجوع
"""
_TRANSLATED = """
    action: action actions accion acciones acao azione aktion деиствие деиствия 行动
    adventist: adventist adventiste adventista
    against: against contre contra contro gegen против ضد
    agency: agency agence agencia agentur агентство agenzia وكاله 机构
    aid: aid aide ayuda ajuda aiuto hilfe hjelp hulp assistance asistencia помощь помощи مساعده مساعدات عون معونه 援助
    animal: animals animaux animales
    blind: blind aveugles ciegos
    care: care soins cuidados رعايه
    catholic: catholic catholique catolica catolico cattolica katholische католическая католическии كاثوليكيه
    child: child children childrens childs enfant enfants enfance nino ninos ninas ninez infancia crianca criancas
    child: kinder kind bambini дети детеи детям детскии детскии طفل اطفال الطفل الاطفال للاطفال طفوله 儿童
    christian: christian chretien chretienne chretiens cristiana cristiano christliche христианская مسيحيه
    church: church churches eglise eglises iglesia iglesias igreja kirche chiesa церковь церкви كنيسه كنائس 教会
    citizen: citizens citoyen citoyens citoyenne ciudadano ciudadanos
    commission: commission comision comissao kommission комиссия هيئه مفوضيه 委员会
    committee: committee comite comitato komitee комитет لجنه اللجنه
    community: community communities communautaire communautaires communaute communautes comunidad comunidades
    community: comunitario comunitaria общины مجتمع مجتمعات مجتمعيه 社区
    cooperation: cooperation cooperacion cooperacao cooperazione zusammenarbeit сотрудничество 合作
    council: council conseil consejo conselho consiglio rat совет مجلس 理事会
    democracy: democracy democratie democracia
    disability: disability disabilities handicap handicapes discapacidad capacidad инвалидов اعاقه معاقين
    disaster: disaster disasters catastrophe catastrophes desastre desastres كوارث
    doctor: doctors doctor medecins medecin medicos medico arzte лекари врачи اطباء الاطباء 医生
    economic: economic economique economica economico экономическии اقتصادي اقتصاديه 经济
    emergency: emergency emergencies urgence urgences emergencia emergencias طوارئ 紧急
    empowerment: empowerment autonomisation empoderamiento تمكين
    family: family families famille familles familia familias семья семьи اسره اسر عائله 家庭
    farmer: farmer farmers paysan paysans paysanne paysannes campesino campesinos campesina agriculteurs agricultores
    farmer: фермеров مزارعين
    federation: federation federations federacion federacao federazione федерация
    friend: friends friend amis ami amigos amigo друзья друзеи اصدقاء
    future: future avenir futuro
    girl: girls girl filles ninas
    hope: hope espoir esperance esperanza надежда надежды
    human: human humain humaine humano humana
    humanity: humanity humanite humanidad 人类
    hunger: hunger faim hambre fame голод голода جوع الجوع
    initiative: initiative initiatives iniciativa iniciativas инициатива инициативы مبادره مبادرات 倡议
    innovation: innovation innovations innovative innovacion
    integrated: integrated integre integral integrado integrale متكامله
    islamic: islamic islamique islamica исламская исламское اسلامي اسلاميه الاسلاميه
    justice: justice justicia عداله
    life: life vie vida жизнь
    local: local locale locaux locales локальныи محلي محليه
    lutheran: lutheran lutherienne lutherien luterana luterano lutherische lutherischer
    midwife: midwife midwives midwifery
    migration: migration migrations migracion migraciones migracao миграции миграция هجره 移民
    mission: mission misision mision миссия بعثه 使命
    nutrition: nutrition nutricion تغذيه 营养
    parent: parents padres
    partnership: partnerships partenariat asociados شراكه
    peace: peace paix paz frieden 和平
    people: people peoples peuple peuples pueblo pueblos
    population: population poblacion
    poverty: poverty pauvrete pobreza فقر
    program: program programme programs programmes programa programas programma программа برنامج
    project: project projects projet projets proyecto proyectos проект مشروع
    promotion: promotion promocion
    protection: protection proteccion protecao защита защиты حمايه
    reconstruction: reconstruction reconstruccion rebuilding اعمار
    reduction: reduction reduccion
    refugee: refugee refugees refugie refugies refugiado refugiados fluchtlinge fluchtlingshilfe беженцы беженцев
    refugee: беженцам لاجئ لاجئين اللاجئين 难民
    rehabilitation: rehabilitation rehabilitacion تاهيل
    relief: relief secours socorro socorros اغاثه الاغاثه 救济 救援 救灾
    resilience: resilience resiliencia
    rights: rights right droits droit derechos derecho direitos права حقوق 权利
    risk: risk risks risque risques riesgo riesgos
    rural: rural rurale rurales ruraux сельскии сельского ريفي ريفيه 农村
    save: save sauver salvar saving
    sister: sisters soeurs hermanas
    social: social sociale sociaux sociales социальныи социальная اجتماعي اجتماعيه 社会
    solidarity: solidarity solidarite solidarites solidaridad solidaridade solidarieta солидарность 团结
    solution: solutions solution soluciones solucion
    support: support soutien appui apoyo apoio supporto поддержка поддержки دعم 支持
    sustainable: sustainable durable durables sostenible sustentable مستدام مستدامه 可持续
    veterinarian: veterinarians veterinaires veterinaire veterinarios veterinary tierarzte vets
    village: villages village villagers
    volunteer: volunteers volunteer volontaires voluntarios волонтеры متطوعين 志愿者
    war: war guerre guerra
    welfare: welfare bienestar
    without: without sans sin sem senza ohne без بلا بدون
    woman: woman women womens womans femme femmes mujer mujeres mulher mulheres donne frauen женщины женщин المراه مراه
    woman: نساء النساء للمراه نسائيه 妇女
    worker: worker workers travailleurs trabajadores ouvriers
    world: world monde mondial mondiale mundial mundo welt всемирныи всемирная всемирное عالمي عالميه 世界
    young: young jeune jeunes youth jeunesse joven jovenes juventud juvenil jugend молодежь молодежи молодежныи
    young: شباب الشباب للشباب 青年
"""
_GENERAL = """
    organisation: organization organisation organizations organisations organizacion organizacao organizzazione org orgs
    organisation: orga orgnization ong ngo ingo asbl организация организации منظمه المنظمه 组织
    international: international internationale internationales internationaux internacional internazionale intl int
    international: международныи международная международное международныи دولي دوليه الدوليه 国际 國際
    society: society
    humanitarian: humanitarian humanitaire humanitaires humanitario humanitaria humanitare гуманитарныи гуманитарная
    humanitarian: гуманитарное انساني انسانيه الانسانيه للانسانيه 人道 人道主义
    worldwide: worldwide
    nonprofit: nonprofit
    institution: institution institutions
"""


def _read(lines: str, separator: str | None = None) -> dict[str, str]:
    pairs = (line.split(":", 1) for line in lines.splitlines() if line.strip())
    return {word.strip(): name.strip() for name, words in pairs for word in words.split(separator)}


_phrases = _read(_PHRASES, ";")
PHRASES = MappingProxyType(_phrases)
_ANY = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, _phrases), key=lambda each: (-len(each), each)))})(?!\w)"
)
_CHINESE = tuple(sorted((each for each in _phrases if each[0] >= "\u3400"), key=lambda each: (-len(each), each)))
GENERAL = MappingProxyType(_read(_GENERAL))
TRANSLATED = MappingProxyType(_read(_TRANSLATED))
# What names of organisations are made of anywhere: that two share such a word tells little.
ORDINARY = frozenset({*TRANSLATED.values(), *(word for phrase in PHRASES.values() for word in phrase.split())})


def in_one_language(text: str) -> str:
    """Return a tidy text with its known phrases in English."""
    if not text.isascii():
        for phrase in _CHINESE:
            text = text.replace(phrase, f" {PHRASES[phrase]} ")
    return _ANY.sub(lambda found: PHRASES[found.group()], text)
