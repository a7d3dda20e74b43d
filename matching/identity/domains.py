"""The domain that an organisation registered, out of an address as people write it."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

# Pages under these belong to whoever writes them.
_FOR_ALL = """
    gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com qq.com 163.com 126.com mail.ru yandex.ru
    facebook.com fb.com linkedin.com twitter.com x.com instagram.com youtube.com wordpress.com blogspot.com
    wixsite.com weebly.com google.com github.io medium.com t.me example.com example.org
"""
_HOSTS = frozenset(_FOR_ALL.split())


def registered(address: str) -> str:
    """Return the registered domain of a web or mail address in lower case, "" for none or one that anybody may use."""
    text = address.strip().casefold()
    if "@" in text and "/" not in text:
        text = text.rpartition("@")[2]
    try:
        host = urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    if host.rstrip(".").rpartition(".")[2].isdigit():
        return ""  # an address of a machine
    domain = _suffixes().privatesuffix(host.rstrip(".")) or ""
    return "" if domain in _HOSTS else domain


@cache
def _suffixes() -> PublicSuffixList:
    # Registries' own part of the list: what hosts publish under their names is told by `_FOR_ALL`.
    return PublicSuffixList(only_icann=True)
