"""Names of countries and regions within names: what is left of a name without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matching.identity.spelling import spelled

# Parts of the world that offices and programmes are named after, and the seats of the United Nations.
_REGIONS = """
    new south wales; kurdistan; darfur; gaza; west bank; tigray; catalunya; quebec;
    africa; africa region; west africa; east africa; eastern africa; western africa; central africa;
    southern africa; north africa; northern africa; west and central africa; eastern and southern africa;
    sub saharan africa; asia; asia pacific; asia and the pacific; south asia; southeast asia;
    south east asia; east asia; central asia; east asia and pacific; east asia and the pacific; pacific;
    south pacific; europe; eastern europe; western europe; europe and central asia; latin america;
    latin america and the caribbean; caribbean; eastern caribbean; americas; north america; south america;
    central america; middle east; middle east and north africa; near east; arab states; arab region;
    eastern mediterranean; western pacific; geneva; nairobi; vienna; new york; rome; bonn; brussels; copenhagen;
    bangkok; amman; dakar; panama city; afrique; afrique de louest; afrique centrale; afrique de lest; asie;
    amerique latine; amerique latine et caraibes; moyen orient; etats arabes; pacifique; geneve;
    africa occidental; africa oriental; america latina; america latina y el caribe; caribe; asia y el pacifico;
    estados arabes; ginebra; африка; западная африка; восточная африка; азия; центральная азия; европа;
    латинская америка; ближнии восток; ближнем востоке; африке; центральнои азии; европе; افريقيا; غرب افريقيا;
    شرق افريقيا; اسيا; الشرق الاوسط; الدول العربيه; اوروبا; امريكا اللاتينيه
"""
_SHORT = {
    "ARE": "uae",
    "AUT": "osterreich",
    "BEL": "belgie",
    "BRA": "brasil",
    "CHE": "schweiz",
    "DEU": "deutschland",
    "DNK": "danmark",
    "FIN": "suomi",
    "ITA": "italia",
    "NLD": "nederland;holland",
    "NOR": "norge",
    "POL": "polska",
    "SWE": "sverige",
    "TUR": "turkey;turkiye",
    "BOL": "bolivia",
    "CHN": "prc;peoples republic of china",
    "COD": "drc;dr congo;dem rep congo",
    "DOM": "dominican rep",
    "GBR": "uk;gb;great britain;northern ireland;wales",
    "IRN": "iran",
    "KOR": "korea rep;rok",
    "LAO": "lao pdr",
    "SAU": "saudi arabia;ksa;kingdom of saudi arabia",
    "SYR": "syria",
    "TZA": "tanzania",
    "USA": "us;usa;america",
    "VEN": "venezuela",
    "XKX": "kosovo;косово;كوسوفو;kosovo under unscr 1244 99",
}
# Whose an organisation is, said by an adjective: Croix-Rouge canadienne.
_ADJECTIVES = """
    AFG afghan afghane afgano afgana; ALB albanian; DZA algerian algerien algerienne argelino; ARG argentine argentino
    ARM armenian; AUS australian australien australienne australiano australiana; AUT austrian osterreichisches
    AUT osterreichische autrichien autrichienne austriaca austriaco; AZE azerbaijani; BGD bangladeshi
    BEL belgian belge belga belgisch belgische; BEN beninois beninoise; BOL bolivian boliviano boliviana
    BRA brazilian bresilien bresilienne brasileiro brasileira brasileno; GBR british britannique britanico britanica
    BGR bulgarian; BFA burkinabe burkinabese; BDI burundian burundais burundaise; KHM cambodian; CMR cameroonian
    CMR camerounais camerounaise; CAN canadian canadien canadienne canadiense kanadisches
    TCD chadian tchadien tchadienne; CHL chilean chileno chilena; CHN chinese chinois chinoise chino
    COL colombian colombien colombiano colombiana; COD congolese congolais congolaise; CRI costarricense
    HRV croatian; CUB cuban cubano cubana; CZE czech tcheque; DNK danish danois danoise danes dansk
    DNK الدنماركي; NLD dutch neerlandais neerlandaise holandes holandesa nederlands nederlandse
    ECU ecuadorian ecuatoriano ecuatoriana; EGY egyptian egyptien egyptienne المصري المصريه
    SLV salvadoran salvadoreno salvadorena; ERI eritrean; EST estonian; ETH ethiopian ethiopien ethiopienne
    FIN finnish finlandais finlandaise finlandes suomen; FRA french francais francaise frances francesa
    FRA; GEO georgian; DEU german allemand allemande aleman alemana deutsche deutsches deutscher
    DEU; GHA ghanaian; GRC greek grec grecque hellenic griego; GTM guatemalan guatemalteco
    GTM guatemalteca; GIN guinean guineen guineenne; HTI haitian haitien haitienne haitiano; HND honduran hondureno
    HND hondurena; HUN hungarian hongrois hongroise; ISL icelandic; IND indian indien indienne; IDN indonesian
    IRN iranian iranien iranienne; IRQ iraqi irakien irakienne العراقي العراقيه; IRL irish irlandais irlandaise
    ISR israeli; ITA italian italien italienne italiano italiana italienisches; CIV ivorian ivoirien ivoirienne
    JAM jamaican; JPN japanese japonais japonaise japones; JOR jordanian jordanien الاردني الاردنيه
    KAZ kazakh; KEN kenyan; KOR korean coreen coreenne; KWT kuwaiti koweitien الكويتي الكويتيه; KGZ kyrgyz
    LVA latvian; LBN lebanese libanais libanaise اللبناني اللبنانيه; LBR liberian; LBY libyan libyen الليبي الليبيه
    LTU lithuanian; LUX luxembourgeois luxembourgeoise; MDG malagasy malgache; MWI malawian; MYS malaysian
    MLI malian malien malienne; MRT mauritanian mauritanien mauritanienne; MEX mexican mexicain mexicano mexicana
    MDA moldovan; MNG mongolian; MAR moroccan marocain marocaine; MOZ mozambican mocambicano; NPL nepalese nepali
    NZL zealander; NIC nicaraguan nicaraguense; NER nigerien nigerienne; NGA nigerian; NOR norwegian norvegien
    NOR norvegienne noruego noruega norsk norske النرويجي; PAK pakistani; PSE palestinian palestinien
    PSE palestinienne الفلسطيني الفلسطينيه; PAN panameno panamena; PRY paraguayan; PER peruvian peruano peruana
    PHL philippine filipino; POL polish polonais polonaise polaco polska polskie; PRT portuguese portugais portugaise
    PRT portugues portuguesa; ROU romanian roumain; RUS russian russe ruso rusa россиискии россиискои; RWA rwandan
    RWA rwandais rwandaise; SAU saudi saoudien saoudienne السعودي السعوديه; SEN senegalese senegalais senegalaise
    SRB serbian; SLE leonean; SVK slovak; SVN slovenian slovene; SOM somali somalien somalienne الصومالي;
    ZAF sudafricano
    ESP spanish espagnol espagnole espanol espanola; LKA lankan; SDN sudanese soudanais soudanaise السوداني
    SDN السودانيه; SWE swedish suedois suedoise sueco sueca svenska السويدي; CHE swiss suizo suiza
    CHE schweizerische schweizerisches; SYR syrian syrien syrienne sirio السوري السوريه; TJK tajik
    TZA tanzanian; THA thai; TGO togolese togolais togolaise; TUN tunisian tunisien tunisienne التونسي; TUR turkish turc
    TUR turque turco turk التركي التركيه; UGA ugandan; UKR ukrainian; ARE emirati الاماراتي
    USA american americain americaine americano americana الامريكي الامريكيه; URY uruguayan; UZB uzbek
    VEN venezuelan venezolano venezolana; VNM vietnamese; YEM yemeni yemenite اليمني اليمنيه; ZMB zambian;
    ZWE zimbabwean
    CHE suisse
"""
ADJECTIVES = tuple(
    (words[0], spelled(word))
    for line in _ADJECTIVES.replace("\n", ";").split(";")
    if (words := line.split())
    for word in words[1:]
)
# Endings of Russian names of countries, and what they become behind "government of" or "office in".
_RUSSIAN = (("ия", ("ии", "ию", "иеи")), ("а", ("ы", "е", "у", "ои")), ("я", ("и", "ю", "е")), ("ь", ("и",)))


@dataclass(frozen=True, eq=False)
class Places:
    """The names of countries in several languages, each with its ISO 3166 code, and of regions, which are their own.

    `longest` says of a first word how many words the longest name has that begins so.
    """

    codes: Mapping[str, str]
    longest: Mapping[str, int]
    chinese: tuple[str, ...]
    adjectives: Mapping[str, str]

    @classmethod
    def of(cls, countries: Mapping[str, Iterable[str]]) -> Places:
        """Return the places of countries, given by alpha-3 code with their names in any language."""
        codes: dict[str, str] = {}
        for region in _REGIONS.split(";"):
            name = spelled(" ".join(region.split()))
            codes[name] = name
            codes[" ".join(word for word in name.split() if word not in ("and", "the", "et", "y"))] = name
        if countries:
            for code, short in _SHORT.items():
                codes |= dict.fromkeys(short.split(";"), code)
        for code, names in sorted(countries.items()):
            for name in names:
                # Taken as written, and without what stands in brackets or behind a comma.
                for form in {spelled(name), spelled(name.split("(")[0]), spelled(name.split(",")[0])} - {""}:
                    codes.setdefault(form, code)
                    for ending, others in _RUSSIAN:
                        if form.endswith(ending) and any("а" <= letter <= "я" for letter in form):
                            for other in others:
                                codes.setdefault(form.removesuffix(ending) + other, code)
        chinese = sorted(
            (name for name in codes if "\u3400" <= name[0] <= "\u9fff"), key=lambda name: (-len(name), name)
        )
        adjectives = {word: code for code, word in ADJECTIVES if code in countries}
        longest: dict[str, int] = {}
        for name in codes:
            first, *rest = name.split()
            longest[first] = max(longest.get(first, 0), 1 + len(rest))
        return cls(codes, longest, tuple(chinese), adjectives)

    def country(self, text: str) -> str:
        """Return the code of the country whose whole name this is, "" when it is none."""
        code = self.codes.get(text, self.codes.get(text.removeprefix("the "), ""))
        return code if code.isupper() else ""

    def without(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return a tidy text without its places, and the codes of those that stood there."""
        read = self.read(text.split())
        return " ".join(word for word, code in read if not code), tuple(code for _, code in read if code)

    def read(self, words: list[str], *, adjectives: bool = False) -> list[tuple[str, str]]:
        """Return the words of a tidy text in their order, each place as one of them with its code, others with ""."""
        found: list[tuple[str, str]] = []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + self.longest.get(words[start], 0)), start, -1):
                place = " ".join(words[start:end])
                code = self.codes.get(place)
                if code is not None:
                    found.append((place, code))
                    start = end
                    break
            else:
                word = words[start]
                found.append((word, self.adjectives.get(word, "") if adjectives else ""))
                start += 1
        return found
