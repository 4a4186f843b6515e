"""Read a lead or supporting cell into mentions: who is named, which class is meant, what is unknown."""

from dataclasses import dataclass

from tdn_templates.core.mention_phrases import HARD_MARKS, JOINING_WORDS, SOFT_MARKS, Effect, Match, MentionPhrases
from tdn_templates.core.mention_words import ELLIPTICAL_KINDS, CommonWords, Meaning, MentionWords
from tdn_templates.model.mention import Agencies, Mention, MentionKind
from tdn_templates.model.unit import Registry
from tdn_templates.model.words import UnitSlug

_MOST_KEPT, _LONGEST_KEPT = 10_000, 1_000
"""Cells whose reading is kept: lead and supporting cells repeat from row to row and from return to return."""

_BULLETS = frozenset("\n-+•*")


class MentionReader:
    """Reads the cells of one plan.

    `within` is the unit in whose plan the cells stand: its own units can be named there. None is the national list,
    where only central units and provinces can be.
    """

    def __init__(self, registry: Registry, within: UnitSlug | None = None, common: CommonWords | None = None) -> None:
        """`common` are the words of all plans, where many plans are read. Raises KeyError if `within` is not in the
        registry."""
        self._words = MentionWords(registry, within, common)
        self._kept: dict[str, Agencies] = {}

    def read(self, wording: str) -> Agencies:
        """Mentions in the order of the text; never raises, whatever the text.

        Every character of the wording belongs to exactly one mention, to a qualifier, or to what separates mentions:
        marks of punctuation, line ends, brackets, "và", "cùng", "với". What names nothing known is UNKNOWN.

        "Các sở, ngành: Tài chính; Nội vụ" names two units; the head belongs to the first mention's text. An exception
        ("trừ ...") is kept as the qualifier, and the class becomes CONDITIONAL: who is left must be confirmed by a
        person. "liên quan" never makes a named unit conditional. A remark in brackets after a named unit is its
        qualifier and changes nothing.
        """
        kept = self._kept.get(wording)
        if kept is not None:
            return kept
        cell = _Cell(MentionPhrases(wording, self._words))
        cell.read()
        agencies = Agencies(wording, tuple(draft.mention(wording) for draft in cell.drafts))
        if len(self._kept) < _MOST_KEPT and len(wording) <= _LONGEST_KEPT:
            self._kept[wording] = agencies
        return agencies


@dataclass(slots=True)
class _Draft:
    """A mention being read. `joined`: only commas and "và" stand between it and the mention before.

    `related`: its "liên quan" has been given out to the classes before it.
    """

    kind: MentionKind
    meaning: Meaning
    start: int
    end: int
    joined: bool
    related: bool = False
    qualifier: tuple[int, int] | None = None

    def mention(self, wording: str) -> Mention:
        return Mention(
            text=wording[self.start : self.end],
            kind=self.kind,
            unit=self.meaning.unit,
            unit_class=self.meaning.unit_class,
            qualifier="" if self.qualifier is None else wording[slice(*self.qualifier)],
            start=self.start,
            end=self.end,
        )


class _Cell:
    """One cell on its way from left to right: `_at` is the place of the next token to read.

    `_kinds` are the kinds that names may leave out here: after "Sở Tài chính", "Nội vụ" is a Sở.
    """

    def __init__(self, phrases: MentionPhrases) -> None:
        self.drafts: list[_Draft] = []
        self._phrases = phrases
        self._tokens = phrases.tokens
        self._at = 0
        self._kinds: tuple[str, ...] = ()
        self._soft = self._hard = False
        self._label: int | None = None  # the place of a "1." whose mention follows

    def read(self) -> None:
        while self._at < len(self._tokens):
            if self._separator() or self._enumerator() or self._late_qualifier() or self._list_head():
                continue
            match = self._phrases.item(self._at, self._kinds)
            if match is None:
                self._unknown(self._at + 1)
            elif self._phrases.of_another_area(match) or self._phrases.is_longer_name(self._at, match):
                self._unknown(match.end)
            else:
                self._known(match)

    def _separator(self) -> bool:
        token = self._tokens[self._at]
        if token.mark in HARD_MARKS:
            self._hard = True
        elif token.mark in SOFT_MARKS or token.word in JOINING_WORDS:
            self._soft = self._soft or token.mark != "\n"
        else:
            return False
        self._at += 1
        return True

    def _enumerator(self) -> bool:
        """ "1. Bộ Tài chính": the number belongs to the text of the mention that follows."""
        after = self._phrases.enumerator_end(self._at) if self._label is None else None
        if after is None:
            return False
        self._label, self._at = self._at, after
        return True

    # --- mentions

    def _known(self, match: Match) -> None:
        kind = MentionKind.NAMED if match.meaning.unit else MentionKind.GROUP
        self._append(kind, match.meaning, match.end)
        if match.meaning.unit_class:
            self._kinds = ()
        elif match.kind in ELLIPTICAL_KINDS:
            self._kinds = (match.kind,)
        self._qualify()

    def _unknown(self, begun: int) -> None:
        """`begun` is the place after the words that belong to it in any case."""
        self._append(MentionKind.UNKNOWN, Meaning(), self._phrases.stretch_end(self._at, begun))

    def _append(self, kind: MentionKind, meaning: Meaning, after: int) -> None:
        first = self._at if self._label is None else self._label
        start, end = self._tokens[first].start, self._tokens[after - 1].end
        self._label = None
        self.drafts.append(_Draft(kind, meaning, start, end, joined=self._soft and not self._hard))
        self._soft = self._hard = False
        self._at = after

    def _list_head(self) -> bool:
        """ "Các sở, ngành: Tài chính; Nội vụ": the head is read together with the first unit of its list."""
        head = self._phrases.match(self._at)
        is_class = head is not None and head.meaning.unit_class is not None
        after = head.end if head and is_class else self._phrases.kind_end(self._at)
        begins = self._phrases.list_begins(after) if after is not None else None
        if after is None or begins is None:
            return False
        kinds = self._phrases.kinds_in(self._at, after)
        first = begins
        while first < len(self._tokens) and self._tokens[first].mark in _BULLETS:
            first += 1
        item = self._phrases.item(first, kinds)
        if item and item.meaning.unit:
            self._known(item)
            self._kinds = kinds
            return True
        if head and is_class and begins == after + 1:
            self._head_of_unknown_list(head, first)
            return True
        return False

    def _head_of_unknown_list(self, head: Match, first: int) -> None:
        """ "UBND các huyện: A, B": the class, restricted to a list whose units are not in the registry."""
        self._append(MentionKind.GROUP, head.meaning, head.end)
        self._kinds = ()
        after = self._phrases.open_list_end(first)
        if after > first:
            self._apply(Effect.RESTRICTION, first, after)

    # --- qualifiers

    def _qualify(self) -> None:
        """Take what directly follows the last mention and qualifies it."""
        last = self.drafts[-1]
        place = self._phrases.place_end(self._at) if last.meaning.unit_class or last.meaning.inner else None
        if place is not None:
            self._apply(Effect.NONE, self._at, place)
        if self._at >= len(self._tokens):
            return
        closing = self._phrases.closing_bracket(self._at)
        if closing is not None:
            self._bracket(self._at + 1, closing)
        elif self._tokens[self._at].word and self._tokens[self._at].word not in JOINING_WORDS:
            self._loose_qualifier()

    def _bracket(self, start: int, closing: int) -> None:
        if closing > start:
            self._apply(self._phrases.effect(start, closing), start, closing)
        self._at = closing + 1

    def _late_qualifier(self) -> bool:
        if not self.drafts or self.drafts[-1].kind is MentionKind.UNKNOWN:
            return False
        return self._phrases.late_qualifier(self._at) and self._loose_qualifier()

    def _loose_qualifier(self) -> bool:
        """Words without brackets: False, and nothing read, if they do not qualify the last mention."""
        start = self._at
        if self._phrases.adjacent_mention(start):
            return False
        end = max(self._phrases.stretch_end(start), self._phrases.duty_end(start) or 0)
        effect = self._phrases.effect(start, end)
        if effect is Effect.RESTRICTION and (self.drafts[-1].meaning.unit or self._phrases.kind_end(start) is not None):
            return False
        if effect is Effect.EXCEPTION:
            end = self._phrases.exception_end(start, end)
        self._apply(effect, start, end)
        return True

    def _apply(self, effect: Effect, first: int, after: int) -> None:
        """Note the tokens [first, after) as qualifier of the last mention, and let it do what it does."""
        last = self.drafts[-1]
        start, end = self._tokens[first].start, self._tokens[after - 1].end
        last.qualifier = (start if last.qualifier is None else last.qualifier[0], end)
        self._at = after
        self._soft = self._hard = False
        match effect:
            case Effect.NONE:
                pass
            case Effect.PROVISO:
                last.kind = MentionKind.CONDITIONAL
            case Effect.RESTRICTION | Effect.EXCEPTION:
                if last.meaning.unit_class:
                    last.kind = MentionKind.CONDITIONAL
            case Effect.RELATED:
                self._relate((start, end))

    def _relate(self, qualifier: tuple[int, int]) -> None:
        """Classes joined to the last one by commas and "và", back to a named unit or an earlier "liên quan"."""
        for draft in reversed(self.drafts):
            if draft.meaning.unit_class is None or draft.related:
                return
            draft.kind = MentionKind.CONDITIONAL
            draft.related = True
            draft.qualifier = draft.qualifier or qualifier
            if not draft.joined:
                return
