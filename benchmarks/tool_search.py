"""Search for tools: keyword, ranking, first page and every facet count, against LIKE and FTS5 in the same file.

``python -m benchmarks.tool_search --count 100000`` measures one size; ``--larger 1000000`` adds how the time grows.
All contenders give the numbers of the twenty best tools; LIKE gives a count only, unsorted. Only ours counts facets.
"whole page" is what a visitor waits for: ours with its twenty tools read from the database and put together.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.measuring import MILLION, Goal, machine, own_peak, print_goals

LENGTHS = {"1": (1, 1), "2": (2, 2), "3": (3, 3), "4+": (4, 10)}
LIKE_TARGET, FTS_TARGET, GROWTH_TARGET = 30, 5, 3
LIKE = "SELECT count(*) FROM records_tool WHERE name LIKE ?1 OR outline LIKE ?1"
FTS = "SELECT rowid FROM bigrams WHERE bigrams MATCH ? ORDER BY rank LIMIT 20"


@dataclass(frozen=True)
class Measured:
    """Times in nanoseconds by contender, length of word, word and round; the peak of a process that only searches."""

    count: int
    times: Mapping[str, Mapping[str, Sequence[Sequence[int]]]]
    peak: int
    goals: list[Goal] = field(default_factory=list)

    def p(self, percent: int, contender: str, length: str | None = None, *, least: bool = False) -> float:
        """A percentile over words, in milliseconds; a word counts with its median round, or with its least."""
        held = self.times[contender]
        words = [rounds for each in held if length in (None, each) for rounds in held[each]]
        times = sorted(min(rounds) if least else median(rounds) for rounds in words)
        return times[min(len(times) - 1, len(times) * percent // 100)] / MILLION


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--larger", type=int, help="a second size: how much slower is it?")
    parser.add_argument("--words", type=int, default=30, help="words of each length")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--data", type=Path, help="folder to keep the catalogues in, and to find them again")
    parser.add_argument("--child", choices=("measure", "peak"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        _child(asked)
        return
    print(machine())
    with tempfile.TemporaryDirectory(prefix="hojokin-search-") as made:
        folder = asked.data or Path(made)
        goals = measured(asked.count, asked.words, asked.rounds, folder).goals
        if asked.larger:
            goals += growth(asked.count, asked.larger, asked.words, asked.rounds, folder)
    print_goals(goals)


def measured(count: int, words: int, rounds: int, folder: Path) -> Measured:
    """Measure one size against its peers, and print it."""
    made = _in_a_process(count, words, rounds, folder, peers=True)
    size = f"{count:,} tools"
    goals = [
        Goal(f"{size}: search p95, times faster than LIKE", LIKE_TARGET, *_ratios(made, "LIKE scan")),
        Goal(
            f"{size}: search p95, times faster than FTS5 bigrams", FTS_TARGET, *_ratios(made, "FTS5 bigrams")
        ),
    ]
    _print(made)
    return Measured(made.count, made.times, made.peak, goals)


def growth(count: int, larger: int, words: int, rounds: int, folder: Path) -> list[Goal]:
    """How much slower a larger catalogue is, the two measured one after the other."""
    big = _in_a_process(larger, words, rounds, folder, peers=False)
    small = _in_a_process(count, words, rounds, folder, peers=False)
    _print(big)
    subject = f"search p95, {larger:,} tools against {count:,}"
    slower = [
        big.p(95, "hojokin", least=least) / small.p(95, "hojokin", least=least) for least in (False, True)
    ]
    return [Goal(subject, GROWTH_TARGET, slower[0], slower[1], at_most=True)]


def _ratios(made: Measured, peer: str) -> tuple[float, float]:
    ratios = [made.p(95, peer, least=least) / made.p(95, "hojokin", least=least) for least in (False, True)]
    return ratios[0], ratios[1]


def _in_a_process(count: int, words: int, rounds: int, folder: Path, *, peers: bool) -> Measured:
    """Settings are read once a process, so that each size has its own."""
    told = {}
    for child in ("measure", "peak"):
        command = [sys.executable, "-m", "benchmarks.tool_search", "--child", child, "--count", str(count)]
        command += ["--words", str(words), "--rounds", str(rounds if peers or child == "peak" else -rounds)]
        ran = subprocess.run([*command, "--data", str(folder)], stdout=subprocess.PIPE, text=True, check=True)
        told[child] = json.loads(ran.stdout)
    return Measured(count, told["measure"], told["peak"])


def _child(asked: argparse.Namespace) -> None:
    data = asked.data / f"{asked.count}"
    data.mkdir(parents=True, exist_ok=True)
    _start(data)
    from hojokin.office.queries.tools import ToolQuery, search
    from hojokin.office.search.answer import answer
    from hojokin.office.search.live import live_index
    from hojokin.office.search.orders import Sort
    from hojokin.office.search.question import question_of

    _prepare(asked.count, data)
    drawn = _words(data / "hojokin.sqlite3", asked.words)
    contenders: dict[str, Callable[[str], object]] = {
        "hojokin": lambda word: answer(live_index().view(), question_of(word), {}, Sort.RELEVANCE, 0, 20),
        "whole page": lambda word: search(ToolQuery(word)),
    }
    if asked.child == "peak":
        for word in (word for words in drawn.values() for word in words):
            contenders["hojokin"](word)
        print(own_peak())
        return
    if asked.rounds > 0:
        contenders |= _peers(data / "hojokin.sqlite3")
    print(json.dumps(_timed(contenders, drawn, abs(asked.rounds))))


def _start(data: Path) -> None:
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "hojokin.office.config.settings",
        "HOJOKIN_DATA": str(data),
        "HOJOKIN_SECRET_KEY": "for measuring only",
        "HOJOKIN_HTTPS": "0",
    }
    import django

    django.setup()


def _prepare(count: int, data: Path) -> None:
    """The catalogue, the index and the peer's index, unless they are there."""
    done = data / "ready"
    if done.exists():
        return
    from django.core.management import call_command

    from hojokin.office.actions.generate_tools import generate_tools
    from hojokin.office.search.live import live_index

    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    generate_tools(count, seed=1)
    between = time.perf_counter()
    live_index().rebuild()
    told = f"{count:,} tools: written in {between - start:.0f} s, index built in {time.perf_counter() - between:.0f} s"
    print(told, file=sys.stderr)
    _write_bigrams(data / "hojokin.sqlite3")
    done.touch()


def _write_bigrams(path: Path) -> None:
    from hojokin.office.search.normal import normal

    with sqlite3.connect(path) as database:
        database.execute("CREATE VIRTUAL TABLE bigrams USING fts5(words, content='', tokenize='ascii')")
        rows = database.execute("SELECT id, name || ' ' || outline FROM records_tool")
        database.executemany(
            "INSERT INTO bigrams (rowid, words) VALUES (?, ?)",
            ((key, " ".join(_pairs(normal(text)))) for key, text in rows),
        )


def _pairs(text: str) -> list[str]:
    """Pairs of characters, each written as one word that no tokenizer takes apart."""
    return ["".join(f"{ord(letter):05x}" for letter in text[place : place + 2]) for place in range(len(text))]


def _peers(path: Path) -> dict[str, Callable[[str], object]]:
    from hojokin.office.search.normal import normal

    database = sqlite3.connect(path)
    return {
        "LIKE scan": lambda word: database.execute(LIKE, (f"%{word}%",)).fetchall(),
        "FTS5 bigrams": lambda word: database.execute(FTS, (_phrase(normal(word)),)).fetchall(),
    }


def _phrase(word: str) -> str:
    """The word as an FTS5 question: a phrase of pairs; one character is the beginning of a pair."""
    if len(word) == 1:
        return f'"{ord(word):05x}"*'
    return '"' + " ".join(_pairs(word)[:-1]) + '"'


def _words(path: Path, each: int) -> dict[str, list[str]]:
    """Words cut out of names and outlines at random places; the frequent ones come as often as they stand there."""
    chance = Random(7)
    with sqlite3.connect(path) as database:
        count = database.execute("SELECT max(id) FROM records_tool").fetchone()[0]
        drawn: dict[str, list[str]] = {}
        for length, (least, most) in LENGTHS.items():
            drawn[length] = []
            while len(drawn[length]) < each:
                key = chance.randrange(1, count + 1)
                row = database.execute(
                    "SELECT name || '。' || outline FROM records_tool WHERE id = ?", (key,)
                ).fetchone()
                wanted = chance.randrange(least, most + 1)
                start = chance.randrange(len(row[0]) - wanted)
                word = row[0][start : start + wanted]
                if word.isalnum() and word not in drawn[length]:
                    drawn[length].append(word)
    return drawn


def _timed(
    contenders: Mapping[str, Callable[[str], object]], drawn: Mapping[str, Sequence[str]], rounds: int
) -> dict[str, dict[str, list[list[int]]]]:
    """Every contender on every word in turn, round after round; the first round does not count."""
    times: dict[str, dict[str, list[list[int]]]] = {
        name: {length: [[] for _ in words] for length, words in drawn.items()} for name in contenders
    }
    for round_ in range(rounds + 1):
        for length, words in drawn.items():
            for place, word in enumerate(words):
                for name, contender in contenders.items():
                    if round_ == 0 and name == "LIKE scan":
                        continue
                    start = time.perf_counter_ns()
                    contender(word)
                    taken = time.perf_counter_ns() - start
                    if round_:
                        times[name][length][place].append(taken)
    return times


def _print(made: Measured) -> None:
    print(f"\n{made.count:,} tools, milliseconds by the length of the word: p50 / p95 over words")
    for name in made.times:
        told = "".join(
            f"  {each:>2}: {made.p(50, name, each):7.2f} /{made.p(95, name, each):8.2f}" for each in LENGTHS
        )
        print(f"  {name:<12}{told}   all: {made.p(50, name):.2f} / {made.p(95, name):.2f}")
    print(f"  peak memory of a process that searches: {made.peak // 2**20:,} MB")


if __name__ == "__main__":
    main()
