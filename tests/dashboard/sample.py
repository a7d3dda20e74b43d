"""A small invented network for the pages: enough to rank, filter, compare, and to be too thin."""

from __future__ import annotations

from datetime import date

from matching.records import Capability, Kind, Need, Origin, Partner, Period, Resource, Size

INVENTED = Origin("a test", synthetic=True)

NEEDS = (
    Need(
        "need-cold",
        "UNICEF",
        "Cold chain for vaccines, Mali",
        "We seek solar refrigerators for vaccines in health centres of Mali. Technicians must learn to repair them.",
        INVENTED,
        sdgs=(3,),
        countries=("MLI",),
        resources=(Resource.TECHNOLOGY, Resource.EXPERTISE),
        sectors=("Health",),
    ),
    Need(
        "need-school",
        "WFP",
        "School meals from local farms, Kenya",
        "School kitchens in Kenya need maize and beans from smallholder farms, with storage and mobile payment.",
        INVENTED,
        sdgs=(2, 4),
        countries=("KEN",),
        resources=(Resource.LOGISTICS, Resource.FINANCE),
    ),
    Need("need-thin", "FAO", "", "Help", INVENTED),
)

# id, name, kind, size, home, countries, resources, text
_ROWS = (
    (
        "p-froid",
        "Sahel Froid",
        Kind.NATIONAL_COMPANY,
        Size.MSME,
        "MLI",
        ("MLI",),
        (Resource.TECHNOLOGY, Resource.EXPERTISE),
        "We build solar refrigerators for vaccines and train technicians who repair them in rural health centres.",
    ),
    (
        "p-kelvin",
        "Kelvin & Sons",
        Kind.MULTINATIONAL,
        Size.MULTINATIONAL,
        "DEU",
        ("KEN",),
        (Resource.TECHNOLOGY,),
        "Refrigerators and cold rooms for hospitals, delivered with spare parts and remote monitoring.",
    ),
    (
        "p-trans",
        "Trans Sahara Haulage",
        Kind.NATIONAL_COMPANY,
        Size.NATIONAL,
        "MLI",
        ("MLI", "NER"),
        (Resource.LOGISTICS,),
        "Trucks and drivers that carry medicines, vaccines and food across the desert within days.",
    ),
    (
        "p-farm",
        "Kitale Farm Union",
        Kind.BUSINESS_ASSOCIATION,
        None,
        "KEN",
        ("KEN",),
        (Resource.LOGISTICS,),
        "Smallholder farms deliver maize and beans to schools; members share storage and transport.",
    ),
    (
        "p-pay",
        "Pesa Bridge",
        Kind.NATIONAL_COMPANY,
        Size.MSME,
        "KEN",
        ("KEN",),
        (Resource.FINANCE, Resource.TECHNOLOGY),
        "Mobile payment for farmers and traders, with small loans before the harvest.",
    ),
    (
        "p-odd",
        "=cmd|' /C calc'!A0 <b>[x](http://example.com)",
        Kind.NGO,
        None,
        "FRA",
        (),
        (),
        "Nurses train mothers in villages.",
    ),
    ("p-thin", "Leading Solutions", Kind.OTHER, None, "", (), (), "Leading company."),
)

PARTNERS = tuple(
    Partner(key, name, kind, INVENTED, size, home, countries, sectors=("Health",) if "refrig" in text.lower() else ())
    for key, name, kind, size, home, countries, resources, text in _ROWS
)
CAPABILITIES = tuple(
    Capability(
        f"{key}-1",
        key,
        text,
        INVENTED,
        resources=resources,
        period=Period(date(2026, 1, 1), date(2026, 6, 30)) if key == "p-trans" else Period(),
    )
    for key, name, kind, size, home, countries, resources, text in _ROWS
)
