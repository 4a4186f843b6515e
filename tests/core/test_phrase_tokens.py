"""Words of phrases, and the vocabulary they are looked up in."""

import pytest

from tdn_templates.core.phrase_tokens import PhraseTrie, tokenise, words_of


@pytest.mark.parametrize(
    "phrase",
    ["Tỉnh Đăk Lăk", "Sở VH&TT tỉnh Đắc Nông", "Bắc - Kạn, Bắc Kạn", "“UBND” Quí\u200b Hoà.", "", "1.2. & \n Đài TNVN"],
)
def test_the_words_of_a_phrase_are_the_words_of_its_tokens(phrase: str) -> None:
    assert words_of(phrase) == tuple(token.word for token in tokenise(phrase) if token.word)


def test_a_phrase_counts_whenever_it_was_added() -> None:
    common: PhraseTrie[str] = PhraseTrie()
    own = PhraseTrie(common)
    tokens = tokenise("Sở Nội vụ, tỉnh")
    common.add(words_of("Sở Nội vụ"), "common", 2)
    assert list(own.matches(tokens, 0)) == [(3, "common")]
    own.add(words_of("Sở"), "own", 1)
    own.add(words_of("sở nội vụ"), "later", 3)
    common.add(words_of("Sở Nội vụ tỉnh"), "longer", 1)
    assert list(own.matches(tokens, 0)) == [(1, "own"), (3, "common"), (5, "longer")]
    assert list(own.matches(tokens, 3)) == []
    assert own.longest(tokens, 0) == (5, "longer")
