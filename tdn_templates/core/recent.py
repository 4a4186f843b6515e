"""The last few things made, found again by equality: for keys that no hash can be made of."""

from typing import Generic, TypeVar

Key = TypeVar("Key")
Made = TypeVar("Made")


class Recent(Generic[Key, Made]):
    """Keeps the `most` used last, so that memory does not grow with the number of keys."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[Key, Made]] = []

    def find(self, key: Key) -> Made | None:
        """None for a key that was never kept, or too long ago."""
        for place, entry in enumerate(self._kept):
            if entry[0] == key:
                self._kept.insert(0, self._kept.pop(place))
                return entry[1]
        return None

    def keep(self, key: Key, made: Made) -> Made:
        self._kept.insert(0, (key, made))
        del self._kept[self._most :]
        return made
