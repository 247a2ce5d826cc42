"""A service on this machine that goes down and comes back at the same address: the site and a provider in one."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ISSUER = "/oauth/"


class Service:
    """Answers the health address and the provider's discovery document while it is up."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.down: set[str] = set()
        self._server = self._made(0)
        self.port = int(self._server.server_port)
        self.address = f"http://127.0.0.1:{self.port}"
        self._listen()

    def stop(self) -> None:
        """Nobody listens at the address any more."""
        self._server.shutdown()
        self._server.server_close()

    def start(self) -> None:
        """Somebody listens there again."""
        self._server = self._made(self.port)
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def _made(self, port: int) -> ThreadingHTTPServer:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                is_site = self.path == "/health/"
                is_down = ("site" if is_site else "identity") in service.down
                told = {"ok": True, "down": []} if is_site else {"issuer": service.address + ISSUER}
                self.send_response(503 if is_down else 200)
                self.end_headers()
                self.wfile.write(b"" if is_down else json.dumps(told).encode())

            def log_message(self, format: str, *args: object) -> None:
                """Keep quiet."""

        return ThreadingHTTPServer(("127.0.0.1", port), Handler)
