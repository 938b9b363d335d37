"""What is done in fewer steps is read as the long way reads it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongket.core.text import fold
from tongket.reader import tokens as cutting
from tongket.reader.draft import Draft, Quantity
from tongket.reader.grammar import numerals, roles
from tongket.reader.lexicon import FirstWords, Phrases
from tongket.reader.reading import PASSES
from tongket.reader.tokens import BREAK, NUMBER, SIGN, WORD, Tokens
from tongket.reader.writing import Writing

CORPUS = Path(__file__).parent / "corpus"
PIECES = ["Ủy ban", "đảng viên", "chi bộ 12", "l5", "1.234,5", "30/4", " ", "\t", "\r\n", "\n", "…"]
PHRASES = ["a", "a b", "a b c", "a c", "b", "c a", "c b a", "b b"]


def test_a_plain_number_is_one_that_no_rule_recognises(monkeypatch: pytest.MonkeyPatch) -> None:
    is_plain = roles.is_plain
    plain: list[Quantity] = []

    def note(tokens: Tokens, number: Quantity) -> bool:
        if is_plain(tokens, number):
            plain.append(number)
        return False  # so that every rule is asked all the same

    monkeypatch.setattr(roles, "is_plain", note)
    seen = 0
    for path in sorted(CORPUS.glob("*.txt")):
        given_text = path.read_bytes().decode()
        for text in (given_text, fold(given_text)):
            plain.clear()
            draft = Draft(text)
            for each in PASSES[: PASSES.index(numerals.find) + 1]:
                each(draft)
            for number in plain:
                told = draft.tokens.between(max(number.first - 3, 0), number.after)
                assert draft.claims[number.first] == "quantity", told
            seen += len(plain)
    assert seen > 100


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_tokens_cover_all_but_the_blanks(text: str) -> None:
    tokens = Tokens(Writing(text))
    shown = [tokens.original(index) for index in range(len(tokens))]
    assert "".join("".join(shown).split()) == "".join(text.split())
    for index, token in enumerate(shown):
        kind = tokens.kinds[index]
        assert (kind == BREAK) == (token in {"\n", "\r\n"})
        assert (kind == NUMBER) == any(letter.isdigit() for letter in token)
        assert kind != SIGN or len(token) == 1
        assert (index in tokens.capitals()) == token[0].isupper()
        assert kind != WORD or token.isalpha()


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.integers(1, 20))
def test_a_text_cut_in_stretches_has_the_same_tokens(text: str, length: int) -> None:
    whole = Tokens(Writing(text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_BATCH", length)
        cut = Tokens(Writing(text))
    assert (cut.words, cut.kinds, cut.starts) == (whole.words, whole.kinds, whole.starts)
    assert cut.ends == whole.ends


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), st.data())
def test_the_longest_phrase_is_found_from_either_end(words: list[str], data: st.DataObject) -> None:
    chosen = data.draw(st.sets(st.sampled_from(PHRASES)))
    phrases = Phrases({phrase: phrase for phrase in chosen})
    tokens = Tokens(Writing(" ".join(words)))
    for index in range(len(words) + 1):
        begun = [
            each for each in chosen if words[index : index + len(each.split())] == each.split()
        ]
        longest = max(begun, key=len, default=None)
        found = phrases.at(tokens, index)
        assert found == (longest and (index + len(longest.split()), longest))
        ended = [
            each
            for each in chosen
            if words[max(index - len(each.split()), 0) : index] == each.split()
        ]
        longest = max(ended, key=len, default=None)
        assert phrases.before(tokens, index) == (
            longest and (index - len(longest.split()), longest)
        )
    assert FirstWords(phrases).of(tokens) == {each.split()[0] for each in chosen}
    assert set(phrases.endings(tokens)) == {each.split()[-1] for each in chosen}
