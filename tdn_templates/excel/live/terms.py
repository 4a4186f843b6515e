"""Pieces of formulas, as text: what Excel 2010, LibreOffice and WPS work out alike, nothing volatile, no macro.

A reference is relative in its row ("$K12"), so that a formula moves with its row. Comparison with "=" ignores letter
case; MATCH is only used where the text is known to be in the list, because it takes "*" and "?" for wildcards.
"""

LONGEST_JUDGED = 900
"""Characters of a row's answers that a formula looks through; longer ones are left to the check on submission."""

_PARTS = 8
"""Names separated by semicolons that a formula tells apart."""

_PART_ROOM = 200


def quote(text: str) -> str:
    """A text as a constant of a formula."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def all_of(*terms: str) -> str:
    return terms[0] if len(terms) == 1 else f"AND({','.join(terms)})"


def any_of(*terms: str) -> str:
    return "FALSE" if not terms else terms[0] if len(terms) == 1 else f"OR({','.join(terms)})"


def blank(cell: str) -> str:
    return f"ISBLANK({cell})"


def filled(cell: str) -> str:
    return f"NOT(ISBLANK({cell}))"


def stands_in(cell: str, names: str) -> str:
    """Whether the cell says one of the entries of a named range."""
    return f"SUMPRODUCT(--({names}={cell}))>0"


def all_stand_in(cell: str, row_of_names: str) -> str:
    """Whether each of the parts is an entry of a named range that lies in one row.

    Parts are separated by semicolons; by commas where there is no semicolon, since names may hold commas.
    """
    sign = f'IF(ISNUMBER(FIND(";",{cell})),";",",")'
    spread = f'SUBSTITUTE({cell},{sign},REPT(" ",{_PART_ROOM}))'
    parts = f"TRIM(MID({spread},(ROW($1:${_PARTS})-1)*{_PART_ROOM}+1,{_PART_ROOM}))"
    count = f'(LEN({cell})-LEN(SUBSTITUTE({cell},{sign},""))+1)'
    return f"AND({count}<={_PARTS},LEN({cell})<{_PART_ROOM},SUMPRODUCT(--({parts}={row_of_names}))={count})"


def closed_up(cell: str) -> str:
    """A time phrase as the table of phrases spells it."""
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},"–","-")," -","-"),"- ","-")'


def only_chars_of(text: str, allowed: str, length: int) -> str:
    """Whether the first `length` characters are all among `allowed`, a constant or a named cell; case counts.

    Programs do not agree on whether an empty text is found, so places behind the end are left out.
    """
    strange = f"ISERROR(FIND(MID({text},ROW($1:${length}),1),{allowed}))"
    return f"SUMPRODUCT({strange}*(ROW($1:${length})<=LEN({text})))=0"


def unlike_plain_text(cells: str, joined: str) -> str:
    """Whether one of the cells of a row holds something that was not simply typed: a number, blanks too many, a formula
    without a result, odd characters, a text too long to look through, or what may stand for another line ("nt").

    `joined` is the text of all the cells, one after the other.
    """
    bare = f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cells},"-",""),"–","")," ","")'
    return any_of(
        f"SUMPRODUCT(--(TRIM({cells})<>{cells}))>0",
        f'SUMPRODUCT(({cells}="")*(1-ISBLANK({cells})))>0',
        f"LEN({joined})>{LONGEST_JUDGED}",
        f"NOT({only_chars_of(joined, 'tdn_letters', LONGEST_JUDGED)})",
        f"SUMPRODUCT((LEN({cells})<=40)*ISNUMBER(SEARCH(tdn_ditto_parts,{cells})))>0",
        f"SUMPRODUCT((LEN({bare})<=8)*ISNUMBER(FIND(tdn_quotes,{cells})))>0",
    )


def perhaps_old_font(cell: str) -> str:
    """Letters that an old font uses too, and none that only Unicode has."""
    return all_of(
        f"SUMPRODUCT(--ISNUMBER(FIND(tdn_latin,{cell})))>0", f"SUMPRODUCT(--ISNUMBER(FIND(tdn_viet,{cell})))=0"
    )
