"""Whether a page in English speaks English (英語のページ)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from playwright.sync_api import Page

KANA = re.compile("[ぁ-ゖァ-ヺ]")
# Names that have no English one.
OFFICIAL = (
    "デジタル化・AI導入補助金",
    "インボイス公募要領",
    "サイバーセキュリティお助け隊サービス",
    "IT戦略ナビwith",
)
# Texts with kana that the page says itself: neither marked as Japanese nor told by somebody, nor quoted, nor the letter
# of a clause. A letter is written in the language of its reader.
FIND = """(told) => {
  const found = new Set();
  const letters = /[\\u3041-\\u3096\\u30a1-\\u30fa]/;
  const kana = {test: (text) => {
    if (!letters.test(text)) return false;
    const said = text.replaceAll(/\\s+/g, ' ').trim();
    if (said.endsWith('…') && told.some((each) => each.startsWith(said.slice(0, -1)))) return false;
    const own = told.reduce((left, each) => left.replaceAll(each, ''), said);
    return letters.test(own.replaceAll(/[(（][ア-ン][)）]|「[^」]*」/g, ''));
  }};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!letters.test(node.data) || box.closest('script, style, textarea, pre, .letter, [hidden]') || !kana.test(node.data)) continue;
    if (box.closest('[lang]').lang !== 'en' || !box.checkVisibility()) continue;
    found.add(node.data.trim());
  }
  for (const box of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const text = box.getAttribute(name);
      if (text && kana.test(text) && box.closest('[lang]').lang === 'en') found.add(text);
    }
  }
  if (kana.test(document.title)) found.add(document.title);
  return [...found];
}"""


def japanese_in(page: Page, told: Sequence[str] = ()) -> list[str]:
    """Texts with kana which the page does not mark as Japanese and which are not what people told."""
    return cast("list[str]", page.evaluate(FIND, sorted((*told, *OFFICIAL), key=len, reverse=True)))
