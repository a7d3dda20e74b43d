"""Who is looking, as the database believes it: a token for one connection that only Concert can sign.

A plain setting could be forged by whoever manages to run SQL of their own; this one cannot without the key, which the
application's role may not read. The key follows from that role's password, so there is no further secret to keep.
"""

from __future__ import annotations

import hmac
import json
from datetime import datetime
from hashlib import sha256

from matching.records import Viewer

_BLOCK = 64  # bytes of a block of SHA-256


def key_of(password: str) -> bytes:
    """Return the key that belongs to the password of the application's role."""
    return hmac.new(password.encode(), b"concert: who is looking", sha256).digest()


def pads(key: bytes) -> tuple[bytes, bytes]:
    """Return the two padded keys of HMAC (RFC 2104): PostgreSQL has the digest without an extension, not the code."""
    padded = key.ljust(_BLOCK, b"\0")
    return bytes(byte ^ 0x36 for byte in padded), bytes(byte ^ 0x5C for byte in padded)


def token(viewer: Viewer, key: bytes, connection: int, at: datetime) -> str:
    """Return the signed claims of a viewer, good on the connection of this process number and near this instant."""
    claims = {
        "user": viewer.user,
        "role": viewer.role,
        "entity": viewer.entity,
        "countries": sorted(viewer.countries),
        "partner": viewer.partner,
        "pid": connection,
        "at": at.timestamp(),
    }
    body = json.dumps(claims).encode().hex()
    return f"{body}.{hmac.new(key, body.encode(), sha256).hexdigest()}"
