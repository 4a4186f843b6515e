"""Templates for people: the list of them, what may stand in one, what is wrong with one."""

from collections.abc import Iterator, Sequence

from tdn_templates.core.rulebook import Rulebook
from tdn_templates.model.layout import WorkbookLayout
from tdn_templates.model.template import TemplateField, TemplateFields
from tdn_templates.model.words import Lang, Wording
from tdn_templates.report.tables import rendered, table

_HEADINGS = (Wording("Mẫu", "Template"), Wording("Dùng để", "What for"), Wording("Tệp được dùng", "File used"))
_OWN, _SHIPPED = Wording("riêng", "own"), Wording("có sẵn", "shipped")


def templates_table(rows: Sequence[tuple[str, Wording, str, bool]], lang: Lang, *, width: int) -> str:
    """Each row is name, purpose, path and whether the file is an office's own."""
    filled = table("")
    for heading in _HEADINGS:
        filled.add_column(heading.in_lang(lang), overflow="fold", no_wrap=heading is _HEADINGS[0])
    for name, purpose, path, is_own in rows:
        whose = (_OWN if is_own else _SHIPPED).in_lang(lang)
        filled.add_row(name, purpose.in_lang(lang), f"{whose}: {path}" if is_own else whose)
    return rendered(filled, width)


def fields_text(fields: TemplateFields) -> str:
    """What may stand in a template, to be read beside Word."""
    return "\n".join(_field_lines(fields)) + "\n"


def columns_text(layout: WorkbookLayout, rulebook: Rulebook) -> str:
    """The columns of a form, and which rules ask about each."""
    lines = [
        f"{layout.name}.workbook.yaml: {layout.title.vi} / {layout.title.en}",
        "",
        "Đổi được: tiêu đề (title, aliases), lời nhắc (prompt), độ rộng (width), hướng dẫn, số dòng trống; thêm cột.",
        "Giữ nguyên: khoá của cột và của mục chọn (key). Thêm hay bỏ cột thì nâng phiên bản (version).",
        "May change: titles, aliases, prompts, widths, instructions, free rows; new columns.",
        "Has to stay: the keys of columns and choices. With other columns, raise the version.",
        "",
    ]
    for column in layout.columns:
        rules = ", ".join(rule.code for rule in rulebook.rules.values() if column.key in (*rule.needs, *rule.columns))
        asked = f" [{rules}]" if rules else ""
        lines.append(f"{column.key}: {column.title.vi} / {column.title.en}{asked}")
        lines += [f"  {column.key}.{choice.key}: {choice.label.vi} / {choice.label.en}" for choice in column.choices]
    return "\n".join(lines) + "\n"


def _field_lines(fields: TemplateFields) -> Iterator[str]:
    yield f"{fields.template}.docx: {fields.purpose.vi} / {fields.purpose.en}"
    yield ""
    yield "(*) phải có trong mẫu / has to be in the template"
    yield ""
    for item in fields.fields:
        mark = " (*)" if item.required else ""
        yield f"{_use(item)}{mark}"
        yield f"    {item.meaning.vi} / {item.meaning.en}"
        if item.holds:
            yield f"    {', '.join(f'{item.name}.{name}' for name in item.holds)}"
        if item.values:
            yield f"    = {', '.join(item.values)}"
    yield ""
    yield "{{ trường }}, {% if … %}, {% elif … %}, {% else %}, {% endif %}, {% for … in … %}, {% endfor %}"
    yield "{%tr … %}: một mình trong một dòng của bảng / alone in a row of a table"
    yield "{%p … %}: một mình trong một đoạn / alone in a paragraph"
    yield f"tdn templates check {fields.template}.docx"


def _use(item: TemplateField) -> str:
    """How the field is written in a template."""
    if item.each:
        entry = item.each if item.each != "text" else item.name.removesuffix("s")
        return f"{{% for {entry} in {item.name} %}} … {{% endfor %}}"
    if item.is_flag:
        return f"{{% if {item.name} %}} … {{% endif %}}"
    return f"{{{{ {item.name}{'.…' if item.holds else ''} }}}}"
