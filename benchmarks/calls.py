"""The calls that XlsxWriter gets while a workbook is written, to make them again without what leads to them."""

from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from unittest import mock

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

_WORKBOOK = 0


class Calls:
    """Objects are numbered in the order in which they are made, the workbook being 0; a call is the number of its
    object, the method, its arguments, and whether its result is an object."""

    def __init__(self) -> None:
        self.options: dict[str, object] = {}
        self.made: list[tuple[int, str, tuple[object, ...], dict[str, object], bool]] = []
        self.objects = 1

    def made_again(self, out: BytesIO) -> bytes:
        """The file."""
        objects = [xlsxwriter.Workbook(out, self.options)]
        for number, method, arguments, named, is_object in self.made:
            given = [_unwrapped(one, lambda noted: objects[noted.number]) for one in arguments]
            result = getattr(objects[number], method)(*given, **named)
            if is_object:
                objects.append(result)
        return out.getvalue()


class _Noted:
    """Passes every call on, and notes it."""

    def __init__(self, real: object, number: int, calls: Calls) -> None:
        self.real, self.number, self._calls = real, number, calls

    def __getattr__(self, method: str) -> object:
        if not callable(getattr(self.real, method)):
            return getattr(self.real, method)

        def call(*arguments: object, **named: object) -> object:
            calls = self._calls
            real = [_unwrapped(one, lambda noted: noted.real) for one in arguments]
            place = len(calls.made)
            result = getattr(self.real, method)(*real, **named)
            is_object = isinstance(result, Worksheet | Format)
            calls.made.insert(place, (self.number, method, arguments, named, is_object))
            if not is_object:
                return result
            calls.objects += 1
            return _Noted(result, calls.objects - 1, calls)

        return call


def _unwrapped(argument: object, of: Callable[[_Noted], object]) -> object:
    """An object in the place of a noted one, which stands by itself or among options."""
    if isinstance(argument, _Noted):
        return of(argument)
    if isinstance(argument, dict):
        return {name: _unwrapped(value, of) for name, value in argument.items()}
    return argument


def recording(write: Callable[[], object]) -> Calls:
    calls = Calls()

    def workbook(out: BytesIO, options: dict[str, object]) -> _Noted:
        calls.options = options
        return _Noted(xlsxwriter.Workbook(out, options), _WORKBOOK, calls)

    with mock.patch("tdn_templates.excel.book.xlsxwriter", SimpleNamespace(Workbook=workbook)):
        write()
    return calls
