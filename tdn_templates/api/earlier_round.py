"""The returns of the round before, read the same way and held against this round's."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tdn_templates.api.validating import Checking, validate_with
from tdn_templates.core.earlier_round import compare_rounds
from tdn_templates.core.merge import consolidate
from tdn_templates.errors import TdnError
from tdn_templates.model.consolidation import Consolidation
from tdn_templates.model.earlier_round import RoundsCompared
from tdn_templates.model.submission import SourceFile
from tdn_templates.model.words import Lang, State

if TYPE_CHECKING:
    from tdn_templates.excel.list_sheet import ListSheet


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """`now` is this round's merge; `unread` are files of the round before that could not be read."""

    compared: RoundsCompared
    now: Consolidation
    unread: tuple[SourceFile, ...] = ()

    def sheet(self) -> "ListSheet":
        from tdn_templates.excel.earlier_round_sheet import earlier_round_sheet

        return earlier_round_sheet(self.compared, self.now)

    def text(self, lang: Lang, width: int) -> str:
        from tdn_templates.report.earlier_round import earlier_round_text

        return earlier_round_text(self.compared, self.now, lang, width)


def compare_with_earlier(
    now: Consolidation, paths: Sequence[Path], checking: Checking, jobs: int | None = None, store: Path | None = None
) -> EarlierRound:
    """Faulty returns count as in a draft, and this round's register of issued forms says nothing of them; `jobs` and
    `store` are those of `validate`. Raises TdnError where none can be read, for two returns of one unit, and for
    returns of another form."""
    checking = replace(checking, demands=replace(checking.demands, register=None))
    validation = validate_with(paths, checking, jobs=jobs, store=store)
    readable = [verdict for verdict in validation.verdicts if verdict.state is not State.REJECTED]
    if not readable:
        raise TdnError(
            "Không đọc được bản nộp nào của đợt trước.",
            "None of the returns of the round before can be read.",
            hint_vi="Nêu ở --previous thư mục chứa các bản nộp của đợt trước.",
            hint_en="Name the folder of their returns with --previous.",
        )
    units = Counter(verdict.unit.name for verdict in readable if verdict.unit is not None)
    twice = [name for name, count in units.items() if count > 1]
    if twice:
        raise TdnError(
            f"Đợt trước có nhiều bản nộp của {twice[0]}.",
            f"The round before has several returns of {twice[0]}.",
            hint_vi="Chỉ để lại bản đã dùng khi tổng hợp đợt trước.",
            hint_en="Leave only the one that was merged then.",
        )
    layouts = {verdict.submission.stamps[0].stamp.layout for verdict in readable}
    if layouts != {now.layout.name}:
        raise TdnError(
            f"Bản nộp của đợt trước thuộc mẫu khác: {', '.join(sorted(layouts))}.",
            f"The returns of the round before are of another form: {', '.join(sorted(layouts))}.",
            hint_vi=f"So sánh với các bản nộp theo mẫu {now.layout.name}.",
            hint_en=f"Compare with returns of the form {now.layout.name}.",
        )
    known = checking.known.of(verdict.submission.stamp for verdict in readable)
    before = consolidate(validation.verdicts, known, now.programme, draft=True)
    rejected = [verdict for verdict in validation.verdicts if verdict.state is State.REJECTED]
    return EarlierRound(compare_rounds(before, now), now, tuple(item.submission.source for item in rejected))
