"""A real provider of identities in a thread: pyop behind an HTTP door, and for the tests' sake able to misbehave."""

from __future__ import annotations

import json
import threading
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from Cryptodome.PublicKey import RSA
from jwkest.jwk import RSAKey
from oic.oic.message import IdToken
from pyop.authz_state import AuthorizationState
from pyop.provider import Provider
from pyop.subject_identifier import HashBasedSubjectIdentifierFactory
from pyop.userinfo import Userinfo
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from tests.conftest import eventually

CLIENT, SECRET = "concert", "a-secret-between-the-two"
Claims = dict[str, Any]


def _key() -> RSAKey:
    return RSAKey(key=RSA.generate(2048), alg="RS256", kid="k")


class Naughty(Provider):  # type: ignore[misc]  # pyop carries no types
    """pyop's provider; `mischief` changes the claims of a token before it is signed, `forged` signs by another key."""

    mischief: Callable[[Claims], None] | None = None
    forged = False

    def _create_signed_id_token(self, *arguments: Any, **named: Any) -> str:
        signed = str(super()._create_signed_id_token(*arguments, **named))
        if self.mischief is None and not self.forged:
            return signed
        body = signed.split(".")[1]
        claims = json.loads(urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        if self.mischief is not None:
            self.mischief(claims)
        return str(IdToken(**claims).to_jwt([_key() if self.forged else self.signing_key], "RS256"))


class Door:
    """Where the provider answers, whom it knows, and how to make it misbehave."""

    def __init__(self, address: str, callback: str, people: dict[str, Claims]) -> None:
        self.address, self.people = address, people
        self.provider = Naughty(
            _key(),
            {
                "issuer": address.replace("http:", "https:"),
                "authorization_endpoint": f"{address}/authorize",
                "token_endpoint": f"{address}/token",
                "userinfo_endpoint": f"{address}/userinfo",
                "jwks_uri": f"{address}/jwks",
                "end_session_endpoint": f"{address}/logout",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "scopes_supported": ["openid", "email", "profile"],
                "code_challenge_methods_supported": ["S256"],
            },
            AuthorizationState(HashBasedSubjectIdentifierFactory("salt")),
            {
                CLIENT: {
                    "client_id": CLIENT,
                    "client_secret": SECRET,
                    "redirect_uris": [callback],
                    "response_types": ["code"],
                    "token_endpoint_auth_method": "client_secret_basic",
                }
            },
            Userinfo(people),
        )
        # It refuses to be made without TLS, rightly; between two programs of one machine there is nothing to guard.
        self.provider.configuration_information["issuer"] = address

    async def discovery(self, _request: Request) -> Response:
        return JSONResponse(self.provider.provider_configuration.to_dict())

    async def keys(self, _request: Request) -> Response:
        return JSONResponse(self.provider.jwks)

    async def choose(self, request: Request) -> Response:
        self.provider.parse_authentication_request(request.url.query)
        links = [f'<p><a href="/approve?who={name}&{request.url.query}">{name}</a></p>' for name in self.people]
        return HTMLResponse(f"<h1>Who are you?</h1>{''.join(links)}")

    async def approve(self, request: Request) -> Response:
        who = request.query_params["who"]
        asked = self.provider.parse_authentication_request(request.url.query.partition("&")[2])
        answer = self.provider.authorize(asked, who)
        return RedirectResponse(answer.request(asked["redirect_uri"]), 303)

    async def token(self, request: Request) -> Response:
        body = (await request.body()).decode()
        credentials = {"Authorization": request.headers.get("authorization", "")}
        answer = self.provider.handle_token_request(body, credentials, lambda who, _client: dict(self.people[who]))
        return JSONResponse(answer.to_dict())

    async def logout(self, request: Request) -> Response:
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 303)

    def application(self) -> Starlette:
        """Return what answers requests."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.discovery),
                Route("/jwks", self.keys),
                Route("/authorize", self.choose),
                Route("/approve", self.approve),
                Route("/token", self.token, methods=["POST"]),
                Route("/logout", self.logout),
            ]
        )


@contextmanager
def provider(port: int, callback: str, people: dict[str, Claims]) -> Iterator[Door]:
    """Run the provider until the end of the block."""
    door = Door(f"http://127.0.0.1:{port}", callback, people)
    server = uvicorn.Server(uvicorn.Config(door.application(), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    eventually(lambda: server.started)
    yield door
    server.should_exit = True
    thread.join()
