"""What may be doubtful about an annex as a whole, its groups, tables and head, in words."""

from collections.abc import Mapping

from tdn_templates.core.annex.doubt_words import COMPARE, DoubtWords
from tdn_templates.model.words import Wording

LIST_DOUBTS: Mapping[str, DoubtWords] = {
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
        COMPARE,
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
        COMPARE,
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
        COMPARE,
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
