"""English is a full translation: every sentence has one, and the compiled catalogue is the written one."""

from scripts import messages


def test_every_sentence_has_english_and_the_compiled_catalogue_is_fresh() -> None:
    assert messages.main(["--check"]) == 0


def test_a_new_sentence_would_be_noticed() -> None:
    catalog = messages.updated()
    catalog.add("まだ訳されていない文")

    assert [message.id for message in messages.untranslated(catalog)] == ["まだ訳されていない文"]
