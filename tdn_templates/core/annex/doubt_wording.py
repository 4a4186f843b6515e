"""What the reading of an annex was unsure of, in words: why, and what to do about it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tdn_templates.core.english import sheet_words
from tdn_templates.core.wording import quoted, quoted_whole
from tdn_templates.model.annex import SourcePlace
from tdn_templates.model.draft import Unsure
from tdn_templates.model.words import Lang, Wording


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """One kind of doubt; `{facts}` of the doubt stand in both texts."""

    why: Wording
    remedy: Wording


_COMPARE = Wording("So với văn bản gốc.", "Compare with the document.")

DOUBTS: Mapping[str, DoubtWords] = {
    "rows_joined": DoubtWords(
        Wording(
            "Dòng {row} ({sheet}) được nối vào nhiệm vụ này vì không có số thứ tự: “{rest}”.",
            "Row {row} ({sheet}) was joined to this task because it has no number: “{rest}”.",
        ),
        Wording("Nếu là nhiệm vụ riêng, tách thành một mục mới.", "If it is a task of its own, make it one."),
    ),
    "cells_run_together": DoubtWords(
        Wording(
            "Chữ các ô liền nhau, tách theo phỏng đoán: “{text}”.",
            "The cells run together; told apart by a guess: “{text}”.",
        ),
        _COMPARE,
    ),
    "cells_not_told_apart": DoubtWords(
        Wording("Chữ các ô liền nhau, không tách chắc được.", "The cells run together and could not be told apart."),
        _COMPARE,
    ),
    "told_apart_by_place": DoubtWords(
        Wording(
            "Bảng ở {table} không kẻ khung; cột và dòng tách theo vị trí của chữ.",
            "The table on {table} has no lines; columns and rows were told apart by where the words stand.",
        ),
        _COMPARE,
    ),
    "lead_or_supporting": DoubtWords(
        Wording(
            "Chỉ có một ô cơ quan “{text}”; coi là chủ trì, để trống phối hợp.",
            "One cell of agencies only, “{text}”; taken as lead, supporting left blank.",
        ),
        _COMPARE,
    ),
    "cell_continued": DoubtWords(
        Wording("Ô sang trang; phần nối thêm: “{text}”.", "The cell goes on over the page; joined to it: “{text}”."),
        _COMPARE,
    ),
    "numbers_skipped": DoubtWords(
        Wording("Trước số thứ tự {number} thiếu {count} số.", "Numbers are missing before {number}: {count} of them."),
        Wording("Xem văn bản gốc có bỏ số thật không.", "See whether the document leaves them out."),
    ),
    "old_letters": DoubtWords(
        Wording(
            "Chữ trong tệp thuộc bảng mã {encoding}; đã chuyển {count} ô sang Unicode.",
            "The text is {encoding}, older than Unicode; {count} cells were converted.",
        ),
        _COMPARE,
    ),
    "shared_rows": DoubtWords(
        Wording(
            "Số và nội dung gộp nhiều dòng; dòng {row} ({sheet}) ghi chung vào nhiệm vụ này: “{rest}”.",
            "Number and text are merged over rows; row {row} ({sheet}) went into this task: “{rest}”.",
        ),
        Wording("Nếu là nhiệm vụ riêng, tách thành một mục mới.", "If it is a task of its own, make it one."),
    ),
    "group_with_cells": DoubtWords(
        Wording(
            "Dòng tên nhóm “{group}” còn ghi “{text}”; danh mục không có chỗ cho nội dung này.",
            "Beside the group “{group}” stands “{text}”, for which a list has no place.",
        ),
        Wording("Ghi vào các nhiệm vụ của nhóm nếu cần.", "Put it into the tasks of the group if it matters."),
    ),
    "merged_rows": DoubtWords(
        Wording(
            "Ô gộp nhiều dòng; lấy cho từng nhiệm vụ: “{taken}”.", "A cell merged over rows; each task got “{taken}”."
        ),
        Wording("Xem ô gộp có đúng cho nhiệm vụ này không.", "See whether it is meant for this task too."),
    ),
    "ditto": DoubtWords(
        Wording("Bản gốc ghi “{raw}”; lấy theo dòng trên: “{taken}”.", "It says “{raw}”; taken from above: “{taken}”."),
        _COMPARE,
    ),
    "number_typed": DoubtWords(
        Wording(
            "Bảng tính lưu số thứ tự thành “{raw}”; đọc là “{taken}”.",
            "The spreadsheet keeps the number as “{raw}”; read as “{taken}”.",
        ),
        Wording("Sửa number nếu chưa đúng.", "Correct number if it is another one."),
    ),
    "time_typed": DoubtWords(
        Wording(
            "Bảng tính lưu thời gian thành ngày hoặc số “{raw}”; đọc là “{taken}”.",
            "The spreadsheet keeps the time as “{raw}”; read as “{taken}”.",
        ),
        Wording("Sửa time theo văn bản gốc nếu chưa đúng.", "Correct time if the document says something else."),
    ),
    "typed_cell": DoubtWords(
        Wording(
            "Ô chứa số hoặc ngày “{raw}”, không phải chữ.", "The cell holds a number or a date, “{raw}”, not text."
        ),
        _COMPARE,
    ),
    "number_missing": DoubtWords(
        Wording("Dòng này không có số thứ tự.", "This row has no number."),
        Wording("Kiểm tra number đã đặt.", "Check the number that was made."),
    ),
    "number_made": DoubtWords(
        Wording("Dòng này không có số thứ tự; đặt là “{number}”.", "This row has no number; it was given “{number}”."),
        Wording("Đổi number nếu cần.", "Change number if you like."),
    ),
    "number_not_read": DoubtWords(
        Wording("Ô số thứ tự ghi “{raw}”, không phải số thứ tự.", "The cell of the number says “{raw}”."),
        _COMPARE,
    ),
    "number_repeated": DoubtWords(
        Wording(
            "Số thứ tự “{printed}” bị lặp; đặt là “{number}”.", "The number “{printed}” comes twice; made “{number}”."
        ),
        Wording("Đổi number nếu bản gốc in nhầm.", "Change number if it is a slip of print."),
    ),
    "number_of_other_group": DoubtWords(
        Wording(
            "Số thứ tự “{printed}” thuộc nhóm khác; đặt là “{number}”.",
            "The number “{printed}” belongs to another group; made “{number}”.",
        ),
        Wording("Xem nhiệm vụ có đúng nhóm không.", "See whether the task stands in the right group."),
    ),
    "text_missing": DoubtWords(
        Wording("Dòng này không có nội dung nhiệm vụ.", "This row has no text of a task."),
        Wording("Ghi nội dung hoặc xóa mục này.", "Write the text, or take the task out."),
    ),
    "lead_missing": DoubtWords(
        Wording("Không có cơ quan chủ trì.", "There is no lead."),
        Wording("Ghi lead, hoặc để trống nếu bản gốc để trống.", "Fill in lead, or leave it if the document has none."),
    ),
    "time_missing": DoubtWords(
        Wording("Không có thời gian thực hiện.", "There is no time frame."),
        Wording("Ghi time, hoặc để trống nếu bản gốc để trống.", "Fill in time, or leave it if the document has none."),
    ),
    "time_in_other_column": DoubtWords(
        Wording("Ô này chứa thời gian: “{raw}”.", "This cell holds a time: “{raw}”."),
        Wording("Chuyển sang đúng cột nếu nhầm cột.", "Move it if the columns are mixed up."),
    ),
    "unit_in_time": DoubtWords(
        Wording("Ô thời gian chứa tên đơn vị: “{raw}”.", "The cell of the time names a unit: “{raw}”."),
        Wording("Chuyển sang đúng cột nếu nhầm cột.", "Move it if the columns are mixed up."),
    ),
    "number_twice": DoubtWords(
        Wording("Số thứ tự “{printed}” có hai lần trong một nhóm.", "The number “{printed}” comes twice in one group."),
        Wording("Sửa number theo bản gốc.", "Correct number."),
    ),
    "roles_split": DoubtWords(
        Wording(
            "Ô “{raw}” được tách: chủ trì “{lead}”, phối hợp “{supporting}”.",
            "“{raw}” was split: lead “{lead}”, supporting “{supporting}”.",
        ),
        _COMPARE,
    ),
    "roles_not_split": DoubtWords(
        Wording(
            "Cột chung chủ trì, phối hợp không nói rõ ai chủ trì; ghi cả vào lead: “{raw}”.",
            "One column for both roles does not say who leads; all went to lead: “{raw}”.",
        ),
        Wording("Chuyển đơn vị phối hợp sang supporting.", "Move those who support to supporting."),
    ),
    "second_text": DoubtWords(
        Wording("Cột nội dung trống; lấy từ cột “{heading}”.", "The column of texts is blank; taken from “{heading}”."),
        _COMPARE,
    ),
    "carries_doubtful": DoubtWords(
        Wording(
            "Chưa chắc dòng này thực hiện nhiệm vụ nào của danh mục cấp trên; lấy: {taken}; có thể là: {rivals}.",
            "Which task of the list above this row carries out is not certain; taken: {taken}; perhaps: {rivals}.",
        ),
        Wording("Sửa carries nếu chưa đúng.", "Correct carries if it is another one."),
    ),
    "row_left_out": DoubtWords(
        Wording(
            "Phần cuối bảng không phải nhiệm vụ, đã bỏ: “{text}”.",
            "The end of the table is no task, left out: “{text}”.",
        ),
        Wording("Nếu là nhiệm vụ, thêm vào bằng tay.", "If it is a task, add it by hand."),
    ),
    "group_without_tasks": DoubtWords(
        Wording("Nhóm “{group}” không có nhiệm vụ nào.", "The group “{group}” has no task."),
        Wording("Nếu đó là một nhiệm vụ, chuyển nó lên nhóm trước.", "If it is a task, move it to the group before."),
    ),
    "task_among_titles": DoubtWords(
        Wording(
            "Số “{printed}” cùng kiểu với số của nhóm nhưng dòng này có đơn vị thực hiện; xếp vào nhóm “{group}”.",
            "The number “{printed}” looks like that of a group, but somebody leads this row; put into “{group}”.",
        ),
        Wording("Xem nhiệm vụ thuộc nhóm nào.", "See which group the task belongs to."),
    ),
    "levels_flattened": DoubtWords(
        Wording(
            "Nhóm “{group}” nằm trong nhóm “{above}”; danh mục chỉ có một cấp nhóm nên ghép tên.",
            "The group “{group}” stands below “{above}”; a list has one level, so the titles were joined.",
        ),
        Wording("Sửa title của nhóm nếu cần.", "Change the title of the group if you like."),
    ),
    "group_number_missing": DoubtWords(
        Wording(
            "Nhóm “{title}” không có số; đặt là “{number}”.", "The group “{title}” has no number; made “{number}”."
        ),
        Wording("Đổi number của nhóm nếu cần.", "Change the number of the group if you like."),
    ),
    "group_number_repeated": DoubtWords(
        Wording(
            "Số của nhóm “{title}” bị lặp; đặt là “{number}”.",
            "The number of the group “{title}” comes twice; made “{number}”.",
        ),
        _COMPARE,
    ),
    "group_from_column": DoubtWords(
        Wording("Tên nhóm lấy từ cột “{heading}”.", "The names of groups come from the column “{heading}”."),
        Wording("Xem các nhóm có đúng không.", "See whether the groups are right."),
    ),
    "no_groups": DoubtWords(
        Wording(
            "Phụ lục không chia nhóm; mọi nhiệm vụ vào một nhóm.", "The annex has no groups; all tasks are in one."
        ),
        Wording("Đặt tên nhóm theo ý cơ quan.", "Name the group as you like."),
    ),
    "tasks_before_groups": DoubtWords(
        Wording("Có nhiệm vụ đứng trước nhóm đầu tiên; xếp vào nhóm “{number}”.", "Tasks before the first group."),
        _COMPARE,
    ),
    "tables_joined": DoubtWords(
        Wording("{joined} được nối tiếp vào {table} vì cùng cột.", "{joined} was joined to {table}: the same columns."),
        Wording(
            "Nếu là hai danh mục riêng, nhập từng bảng với --table.", "If they are two lists, import each with --table."
        ),
    ),
    "other_table_left": DoubtWords(
        Wording(
            "{left} cũng là bảng nhiệm vụ nhưng khác cột; chỉ lấy {taken}.", "{left} is a list too; {taken} taken."
        ),
        Wording("Muốn lấy bảng kia: --table {number}.", "For the other one: --table {number}."),
    ),
    "agencies_unknown": DoubtWords(
        Wording(
            "{count} tên cơ quan không có trong danh mục đơn vị (số nhiệm vụ trong ngoặc): {names}.",
            "Agencies that the registry does not have (their tasks in brackets): {count}. {names}.",
        ),
        Wording(
            "Xem bằng tdn units --parse; sửa lead, supporting, hoặc thêm đơn vị riêng bằng --templates.",
            "See tdn units --parse; correct lead and supporting, or add own units with --templates.",
        ),
    ),
    "times_unreadable": DoubtWords(
        Wording(
            "{count} cụm từ chỉ thời gian chưa hiểu được (số nhiệm vụ trong ngoặc): {names}.",
            "Time frames that are not understood (their tasks in brackets): {count}. {names}.",
        ),
        Wording("Xem bằng tdn time; sửa time nếu bản gốc ghi khác.", "See tdn time; correct time if it differs."),
    ),
    "report_like": DoubtWords(
        Wording(
            "{count} trên {rows} dòng lặp lại nhiệm vụ cho nhiều đơn vị (cột “{heading}”): có vẻ là báo cáo tổng hợp.",
            "{count} of {rows} rows repeat a task for several units (column “{heading}”): it looks like a report.",
        ),
        Wording("Nếu đúng là báo cáo, nhập phụ lục của nó.", "If it is a report, import the annex it is about."),
    ),
    "column_twice": DoubtWords(
        Wording(
            "Cột “{heading}” trùng ý với cột trước; giữ làm cột khác.", "“{heading}” repeats a column; kept beside."
        ),
        _COMPARE,
    ),
    "several_annexes": DoubtWords(
        Wording("Văn bản có {count} phụ lục; tên lấy là “{title}”.", "There are {count} annexes; titled “{title}”."),
        Wording("Sửa annex_title nếu là phụ lục khác.", "Correct annex_title if it is another one."),
    ),
    "annex_title_missing": DoubtWords(
        Wording("Không thấy tên phụ lục.", "The annex has no title."),
        Wording("Sửa annex_title.", "Correct annex_title."),
    ),
    "title_missing": DoubtWords(
        Wording("Không thấy tên văn bản; dùng “{taken}”.", "The document has no title; “{taken}” stands for it."),
        Wording("Sửa title, hoặc nhập lại với --title.", "Correct title, or import with --title."),
    ),
    "reference_missing": DoubtWords(
        Wording("Không thấy số, ký hiệu văn bản.", "The number of the document was not found."),
        Wording("Sửa reference, hoặc nhập lại với --reference.", "Correct reference, or import with --reference."),
    ),
    "reference_incomplete": DoubtWords(
        Wording("Văn bản chưa có số: “{found}”.", "The document has no number yet: “{found}”."),
        Wording("Sửa reference khi có số.", "Correct reference once there is one."),
    ),
    "issuer_missing": DoubtWords(
        Wording("Không thấy cơ quan ban hành.", "The issuing body was not found."),
        Wording("Sửa issuer, hoặc nhập lại với --issuer.", "Correct issuer, or import with --issuer."),
    ),
    "issued_on_missing": DoubtWords(
        Wording("Không thấy ngày ban hành; ghi tạm {taken}.", "The day of issue was not found; {taken} stands for it."),
        Wording("Sửa issued_on, hoặc nhập lại với --issued-on.", "Correct issued_on, or import with --issued-on."),
    ),
    "issued_on_incomplete": DoubtWords(
        Wording(
            "Ngày ban hành để trống, chỉ có năm {year}; ghi tạm {taken}.",
            "The day of issue is blank but for the year {year}; {taken} stands for it.",
        ),
        Wording("Sửa issued_on khi có ngày.", "Correct issued_on once there is a day."),
    ),
    "period_guessed": DoubtWords(
        Wording(
            "Văn bản không nói đến năm nào; lấy đến {last} theo các nhiệm vụ.",
            "The title names no last year; {last} was taken from the tasks.",
        ),
        Wording("Sửa period, hoặc nhập lại với --last.", "Correct period, or import with --last."),
    ),
    "period_extended": DoubtWords(
        Wording(
            "Tên văn bản nói đến {said} nhưng có nhiệm vụ đến {last}.",
            "The title says {said}, some task goes to {last}.",
        ),
        Wording("Sửa period, hoặc nhập lại với --last.", "Correct period, or import with --last."),
    ),
}

_PLACES = frozenset({"sheet", "table", "joined", "left", "taken"})
"""Facts that may name a table."""

COLUMN_WORDS: Mapping[str, Wording] = {
    "number": Wording("Số thứ tự", "Number"),
    "text": Wording("Nhiệm vụ", "Task"),
    "lead": Wording("Chủ trì", "Lead"),
    "supporting": Wording("Phối hợp", "Supporting"),
    "time": Wording("Thời gian", "Time"),
    "issued_lead": Wording("Chủ trì cấp trên giao", "Issued lead"),
    "issued_supporting": Wording("Phối hợp cấp trên giao", "Issued supporting"),
    "carries": Wording("Thực hiện nhiệm vụ cấp trên", "Carries out"),
    "title": Wording("Tên văn bản", "Title"),
    "annex_title": Wording("Tên phụ lục", "Title of the annex"),
    "reference": Wording("Số, ký hiệu", "Reference"),
    "issuer": Wording("Cơ quan ban hành", "Issuer"),
    "issued_on": Wording("Ngày ban hành", "Issued on"),
    "period": Wording("Giai đoạn", "Period"),
    "": Wording("", ""),
}


@dataclass(frozen=True, slots=True)
class UnsureWords:
    """One open question in one language; `place` is "" where there is none."""

    column: str
    why: str
    remedy: str
    place: str


def unsure_words(unsure: Unsure, lang: Lang) -> UnsureWords:
    """Raises KeyError for a reason or column that this module does not know."""
    words = DOUBTS[unsure.reason]
    facts: dict[str, str] = defaultdict(str)
    facts |= {name: _fact(name, value, lang) for name, value in unsure.facts.items()}
    why, remedy = (part.in_lang(lang).format_map(facts) for part in (words.why, words.remedy))
    return UnsureWords(COLUMN_WORDS[unsure.column].in_lang(lang), why, remedy, place_words(unsure.place, lang))


def _fact(name: str, value: str, lang: Lang) -> str:
    """As a sentence shows it; a list of names is short enough as it was made."""
    if name == "names":
        return quoted_whole(value)
    return quoted(sheet_words(value, lang) if name in _PLACES else value)


def place_words(place: SourcePlace | None, lang: Lang) -> str:
    """ "Bảng 2, dòng 14-15", "table 2, rows 14-15"."""
    if place is None:
        return ""
    one = place.last_row == place.first_row
    rows = str(place.first_row) if one else f"{place.first_row}-{place.last_row}"
    word = Wording("dòng", "row" if one else "rows").in_lang(lang)
    return f"{sheet_words(place.sheet, lang)}, {word} {rows}"
