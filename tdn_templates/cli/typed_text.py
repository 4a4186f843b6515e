"""Text between the command line and us: UTF-8 also where the locale knows only ASCII (LC_ALL=C)."""

import os


def as_unicode(text: str | os.PathLike[str]) -> str:
    """A typed name or a path in letters; bytes that are no UTF-8 come out as "\\xff".

    Under an ASCII locale Python hands on the bytes of an argument one by one. Paths are only turned into letters to be
    printed: the system wants its own bytes back.
    """
    return os.fspath(text).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
