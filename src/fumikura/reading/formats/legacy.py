"""Older formats of Office (.doc, .rtf, .ppt, .xls of Excel 2 to 4): made newer by LibreOffice, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from fumikura.errors import UnreadableError
from fumikura.reading.compound import needs_password
from fumikura.reading.content import Content
from fumikura.reading.formats.docx import read_docx
from fumikura.reading.formats.pptx import read_pptx
from fumikura.reading.formats.spreadsheet import read_spreadsheet
from fumikura.reading.registry import File, InputFormat, Reader
from fumikura.reading.signatures import ole_has

_SECONDS = 120


def read_legacy(file: File) -> Content:
    """The blocks of a document. Raises UnreadableError, also where there is no LibreOffice."""
    if not _is_legacy(file.data):  # LibreOffice would make text of anything
        raise UnreadableError("file.damaged", source=file.source, what=file.source)
    if needs_password(file.data):
        raise UnreadableError("file.password", source=file.source)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise UnreadableError("file.office-missing", source=file.source)
    before, after, read = _way(file.data)
    return read(File(_converted(office, file, before, after), file.source, file.id, file.encoding))


def _way(data: bytes) -> tuple[str, str, Reader]:
    """The ending that a file is to have, that of what it is turned into, and what reads that."""
    if _is_old_workbook(data):
        return ".xls", ".xlsx", read_spreadsheet
    if ole_has(data, "PowerPoint Document"):
        return ".ppt", ".pptx", read_pptx
    return ".rtf" if _is_rtf(data) else ".doc", ".docx", read_docx


def _converted(office: str, file: File, before: str, after: str) -> bytes:
    """What LibreOffice makes of a file, with a profile of its own, so that one that is open is not disturbed."""
    with tempfile.TemporaryDirectory(prefix="fumikura-") as folder:
        path = Path(folder) / f"a{before}"
        path.write_bytes(file.data)
        command = [
            office, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless", "--norestore",
            *(("--infilter=MS Excel 4.0",) if before == ".xls" else ()),  # else it makes text of anything
            "--convert-to", after[1:], "--outdir", folder, str(path),
        ]  # fmt: skip
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        made = path.with_suffix(after)
        if not made.exists():
            raise UnreadableError("file.damaged", source=file.source, what=before)
        return made.read_bytes()


def _is_rtf(data: bytes) -> bool:
    return data[:5] == b"{\\rtf"


def _is_old_workbook(data: bytes) -> bool:
    """Whether it is a workbook of Excel 2, 3 or 4: records without a container, of which the first has one of these."""
    return data[:4] in (b"\x09\0\4\0", b"\x09\2\6\0", b"\x09\4\6\0")


def _is_legacy(data: bytes) -> bool:
    return (
        _is_rtf(data)
        or _is_old_workbook(data)
        or ole_has(data, "WordDocument", "PowerPoint Document", "EncryptedPackage")
    )


FORMAT = InputFormat(read_legacy, (".doc", ".rtf", ".ppt", ".dot"), recognises=_is_legacy, most_bytes=2**28)
