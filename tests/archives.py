"""Archives made in memory for tests."""

import io
import zipfile
from collections.abc import Mapping


def zipped(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of `members`, by name; the same bytes at any time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            archive.writestr(member, data, compress_type=packing)
    return buffer.getvalue()
