"""Paper: funds, bonds, shells and listed products, which have owners and a price but nobody who could do anything."""

from __future__ import annotations

import re

from matching.records import Profile
from matching.text import normalise

# What the text of such a thing says of it, wherever it is listed.
_SAYS = re.compile(
    r"""\b(?:blank[- ]check|special[- ]purpose\ acquisition|shell\ (?:company|corporation)|capital\ pool\ company
      | (?:does|do|did)\ not\ (?:currently\ )?have\ (?:any\ )?(?:(?:significant|active|business|material)\ )*operations
      | has\ no\ (?:(?:significant|active|business|current)\ )*operations
      | exchange[- ]traded\ (?:fund|product|note|commodit)\w*
      | closed?[- ]end(?:ed)?\ (?:\w+[ ,-]+){0,5}(?:fund|trust|investment)
      | open[- ]ended\ (?:\w+\ ){0,4}fund
      | (?:mutual|index|feeder|money\ market|hedge)\ fund\ (?:launched|managed|that\ invests)
      | is\ an?\ (?:\w+[ -]){0,4}(?:etf|etn|investment\ trust|unit\ trust|venture\ capital\ trust|royalty\ trust
        | mortgage\ reit|property\ trust|equity\ mutual\ fund|bond\ fund|balanced\ fund)
      | (?:is|are)\ an?\ (?:[\w-]+[ ,]+){0,6}fund\b | (?:investment|unit)\ trust\ (?:managed|that)
      | invests\ in\ (?:[\w-]+\ ){1,8}(?:and\ is|\.\ it\ is)\ managed\ by
      | (?:series|class)\ of\ (?:\w+[ -]){0,4}(?:preferred|preference)\ (?:stock|shares)
      | represents?\ (?:\w+\ ){0,6}(?:depositary\ shares|warrants?|bonds?|notes|debentures)
      | (?:senior|subordinated|secured|unsecured)\ (?:\w+\ ){0,3}(?:notes|bonds|debentures)\ due
      | fonds\ (?:commun\ de\ placement|indiciel|coté) | société\ écran | fondo\ (?:cotizado|de\ inversión\ cotizado)
      | биржевой\ (?:инвестиционный\ )?фонд | паевой\ инвестиционный\ фонд)\b
      | صندوق\ (?:استثمار\ )?متداول | 交易型开放式|开放式基金|封闭式基金|空壳公司|特殊目的收购""",
    re.IGNORECASE | re.VERBOSE,
)
# Such texts begin with what they are; further down, a bank may speak of the funds that it sells.
OPENING = 300
# What the name of one says; a foundation may be called a fund or a trust, so those words alone don't count.
_CALLED = re.compile(
    r"""\b(?:ETFs?|ETNs?|UCITS|SPAC|Warrants?|Preferred\ (?:Stock|Shares)|Acquisition\ (?:Corp\w*|Company|Limited)
      | (?:Index|Bond|Income|Growth|Equity|Opportunit(?:y|ies)|Value|Municipal|Dividend)\ (?:Fund|Trust)
      | Fond?o\ de\ Inversi[oó]n | Fundo\ de\ Investimento | Securities\ Investment\ Fund | Mixed\ Fund | \(LOF\)
      | Notes\ due|Debentures?|Depositary\ Shares)\b | \d(?:\.\d+)?%""",
    re.VERBOSE,
)


def exists_on_paper(profile: Profile) -> bool:
    """Return whether the profile describes a fund, a bond, a shell or another product rather than an organisation."""
    return bool(_CALLED.search(profile.partner.name)) or any(
        _SAYS.search(normalise(text)[:OPENING]) for text in profile.texts
    )
