"""What one PDF may cost, and the error that says it costs more."""

from __future__ import annotations

from docgen.findings import Finding, InputError
from docgen.lang import _

MAX_BYTES = 200_000_000
MAX_PAGES = 1_000
MAX_SECONDS = 60.0
"""For the text layer of all pages; looked at between pages."""
PAGE_SECONDS = 20.0
"""For one page of it, or for opening the file; an ordinary page takes some milliseconds."""
MAX_MEMORY = 2 << 30
"""Address space of the process that reads, bytes."""


def refusal(code: str, message: str, hint: str) -> InputError:
    """The error that stops the reading."""
    return InputError(Finding(code, message, hint=hint))


def refuse_at_once(data: bytes) -> None:
    """Raises InputError PDF10 for what is no PDF, PDF11 for one that is too big."""
    if b"%PDF-" not in data[:1024]:
        raise refusal(
            "PDF10",
            _("Không phải tệp PDF."),
            _("Mở tệp bằng chương trình đã tạo ra nó và xuất lại sang PDF."),
        )
    if len(data) > MAX_BYTES:
        raise refusal(
            "PDF11",
            _("Tệp PDF quá lớn: {size} MB, nhiều nhất {most} MB.").format(
                size=len(data) // 1_000_000, most=MAX_BYTES // 1_000_000
            ),
            _("Tách tệp thành nhiều phần rồi đọc từng phần."),
        )


def broken() -> InputError:
    """PDF10 for a file that cannot be opened."""
    return refusal(
        "PDF10",
        _("Tệp PDF hỏng, không mở được."),
        _("Tải lại tệp hoặc xuất lại từ bản gốc."),
    )
