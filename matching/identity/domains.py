"""The domain that an organisation registered, out of an address as people write it."""

from __future__ import annotations

from urllib.parse import urlsplit

# Under a country's domain these stand before the name that was registered: example.co.ke.
_SECOND_LEVEL = """
    ac co com edu go gob gouv gov govt gv mil ne net nom or org res sch ltd plc
"""
_SECOND = frozenset(_SECOND_LEVEL.split())
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
    parts = [part for part in host.rstrip(".").split(".") if part]
    if len(parts) < 2 or parts[-1].isdigit():
        return ""
    under_country = len(parts[-1]) == 2 and len(parts) > 2 and parts[-2] in _SECOND
    domain = ".".join(parts[-3:] if under_country else parts[-2:])
    return "" if domain in _HOSTS else domain
