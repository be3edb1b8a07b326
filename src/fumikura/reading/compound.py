"""The container of older Office files: streams in storages, like files in folders ([MS-CFB])."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from struct import error, unpack_from

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN = 0xFFFFFFFA  # numbers from here on are no sectors
_SECTOR_SHIFTS = (9, 12)  # sectors have 512 or 4,096 bytes
_ENTRY = 128  # bytes of the directory
_SMALL_SECTOR = 64  # bytes
_ENCRYPTED = 0x100  # flag of a text of Word
_FILEPASS, _FIRST = 0x2F, 5  # record of a workbook, and among how many it stands


class CompoundFile:
    """The streams of the outermost storage: what an embedded object has inside of it is no part of the document.

    Raises struct.error or IndexError where the container is damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = unpack_from("<H", data, 30)[0]
        if data[:8] != SIGNATURE or shift not in _SECTOR_SHIFTS:
            raise error("no compound file")
        self._size = 1 << shift
        self._most = len(data) // self._size  # sectors, however often a chain goes around

    @cached_property
    def streams(self) -> Mapping[str, tuple[int, int]]:
        """The first sector and the length of each stream or storage, by its name in small letters."""
        directory = self._chain(unpack_from("<I", self._data, 48)[0])
        found: dict[str, tuple[int, int]] = {}
        todo, seen = [unpack_from("<I", directory, 76)[0]], set[int]()
        while todo:
            number = todo.pop()
            start = number * _ENTRY
            if number in seen or start + _ENTRY > len(directory):
                continue
            seen.add(number)
            length = unpack_from("<H", directory, start + 64)[0]
            name = directory[start : start + max(length - 2, 0)].decode("utf-16-le", "replace")
            found[name.lower()] = unpack_from("<II", directory, start + 116)
            todo += unpack_from("<II", directory, start + 68)
        return found

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; b"" where there is none of that name."""
        if name.lower() not in self.streams:
            return b""
        first, size = self.streams[name.lower()]
        if size >= unpack_from("<I", self._data, 56)[0]:
            return self._chain(first)[:size]
        return b"".join(self._small_chain(first))[:size]

    def _small_chain(self, number: int) -> Iterator[bytes]:
        """The pieces of a small stream: such lie in one that the root has, in sectors of 64 bytes."""
        for _ in range(len(self._small) // _SMALL_SECTOR):
            if number >= len(self._following_small):
                return
            yield self._small[number * _SMALL_SECTOR : (number + 1) * _SMALL_SECTOR]
            number = self._following_small[number]

    @cached_property
    def _small(self) -> bytes:
        directory = self._chain(unpack_from("<I", self._data, 48)[0])
        first, size = unpack_from("<II", directory, 116)
        return self._chain(first)[:size]

    @cached_property
    def _following_small(self) -> tuple[int, ...]:
        table = self._chain(unpack_from("<I", self._data, 60)[0])
        return unpack_from(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, number: int) -> bytes:
        found: list[bytes] = []
        while number < len(self._following) and len(found) < self._most:
            found.append(self._sector(number))
            number = self._following[number]
        return b"".join(found)

    @cached_property
    def _following(self) -> tuple[int, ...]:
        """Of each sector the one that goes on with it."""
        parts = [number for number in unpack_from("<109I", self._data, 76) if number < _END_OF_CHAIN]
        more, extra = unpack_from("<II", self._data, 68)
        extra = min(extra, self._most)
        while more < _END_OF_CHAIN and extra > 0:  # a file of more than 7 MB has a list of its own
            *listed, more = unpack_from(f"<{self._size // 4}I", self._sector(more))
            parts += [number for number in listed if number < _END_OF_CHAIN]
            extra -= 1
        table = b"".join(map(self._sector, parts[: self._most]))
        return unpack_from(f"<{len(table) // 4}I", table)


def needs_password(data: bytes) -> bool:
    """Whether a document of older Office programs, or a newer one in their container, is encrypted."""
    try:
        file = CompoundFile(data)
        if {"encryptedpackage", "encryptedsummary"} & file.streams.keys():
            return True
        text, book = file.stream("WordDocument"), file.stream("Workbook")
        if text:
            return bool(unpack_from("<H", text, 10)[0] & _ENCRYPTED)
        place = 0
        for _ in range(_FIRST if book else 0):
            kind, length = unpack_from("<HH", book, place)
            if kind == _FILEPASS:
                return True
            place += 4 + length
    except (error, IndexError):
        pass
    return False
