"""Legal forms: stripped before names are compared, and then weighed, since a Limited is not an Incorporated."""

from __future__ import annotations

from types import MappingProxyType

from matching.identity.spelling import spelled
from matching.names.words import CHINESE_LEGAL, LEGAL_PHRASES

# One form under one name, whatever the language; what a form is not named here says nothing.
_SAME = """
    limited: limitada berhad ltd limited pte pvt pty proprietary ltda limitada lda sdn bhd
    incorporated: inc incorporated
    corporation: corp corporation
    llc: llc ооо тоо gmbh mbh sarl srl eurl doo kft spzoo bv bvba uab oy ооо
    stock: aktiengesellschaft sac plc ag sa spa nv ab asa as oyj se ao ао оао зао пао pjsc ojsc jsc tbk sab sae
    group: group groupe grupo gruppe группа групп مجموعه holding holdings холдинг القابضه
    partnership: llp lp kg kk
    cooperative: coop
    foundation: ev
"""
_FORMS = MappingProxyType(
    {
        spelled(word): name.strip()
        for line in _SAME.strip().splitlines()
        for name, words in [line.split(":")]
        for word in words.split()
    }
)
_PHRASES = MappingProxyType(
    {
        "gesellschaft mit beschrankter haftung": "llc",
        "sociedad anonima": "stock",
        "societe anonyme": "stock",
        "private limited": "limited",
        "proprietary limited": "limited",
        "public joint stock company": "stock",
        "joint stock company": "stock",
        "limited liability company": "llc",
        "группа компании": "group",
    }
)
_CHINESE = (
    ("股份有限公司", "stock"),
    ("有限责任公司", "llc"),
    ("有限公司", "limited"),
    ("集团", "group"),
    ("集團", "group"),
    ("控股", "group"),
)


def legal_forms(name: str) -> frozenset[str]:
    """Return the legal forms that a name states, each under one name for all languages."""
    text = spelled(name)
    found = {form for phrase, form in _PHRASES.items() if phrase in text}
    if found:
        for phrase in (*LEGAL_PHRASES, *_PHRASES):
            text = text.replace(phrase, " ")
    found |= {_FORMS[word] for word in text.split()[1:] if word in _FORMS}
    first = text.split()[:1]
    found |= {_FORMS[word] for word in first if word in _FORMS and ("а" <= word[0] <= "я" or _FORMS[word] == "group")}
    if any(form in text for form in CHINESE_LEGAL):
        for piece, form in _CHINESE:
            if piece in text:
                found.add(form)
                text = text.replace(piece, " ")
    return frozenset(found)
