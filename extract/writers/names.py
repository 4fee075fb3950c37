"""File names for documents: inside the output folder whatever the document is called."""

from __future__ import annotations

import hashlib
import re

_UNSAFE = re.compile(r"[^\w.()\[\]+=,@ -]|^[. ]+|[. ]+$")
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
_LONGEST = 120


def file_name(doc: str, ending: str) -> str:
    """A relative path for a document's own file: its id, made safe, with an ending.

    Folders of the id stay folders. What could lead out of the output folder or is no name on some system is
    written as ``%`` and its code, and a name that is too long is cut and told apart by a hash.

    >>> file_name("2024/a.txt", ".tml")
    '2024/a.txt.tml'
    >>> file_name("../../etc/passwd", ".tml")
    '%2E%2E/%2E%2E/etc/passwd.tml'
    """
    return "/".join(_safe(part) for part in doc.split("/") if part) + ending if doc.strip("/") else f"%{ending}"


def _safe(part: str) -> str:
    safe = _UNSAFE.sub(lambda match: "".join(f"%{ord(c):02X}" for c in match.group()), part)
    if _RESERVED.fullmatch(safe):
        safe = f"%{safe}"
    if len(safe.encode()) > _LONGEST:
        digest = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        safe = safe.encode()[:_LONGEST].decode("utf-8", "ignore") + f"%{digest}"
    return safe
