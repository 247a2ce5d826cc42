"""A web server on this machine that answers as it is told, for clients under test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Web:
    """What was asked, and what will be answered."""

    def __init__(self) -> None:
        self.status = 200
        self.content = b"{}"
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.address = ""


@contextmanager
def serving() -> Iterator[Web]:
    """A server that runs within the block."""
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            web.asked.append((self.command, self.path, dict(self.headers), body))
            self.send_response(web.status)
            self.send_header("Location", "/elsewhere")
            self.end_headers()
            self.wfile.write(web.content)

        do_GET = do_POST = _answer  # noqa: N815 - names of http.server

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        web.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield web
        server.shutdown()
