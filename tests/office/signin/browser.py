"""A browser without JavaScript over real HTTP: it keeps cookies, follows links, and fills in forms with their tokens."""

import re
from html import unescape

import requests

FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


class Browser:
    """Somebody at a computer of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.session = requests.Session()

    def open(self, path: str) -> requests.Response:
        """Open a page and follow where it leads."""
        self.page = self.session.get(self._full(path), timeout=20)
        return self.page

    def send(self, marked: str, **fields: str) -> requests.Response:
        """Fill in the form of this page that contains a text, and send it."""
        form = next(each for each in FORM.findall(self.page.text) if marked in each)
        hidden: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(form):
            hidden.setdefault(name, []).append(unescape(value))
        action = re.search(r'action="([^"]*)"', form[: form.index(">")])
        target = self._full(unescape(action[1])) if action else self.page.url
        self.page = self.session.post(
            target, data={**hidden, **fields}, headers={"Referer": self.page.url}, timeout=20
        )
        return self.page

    def sign_in_with_gbizid(self, firm: str, kind: str = "prime") -> requests.Response:
        """From the sign-in page to gBizID, choose an account there, and come back."""
        self.open("/signin/")
        self.send("/signin/gbizid/")
        return self.send('name="firm"', firm=firm, kind=kind, action="grant")

    def _full(self, path: str) -> str:
        return path if path.startswith("http") else self.address + path
