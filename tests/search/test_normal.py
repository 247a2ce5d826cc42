"""One spelling for every width, case, kana and dash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hojokin.office.search.normal import normal, words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ｸﾗｳﾄﾞ", "クラウド"),
        ("くらうど", "クラウド"),
        ("ＰＯＳレジ", "posレジ"),
        ("PoS れじ", "pos レジ"),
        ("サーバー", "サーバ"),
        ("サーバーの管理", "サーバノ管理"),
        ("カレー", "カレー"),
        ("スーパーマーケット", "スーパーマーケット"),
        ("ヴァイオリン", "バイオリン"),
        ("データ−連携", "データ連携"),
        ("ＡＩ−ＯＣＲ", "aiーocr"),
        ("e-Tax", "eーtax"),
        ("給与　計算", "給与計算"),
        ("cloud  会計", "cloud 会計"),
        ("  会計\t\n帳簿 ", "会計帳簿"),
        ("㈱ミナモ", "(株)ミナモ"),
        ("半角ﾊﾞﾋﾟｳﾞ", "半角バピブ"),
        ("zero\u200bwidth", "zerowidth"),
        ("half \ud83d pair", "half � pair"),
        ("", ""),
    ],
)
def test_a_text_has_one_normal_form(written: str, meant: str) -> None:
    assert normal(written) == meant


def test_words_are_cut_at_spaces_of_any_width_and_kept_once() -> None:
    assert words(" 予約　美容室 よやく 予約 ") == ["予約", "美容室", "ヨヤク"]


@given(st.text(max_size=40))
def test_every_text_can_be_normalised_and_written_as_utf8(written: str) -> None:
    assert "\n" not in normal(written).encode().decode()


@given(st.text(alphabet="あアｱー-ヴゔabＡ会計サバ", min_size=1, max_size=30))
def test_a_word_is_written_as_the_text_that_is_only_that_word(written: str) -> None:
    assert words(written) == [normal(written)]
