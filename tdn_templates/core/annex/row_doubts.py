"""What may be doubtful about one row of an annex and its cells, in words."""

from collections.abc import Mapping

from tdn_templates.core.annex.doubt_words import COMPARE, DoubtWords
from tdn_templates.model.words import Wording

ROW_DOUBTS: Mapping[str, DoubtWords] = {
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
        COMPARE,
    ),
    "cells_not_told_apart": DoubtWords(
        Wording("Chữ các ô liền nhau, không tách chắc được.", "The cells run together and could not be told apart."),
        COMPARE,
    ),
    "told_apart_by_place": DoubtWords(
        Wording(
            "Bảng ở {table} không kẻ khung; cột và dòng tách theo vị trí của chữ.",
            "The table on {table} has no lines; columns and rows were told apart by where the words stand.",
        ),
        COMPARE,
    ),
    "lead_or_supporting": DoubtWords(
        Wording(
            "Chỉ có một ô cơ quan “{text}”; coi là chủ trì, để trống phối hợp.",
            "One cell of agencies only, “{text}”; taken as lead, supporting left blank.",
        ),
        COMPARE,
    ),
    "cell_continued": DoubtWords(
        Wording("Ô sang trang; phần nối thêm: “{text}”.", "The cell goes on over the page; joined to it: “{text}”."),
        COMPARE,
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
        COMPARE,
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
        COMPARE,
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
        COMPARE,
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
        COMPARE,
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
        COMPARE,
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
        COMPARE,
    ),
    "carries_doubtful": DoubtWords(
        Wording(
            "Chưa chắc dòng này thực hiện nhiệm vụ nào của danh mục cấp trên; lấy: {taken}; có thể là: {rivals}.",
            "Which task of the list above this row carries out is not certain; taken: {taken}; perhaps: {rivals}.",
        ),
        Wording("Sửa carries nếu chưa đúng.", "Correct carries if it is another one."),
    ),
}
