"""Publishing news (お知らせの公開と取り下げ): who may, what an item must have, and its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from hojokin.flow.form import FormProblem
from hojokin.flow.roles import Role
from hojokin.office.actions.errors import NotAllowed, Unmet
from hojokin.office.actions.record import record
from hojokin.office.records.actor import Actor
from hojokin.office.records.models import NewsItem
from hojokin.office.records.models.news import LONGEST_SLUG, LONGEST_TITLE
from hojokin.rules.engine.facts import Text

PUBLISHERS = frozenset({Role.APPROVER, Role.ADMINISTRATOR})
LONGEST_BODY = 20_000
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_PUBLISHER = Text(
    "お知らせを出せるのは、決裁者と管理者だけです。", "Only an approver or an administrator may publish news."
)
BAD_SLUG = Text(
    f"アドレスに使う名前は、英小文字・数字・ハイフンで{LONGEST_SLUG}文字以下にしてください。",
    f"Write the name for the address in small letters, digits and hyphens, at most {LONGEST_SLUG} characters.",
)
TAKEN = Text(
    "同じ名前のお知らせがあります。別の名前にしてください。",
    "There is news under this name already. Choose another name.",
)


@dataclass(frozen=True, slots=True)
class NewsText:
    """What is to be told (お知らせの内容)."""

    slug: str
    title_ja: str
    title_en: str
    body_ja: str
    body_en: str

    @property
    def digest(self) -> str:
        """Hash of the whole text."""
        parts = (self.slug, self.title_ja, self.title_en, self.body_ja, self.body_en)
        return sha256("\n".join(parts).encode()).hexdigest()


@transaction.atomic
def publish_news(told: NewsText, *, by: Actor, at: datetime, since: datetime | None = None) -> NewsItem:
    """Publish an item, now or from a later instant on. Raises NotAllowed, Unmet with every problem."""
    _must_be_publisher(by)
    if problems := _problems(told):
        raise Unmet(problems)
    item = NewsItem.objects.create(
        slug=told.slug,
        title_ja=told.title_ja.strip(),
        title_en=told.title_en.strip(),
        body_ja=told.body_ja.strip(),
        body_en=told.body_en.strip(),
        published_at=max(at, since or at),
    )
    record(by, "news.publish", _subject(told.slug), at=at, changes={"sha256": told.digest})
    return item


@transaction.atomic
def withdraw_news(slug: str, *, by: Actor, at: datetime) -> None:
    """Take an item back (取り下げ); a second time changes nothing. Raises NotAllowed, NewsItem.DoesNotExist."""
    _must_be_publisher(by)
    item = NewsItem.objects.select_for_update(no_key=True).get(slug=slug)
    if item.withdrawn_at is not None:
        return
    # One that was to appear later ends before it began.
    item.withdrawn_at = max(at, item.published_at)
    item.save(update_fields=["withdrawn_at"])
    record(by, "news.withdraw", _subject(slug), at=at)


def _must_be_publisher(by: Actor) -> None:
    if by.role not in PUBLISHERS:
        raise NotAllowed(NOT_PUBLISHER)


def _problems(told: NewsText) -> list[FormProblem]:
    problems = []
    if len(told.slug) > LONGEST_SLUG or not SLUG.fullmatch(told.slug):
        problems.append(FormProblem("slug", BAD_SLUG))
    elif NewsItem.objects.filter(slug=told.slug).exists():
        problems.append(FormProblem("slug", TAKEN))
    for field, label, longest in (
        ("title_ja", Text("日本語の題", "the Japanese title"), LONGEST_TITLE),
        ("title_en", Text("英語の題", "the English title"), LONGEST_TITLE),
        ("body_ja", Text("日本語の本文", "the Japanese text"), LONGEST_BODY),
        ("body_en", Text("英語の本文", "the English text"), LONGEST_BODY),
    ):
        problems += _length(field, label, getattr(told, field).strip(), longest)
    return problems


def _length(field: str, label: Text, text: str, longest: int) -> list[FormProblem]:
    if not text:
        return [FormProblem(field, Text(f"{label.ja}を入力してください。", f"Enter {label.en}."))]
    if len(text) > longest:
        told = Text(
            f"{label.ja}は{longest:,}文字以下にしてください（いま{len(text):,}文字）。",
            f"Shorten {label.en} to {longest:,} characters; it has {len(text):,}.",
        )
        return [FormProblem(field, told)]
    return []


def _subject(slug: str) -> str:
    return f"news:{slug}"
