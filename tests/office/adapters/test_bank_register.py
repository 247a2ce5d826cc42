"""Banks and branches are found by code, name or reading, however they are typed."""

import subprocess
import sys

import pytest

from hojokin.office.adapters.bank_register.matching import best, keys
from hojokin.office.adapters.bank_register.zengin import ZenginBankRegister
from hojokin.office.ports.bank_register import Bank, Branch

register = ZenginBankRegister()
MIZUHO = Bank("0001", "みずほ", "ミズホ")
MUFG = Bank("0005", "三菱ＵＦＪ", "ミツビシユ－エフジエイ")


def test_a_code_leads_to_its_bank_and_branch() -> None:
    assert register.bank("0001") == MIZUHO
    assert register.branch("0001", "004") == Branch("0001", "004", "丸の内中央", "マルノウチチユウオウ")


@pytest.mark.parametrize("code", ["", "1", "00011", "../banks", "９９９９"])
def test_an_unknown_code_leads_nowhere(code: str) -> None:
    assert register.bank(code) is None
    assert register.branch(code, "001") is None
    assert register.branches(code, "", 10) == ()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("0001", MIZUHO),
        ("０００１", MIZUHO),
        ("みずほ", MIZUHO),
        ("みずほ銀行", MIZUHO),
        ("ミズホ", MIZUHO),
        ("ﾐｽﾞﾎ", MIZUHO),
        ("mizuho", MIZUHO),
        ("三菱UFJ銀行", MUFG),
        ("三菱ufj", MUFG),
        ("みつびしゆーえふじぇい", MUFG),
    ],
)
def test_a_bank_is_found_however_it_is_typed(typed: str, first: Bank) -> None:
    assert register.search(typed, 5)[0] == first


def test_the_equal_name_comes_before_those_that_begin_with_it_and_those_that_hold_it() -> None:
    written = {"新丸の内": "001", "丸の内中央": "002", "本店": "003", "丸の内": "004", "丸の内南": "005"}
    entries = [(name, keys([code, name], "支店")) for name, code in written.items()]

    assert best(entries, "丸の内支店", "支店", 9) == ("丸の内", "丸の内中央", "丸の内南", "新丸の内")


def test_no_more_are_given_than_asked_for() -> None:
    assert len(register.search("", 7)) == 7
    assert len(register.branches("0001", "", 1000)) > 400
    assert register.search("みつからない名前", 5) == ()


def test_searching_does_not_read_every_branch_of_the_country() -> None:
    program = (
        "import sys; from hojokin.office.adapters.bank_register.zengin import ZenginBankRegister as R; "
        "R().search('みずほ', 1); print('zengin_code' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert told.stdout == "False\n"
