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


def test_of_three_layers_the_lowest_rank_counts_and_of_one_rank_the_upper_layer() -> None:
    common: PhraseTrie[str] = PhraseTrie()
    neighbours = PhraseTrie(common)
    own = PhraseTrie(neighbours)
    for trie, name in ((common, "common"), (neighbours, "neighbours"), (own, "own")):
        trie.add(words_of("Văn phòng"), name, 2)
        trie.add(words_of("Văn phòng Bộ"), name, {"common": 3, "neighbours": 1, "own": 2}[name])
    common.add(words_of("Văn"), "common", 9)
    tokens = tokenise("Văn phòng Bộ")
    assert list(own.matches(tokens, 0)) == [(1, "common"), (2, "own"), (3, "neighbours")]
    assert list(neighbours.matches(tokens, 0)) == [(1, "common"), (2, "neighbours"), (3, "neighbours")]
