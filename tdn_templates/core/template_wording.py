"""The sentences about a template's faults: one place, so that a check and a refused run say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tdn_templates.core.wording import quoted
from tdn_templates.errors import TdnError
from tdn_templates.model.template import FaultKind, TemplateFault, TemplatePlace
from tdn_templates.model.words import Lang, Wording

_TAGS = Wording(
    "Chỉ dùng được {{ trường }}, {% if … %}, {% elif … %}, {% else %}, {% endif %}, {% for … in … %}, {% endfor %}.",
    "Only {{ field }}, {% if … %}, {% elif … %}, {% else %}, {% endif %}, {% for … in … %}, {% endfor %} can be used.",
)
_DID_YOU_MEAN = Wording("Có phải là “{near}” không?", "Did you mean “{near}”?")
_FIELDS = Wording(
    "Xem các trường được dùng trong tệp .fields.txt mà lệnh “tdn templates copy” ghi ra.",
    "The fields are listed in the .fields.txt that “tdn templates copy” writes.",
)

_WRONG: Mapping[FaultKind, Wording] = {
    FaultKind.NOT_DOCX: Wording("không phải tệp Word đọc được ({name}).", "not a Word file that can be read ({name})."),
    FaultKind.TOO_LARGE: Wording("lớn hơn mức cho phép của một mẫu.", "larger than a template may be."),
    FaultKind.ACTIVE: Wording(
        "có nội dung tự chạy hoặc tự tải khi mở tệp: “{name}”.",
        "holds something that runs or loads when the file is opened: “{name}”.",
    ),
    FaultKind.UNSETTLED: Wording("còn {name}, trong đó có tên người.", "still holds {name}, with the names of people."),
    FaultKind.NO_SUCH_TEMPLATE: Wording(
        "không có mẫu nào tên như vậy, nên tệp này không được dùng đến.",
        "there is no template of this name, so the file is never used.",
    ),
    FaultKind.UNKNOWN_FIELD: Wording("không có trường “{name}”.", "there is no field “{name}”."),
    FaultKind.OUT_OF_LOOP: Wording(
        "trường “{name}” chỉ dùng được trong vòng lặp.", "the field “{name}” can be used inside its loop only."
    ),
    FaultKind.MISSING_FIELD: Wording("thiếu trường bắt buộc “{name}”.", "the required field “{name}” is missing."),
    FaultKind.NO_LIST: Wording(
        "“{name}” không phải danh sách nên không lặp được.", "“{name}” is no list to loop over."
    ),
    FaultKind.NO_TEXT: Wording(
        "“{name}” là danh sách hoặc giá trị đúng/sai, không in ra được.",
        "“{name}” is a list or a yes/no value and cannot be printed.",
    ),
    FaultKind.UNKNOWN_VALUE: Wording(
        "so sánh với “{name}”, là giá trị không bao giờ có.", "compares with “{name}”, a value that never comes."
    ),
    FaultKind.SAME_LOOP: Wording(
        "vòng lặp “{name}” nằm trong một vòng lặp khác qua cùng danh sách.",
        "the loop “{name}” stands inside a loop over the same list.",
    ),
    FaultKind.UNCLOSED: Wording("“{name}” chưa được đóng.", "“{name}” is never closed."),
    FaultKind.NOT_OPENED: Wording("“{name}” không có “{near}” ở trước.", "“{name}” has no “{near}” before it."),
    FaultKind.UNEVEN: Wording(
        "“{name}” bắt đầu ở một chỗ và kết thúc ở chỗ khác (ô, dòng hoặc bảng khác).",
        "“{name}” begins in one cell, row or table and ends in another.",
    ),
    FaultKind.NOT_ALONE: Wording(
        "“{name}” phải đứng một mình trong {near}; nội dung khác ở đó sẽ bị mất.",
        "“{name}” has to stand alone in its {near}; whatever else is there would be lost.",
    ),
    FaultKind.OUT_OF_TABLE: Wording("“{name}” nằm ngoài bảng.", "“{name}” stands outside of a table."),
    FaultKind.SPLIT_TAG: Wording(
        "thẻ “{name}” không có “{near}” trong cùng một đoạn.", "the tag “{name}” has no “{near}” in its paragraph."
    ),
    FaultKind.SINGLE_BRACE: Wording(
        "“{name}” chỉ có một dấu ngoặc nhọn nên sẽ được in nguyên như vậy.",
        "“{name}” has one brace only and would be printed as it stands.",
    ),
    FaultKind.SYNTAX: Wording("thẻ “{name}” viết sai.", "the tag “{name}” is not well formed."),
    FaultKind.UNKNOWN_FILTER: Wording("không có bộ lọc “{name}”.", "there is no filter “{name}”."),
    FaultKind.FORBIDDEN: Wording("“{name}” không được dùng trong mẫu.", "“{name}” cannot be used in a template."),
    FaultKind.NOT_FILLED: Wording(
        "thẻ “{name}” nằm ở chỗ chương trình không điền.", "the tag “{name}” stands where nothing is filled in."
    ),
    FaultKind.RENDERING: Wording("không điền thử được. {name}", "a trial with samples failed. {name}"),
}

_REMEDY: Mapping[FaultKind, Wording] = {
    FaultKind.NOT_DOCX: Wording(
        "Mở tệp bằng Word rồi lưu lại dưới dạng .docx, không đặt mật khẩu.",
        "Open it in Word and save it as .docx, without a password.",
    ),
    FaultKind.TOO_LARGE: Wording(
        "Bỏ bớt nội dung và hình ảnh rồi lưu lại.", "Take out text and pictures, then save it again."
    ),
    FaultKind.ACTIVE: Wording(
        "Xóa nội dung đó (macro, đối tượng nhúng, trường hoặc hình liên kết ra ngoài) rồi lưu lại.",
        "Take it out (a macro, an embedded object, a linked field or picture) and save it again.",
    ),
    FaultKind.UNSETTLED: Wording(
        "Trong Word, vào Review, chấp nhận các thay đổi và xóa các ghi chú, rồi lưu lại.",
        "In Word, under Review, accept the changes and delete the comments, then save it again.",
    ),
    FaultKind.NO_SUCH_TEMPLATE: Wording(
        "Giữ nguyên tên tệp của mẫu có sẵn; xem tên: tdn templates list.",
        "Keep the name of the shipped template; the names: tdn templates list.",
    ),
    FaultKind.UNKNOWN_FIELD: _FIELDS,
    FaultKind.OUT_OF_LOOP: Wording(
        "Đặt trường này giữa “{{%tr {near} %}}” và “{{%tr endfor %}}”.",
        "Put it between “{{%tr {near} %}}” and “{{%tr endfor %}}”.",
    ),
    FaultKind.MISSING_FIELD: Wording("Thêm trường này như trong mẫu có sẵn.", "Add it as in the shipped template."),
    FaultKind.NO_LIST: Wording("Vòng lặp cần một danh sách. " + _FIELDS.vi, "A loop needs a list. " + _FIELDS.en),
    FaultKind.NO_TEXT: Wording(
        "In một trường của từng dòng trong vòng lặp; giá trị đúng/sai thì dùng với “if”.",
        "Print a field of each entry inside a loop; test a yes/no value with “if”.",
    ),
    FaultKind.UNKNOWN_VALUE: Wording("Giá trị đúng: {near}.", "The right value: {near}."),
    FaultKind.SAME_LOOP: Wording("Dùng một vòng lặp, bên trong có “if”.", "Use one loop with an “if” inside."),
    FaultKind.UNCLOSED: Wording("Thêm “{near}”.", "Add “{near}”."),
    FaultKind.NOT_OPENED: Wording("Xóa thẻ này, hoặc thêm thẻ mở.", "Take it out, or add the tag that opens it."),
    FaultKind.UNEVEN: Wording(
        "Viết “{near}”, mỗi thẻ một mình trong dòng hoặc đoạn riêng.",
        "Write “{near}”, each alone in a row or paragraph of its own.",
    ),
    FaultKind.NOT_ALONE: Wording("Chuyển nội dung kia sang {near} khác.", "Move the rest to another {near}."),
    FaultKind.OUT_OF_TABLE: Wording("Ngoài bảng, viết “{{%p … %}}”.", "Outside of tables write “{{%p … %}}”."),
    FaultKind.SPLIT_TAG: Wording(
        "Viết trọn thẻ trong một đoạn, không xuống dòng ở giữa.", "Write the whole tag in one paragraph."
    ),
    FaultKind.SINGLE_BRACE: Wording("Viết “{near}”.", "Write “{near}”."),
    FaultKind.SYNTAX: _TAGS,
    FaultKind.UNKNOWN_FILTER: Wording(
        "Dùng được: upper, lower, title, capitalize, trim, join, length, default.",
        "Filters at hand: upper, lower, title, capitalize, trim, join, length, default.",
    ),
    FaultKind.FORBIDDEN: _TAGS,
    FaultKind.NOT_FILLED: Wording(
        "Chuyển thẻ vào thân văn bản, đầu trang hoặc chân trang.", "Move it to the body, a header or a footer."
    ),
    FaultKind.RENDERING: Wording("So lại với mẫu có sẵn.", "Compare it with the shipped template."),
}
"""Where there is a near name, _DID_YOU_MEAN says it instead for the kinds of _GUESSED."""

_GUESSED = frozenset(
    {FaultKind.NO_LIST, FaultKind.UNKNOWN_FIELD, FaultKind.UNKNOWN_FILTER, FaultKind.SYNTAX, FaultKind.NO_SUCH_TEMPLATE}
)
_VERBATIM = frozenset({_TAGS, _FIELDS})
_LEVELS = {"tr": Wording("dòng", "row"), "tc": Wording("ô", "cell"), "p": Wording("đoạn", "paragraph")}
_PARTS = {
    "header": Wording("đầu trang", "header"),
    "footer": Wording("chân trang", "footer"),
    "footnotes": Wording("chú thích cuối trang", "footnotes"),
    "endnotes": Wording("chú thích cuối văn bản", "endnotes"),
    "properties": Wording("thuộc tính của tệp", "file properties"),
}
_NAMES = {
    "comments": Wording("ghi chú (Comments)", "comments"),
    "changes": Wording("thay đổi được theo dõi (Track Changes)", "tracked changes"),
    "damaged": Wording("tệp hỏng", "damaged"),
    "encrypted": Wording("có mật khẩu mở tệp", "protected with a password"),
    "empty_file": Wording("tệp rỗng", "empty"),
    "missing_part": Wording("tệp thiếu nội dung", "parts are missing"),
    "forbidden_xml": Wording("tệp có khai báo XML không được phép", "an XML declaration that is not allowed"),
}
_IN_A_ROW = Wording(
    "dòng loại “{near}” không in trường bắt buộc “{name}”.", "rows of kind “{near}” do not print the required “{name}”."
)
_STRAY = Wording("có “{name}” mà không có phần mở thẻ ở trước.", "“{name}” has no beginning of a tag before it.")
_MORE = Wording("Còn {count} lỗi khác, xem bằng “tdn templates check”.", "{count} more: see “tdn templates check”.")


@dataclass(frozen=True, slots=True)
class FaultWords:
    """`wrong` names file, place and fault; `remedy` says what to do."""

    wrong: Wording
    remedy: Wording

    def sentence(self, lang: Lang) -> str:
        return f"{self.wrong.in_lang(lang)} {self.remedy.in_lang(lang)}".strip()


def fault_words(fault: TemplateFault, file: str) -> FaultWords:
    return FaultWords(
        Wording(*(f"{_where(fault, file, lang)}: {_wrong(fault, lang)}" for lang in Lang)),
        Wording(*(_remedy(fault, lang) for lang in Lang)),
    )


def refusal(faults: Sequence[TemplateFault], file: str) -> TdnError:
    """The error of a run that cannot use the template: the first sentence of its check, and how many more there are."""
    words = fault_words(faults[0], file)
    more = Wording(*(_MORE.in_lang(lang).format(count=len(faults) - 1) for lang in Lang))
    hints = [words.remedy.in_lang(lang) + (f" {more.in_lang(lang)}" if len(faults) > 1 else "") for lang in Lang]
    return TdnError(words.wrong.vi, words.wrong.en, hint_vi=hints[0], hint_en=hints[1])


def place_words(place: TemplatePlace, lang: Lang) -> str:
    """Where a fault stands, without its text; "" for the body outside of tables."""
    parts = [_PARTS[place.part].in_lang(lang)] if place.part else []
    if place.table:
        table = Wording("bảng {table}, dòng {row}", "table {table}, row {row}").in_lang(lang)
        parts.append(table.format(table=place.table, row=place.row))
    return ", ".join(parts)


def _where(fault: TemplateFault, file: str, lang: Lang) -> str:
    parts = [quoted(file), place_words(fault.place, lang)]
    if fault.place.text and fault.place.text != fault.name:
        parts.append(f"“{quoted(fault.place.text)}”")
    return ", ".join(part for part in parts if part)


def _wrong(fault: TemplateFault, lang: Lang) -> str:
    wording = _WRONG[fault.kind]
    if fault.kind is FaultKind.MISSING_FIELD and fault.near:
        wording = _IN_A_ROW
    if fault.kind is FaultKind.SPLIT_TAG and not fault.near:
        wording = _STRAY
    return wording.in_lang(lang).format(**_facts(fault, lang))


def _remedy(fault: TemplateFault, lang: Lang) -> str:
    if fault.near and fault.kind in _GUESSED:
        return _DID_YOU_MEAN.in_lang(lang).format(near=quoted(fault.near))
    remedy = _REMEDY[fault.kind]
    return remedy.in_lang(lang) if remedy in _VERBATIM else remedy.in_lang(lang).format(**_facts(fault, lang))


def _facts(fault: TemplateFault, lang: Lang) -> dict[str, str]:
    near = _LEVELS.get(fault.near) if fault.kind is FaultKind.NOT_ALONE else None
    name = fault.detail or _NAMES.get(fault.name)
    return {
        "name": quoted(fault.name) if name is None else name.in_lang(lang),
        "near": quoted(fault.near) if near is None else near.in_lang(lang),
    }
