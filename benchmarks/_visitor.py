"""A visitor without a browser: opens pages of a running dashboard over its WebSocket and waits until they are whole."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin

PATIENCE = 120.0  # seconds without a message


class BrokenPageError(Exception):
    """A page ended in an error instead of an answer; its time means nothing."""


class Visitor:
    """One session, as a browser holds it: it receives every message of a page and draws none."""

    def __init__(self, port: int) -> None:
        self._socket = connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            origin=Origin(f"http://127.0.0.1:{port}"),  # the server speaks to its own pages only
            subprotocols=["streamlit"],
            max_size=None,
            proxy=None,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def open(self, page: str = "", parameters: Mapping[str, str] | None = None) -> float:
        """Return the seconds from asking for a page until its last element has arrived.

        :raises BrokenPageError: If the page shows an error or does not exist.
        """
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = urlencode(parameters or {})
        start = time.perf_counter()
        self._socket.send(asked.SerializeToString())
        while not self._is_last(page):
            pass
        return time.perf_counter() - start

    def _is_last(self, page: str) -> bool:
        message = ForwardMsg.FromString(self._socket.recv(timeout=PATIENCE))
        kind = message.WhichOneof("type")
        element = message.delta.new_element
        failed = element.HasField("alert") and element.alert.format == Alert.ERROR
        if kind == "page_not_found" or element.HasField("exception") or failed:
            raise BrokenPageError(
                f"page {page or 'first'!r}: {element.alert.body or element.exception.message or kind}"
            )
        return kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
