"""The page of HTML in which Streamlit shows everything: our name, the language of its reader and our script in it."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.pages import NAME, PAGES, SOUGHT
from dashboard.words import SOURCE, language, languages

ADDRESSES = frozenset({"/", *(f"/{name}" for _section, name, _title, _purpose in PAGES)})
SCRIPT = '<script src="/app/static/concert.js"></script>'


class Shell:
    """Writes name, language and script into Streamlit's page of HTML; everything else passes as it is.

    Streamlit answers any address with that page: it says in English that there is none, or, one level further down,
    looks for itself in the wrong place, finds nothing and begins anew for ever. Whoever asks for a page that is not
    there is led to the address without a page, which says so.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an answer of HTML is held back until it is whole, and written anew."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self.app(scope, receive, send)
            return
        start: Message = {}
        whole = b""

        async def rewrite(message: Message) -> None:
            nonlocal start, whole
            if message["type"] == "http.response.start":
                start = message
            if not Headers(raw=start["headers"]).get("content-type", "").startswith("text/html"):
                await send(message)
            elif message["type"] == "http.response.body":
                whole += message.get("body", b"")
                if message.get("more_body"):
                    return
                if scope["path"] not in ADDRESSES:
                    await RedirectResponse(nowhere(scope), HTTPStatus.FOUND)(scope, receive, send)
                else:
                    body = written(whole.decode(), reader(scope)).encode()
                    headers = MutableHeaders(raw=start["headers"])
                    for name in ("etag", "last-modified"):  # of a page that is the same for everybody
                        del headers[name]
                    headers["content-length"] = str(len(body))
                    headers.add_vary_header("accept-language")
                    await send(start)
                    await send({"type": "http.response.body", "body": body})

        await self.app(_plain(scope), receive, rewrite)


def reader(scope: Scope) -> str:
    """Return the language of a request: what its address asks, else the first that its browser asks and we speak."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [])
    accepted = Headers(scope=scope).get("accept-language", "").split(",")
    wanted = [*asked[-1:], *(each.partition(";")[0].strip().partition("-")[0].lower() for each in accepted)]
    return next((code for code in wanted if code in languages()), SOURCE)


def nowhere(scope: Scope) -> str:
    """Return where a request is led that asks for a page that is not there, with all else that it asks."""
    asked = [each for each in parse_qsl(scope["query_string"].decode("latin-1")) if each[0] != SOUGHT]
    return f"/?{urlencode([*asked, (SOUGHT, scope['path'])])}"


def written(page: str, code: str) -> str:
    """Return Streamlit's page with our name, a language and our script in it."""
    for before, after in (
        ('<html lang="en">', f'<html lang="{code}" dir="{language(code).direction}">'),
        ("<title>Streamlit</title>", f"<title>{NAME}</title>{SCRIPT}"),
    ):
        page = page.replace(before, after, 1)
    return page


def _plain(scope: Scope) -> Scope:
    """Return a request that asks for the page as it is: not packed, and not only if it has changed."""
    asked_otherwise = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
    return {**scope, "headers": [each for each in scope["headers"] if each[0] not in asked_otherwise]}
