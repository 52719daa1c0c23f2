"""Returned outlines collected: who answered, which figures, what is missing.

====  ==============================================================================
TH01  a file that is not the outline, or cannot be read; a folder without any file
TH02  an outline of a unit that cannot be told or that the roster does not have; the file is
      called by the name of another unit
TH03  an outline that is not filled in completely
TH04  two outlines of one unit; the newest counts
TH05  a unit of the roster that did not answer
TH06  a figure that is no number, or of another unit of measure; kept as text
TH07  an answer to be looked at again: the words around it were changed, paragraphs were added, two
      places of one question say different things; of a figure, another habit of writing
TH08  a document that asks nothing
TH09  a table of another kind than .xlsx, .csv, .json; openpyxl is not installed
====  ==============================================================================
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from docgen.batch.answers import KINDS, PACKED, Returned, read_returned
from docgen.batch.item import Item
from docgen.batch.names import plan_names
from docgen.batch.questions import Asked, Question, asked_in
from docgen.findings import HINT, WARNING, Finding, InputError, Where
from docgen.lang import _
from docgen.model import VanBan
from docgen.model.doi_tuong import for_audience
from docgen.read.names import key, matches
from docgen.viet.chuan import bo_dau

DU, THIEU, THAY, VANG = "du", "thieu", "thay", "vang"
"""States of a row: complete, incomplete, replaced by a newer one of the unit, no answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as written, and for a figure its number and the total it is counted out of."""

    text: str
    so: Decimal | None = None
    tren: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What one unit answered; without `file` it did not."""

    unit: str
    file: str
    state: str
    answers: dict[str, Answer]
    """By tag; questions without an answer are not there."""
    missing: tuple[str, ...] = ()
    """Tags that were asked of this unit and are open."""
    number: int = 0
    """Number of the roster's row; 0 when it has none."""
    unsure: tuple[str, ...] = ()
    """Tags whose answers are to be compared with the file (TH06, TH07)."""


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything collected: the questions are the columns."""

    questions: tuple[Question, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]
    others: tuple[str, ...] = ()
    """Files that are no outline."""


def collect(folder: str | Path, base: VanBan, items: Sequence[Item] | None = None) -> Collected:
    """Read every returned outline under `folder` and put the answers in rows.

    `base`: the document that the outlines were made from; `items`: the units of the roster, whose
    rows come first and in its order. Raises InputError: TH01 the folder cannot be read or is empty,
    TH08 the document asks nothing.
    """
    folder = Path(folder)
    whole = asked_in(base)
    if not whole.questions:
        raise InputError(
            Finding(
                "TH08",
                _("Văn bản không có chỗ nào để đơn vị điền."),
                hint=_("Viết chỗ cần điền là <<tên mục>>, bảng chỉ tiêu là {chi_tieu: tat_ca}."),
            )
        )
    work = _Work(base, whole, tuple(items or ()), items is not None)
    for path in returned_files(folder):
        work.take(read_returned(path, whole), str(path.relative_to(folder)))
    return work.done()


def returned_files(folder: Path) -> list[Path]:
    """Files under a folder that may be outlines, by name. Raises InputError (TH01)."""
    try:
        paths = [p for p in folder.rglob("*") if p.is_file() and not _hidden(p, folder)]
        if not folder.is_dir():
            raise NotADirectoryError(20, _("không phải thư mục"))
    except OSError as error:
        raise _no_files(folder, error.strerror or str(error)) from None
    if not paths:
        raise _no_files(folder, _("không có tệp nào"))
    return sorted(paths, key=str)


def _hidden(path: Path, folder: Path) -> bool:
    """Whether a file is no one's answer: hidden, or a lock of Word or LibreOffice."""
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _no_files(folder: Path, why: str) -> InputError:
    return InputError(
        Finding(
            "TH01",
            _("Không có đề cương nào để tổng hợp: {why}.").format(why=why),
            hint=_("Chỉ thư mục chứa các tệp Word mà đơn vị gửi về."),
            where=Where(str(folder)),
        )
    )


class _Work:
    """Rows while they are put together."""

    def __init__(self, base: VanBan, whole: Asked, items: tuple[Item, ...], listed: bool) -> None:
        self.base, self.whole, self.items, self.listed = base, whole, items, listed
        self.names = [str(i.values.get("co_quan.ten") or i.name) for i in items]
        # A file is called as its unit, or as it was called when it was sent.
        sent = plan_names(items)
        self.slugs = [{_slug(n) for n in (i.name, sent[i.number])} for i in items]
        self.called: dict[str, set[int]] = {}
        for place, slugs in enumerate(self.slugs):
            for slug in slugs:
                self.called.setdefault(slug, set()).add(place)
        self.sent = sent
        self.given: dict[int, list[tuple[Row, float]]] = {}
        self.strangers: dict[str, list[tuple[Row, float]]] = {}
        self.findings: list[Finding] = []
        self.others: list[str] = []
        self.figures = {q.the: q for q in whole.questions if q.figure}
        self.asked: dict[str, Asked] = {}
        self.doubted: set[str] = set()
        """Figures of the file at hand that are told of."""
        self.issuers = {key(b.ten) for b in base.co_quan}

    def take(self, returned: Returned, file: str) -> None:
        """One file."""
        if not returned.answers(self.whole).said:
            self._other(returned, file)
            return
        found = self._units_of(returned, file)
        item = self.items[found[0]] if len(found) == 1 else None
        row = self._row(returned, file, item)
        given = (row, _when(returned.path))
        if item:
            self.given.setdefault(found[0], []).append(given)
        elif found:
            # Nobody knows whose it is: it stands by itself.
            self.strangers.setdefault(f"{key(row.unit)} {file}", []).append(given)
            message = _("Danh sách có {n} đơn vị cùng tên “{unit}”, không rõ tệp của đơn vị nào.")
            hint = _("Đặt lại tên tệp như lúc gửi đi, ví dụ {names}, rồi chạy lại.").format(
                names=", ".join(f"“{self.sent[self.items[n].number]}.docx”" for n in found[:2])
            )
            self._say("TH02", message.format(n=len(found), unit=row.unit), hint, file)
        else:
            self.strangers.setdefault(key(row.unit), []).append(given)
            if self.listed:
                message = _("Không có “{unit}” trong danh sách đơn vị.").format(unit=row.unit)
                hint = _("Sửa tên cơ quan ở đầu tệp cho đúng danh sách, hoặc thêm vào danh sách.")
                self._say("TH02", message, hint, file)

    def _other(self, returned: Returned, file: str) -> None:
        """A file that is no outline."""
        message = _("Không phải đề cương đã gửi.")
        hint = _("Bỏ tệp này ra, hoặc đề nghị đơn vị điền vào đúng tệp đã gửi.")
        if returned.findings and returned.path.suffix.lower() in (*KINDS, *PACKED):
            why = " ".join(f.message for f in returned.findings)
            message = _("Không đọc được: {why}").format(why=why)
            hint = returned.findings[0].hint or hint
        self._say("TH01", message, hint, file)
        self.others.append(file)

    def _row(self, returned: Returned, file: str, item: Item | None) -> Row:
        """What a file answers; `item`: the unit of the roster it is of."""
        asked = self._asked_of(item)
        # Parts for other readers are not before him: their blanks take none of his answers.
        read = returned.answers(asked if item and item.level else self.whole)
        said = read.said
        order = [q.the for q in self.whole.questions]
        unit = item.name if item else self._own_name(returned, file)
        given = {t: said.get(t) or returned.fields.get(t) or "" for t in order}
        self.doubted = set()
        answers = {t: self._answer(t, text, unit, file) for t, text in given.items() if text}
        # What was only asked of certain readers is missing where it stands open.
        tags = asked.tags | said.keys()
        missing = tuple(t for t in order if t in tags and t not in answers)
        unsure = [t for t in answers if t in read.unsure]
        if unsure:
            names = ", ".join(f"“{self._name(t)}”" for t in unsure)
            message = _(
                "{unit}: chữ quanh chỗ điền đã đổi, có đoạn viết thêm, hoặc điền hai nơi khác nhau:"
                " {names}."
            ).format(unit=unit, names=names)
            self._say("TH07", message, _("Đối chiếu câu trả lời với tệp."), file, HINT)
        if missing:
            names = ", ".join(f"“{self._name(t)}”" for t in missing)
            message = _("{unit} chưa điền {n} mục: {names}.").format(
                unit=unit, n=len(missing), names=names
            )
            self._say("TH03", message, _("Đề nghị đơn vị bổ sung."), file)
        state = THIEU if missing else DU
        doubtful = tuple(t for t in answers if t in read.unsure or t in self.doubted)
        number = item.number if item else 0
        return Row(unit, file, state, answers, missing, number, doubtful)

    def _say(self, code: str, message: str, hint: str, file: str, severity: str = WARNING) -> None:
        self.findings.append(Finding(code, message, severity, hint, Where(file)))

    def _name(self, tag: str) -> str:
        return next(q.nhan for q in self.whole.questions if q.the == tag)

    def _units_of(self, returned: Returned, file: str) -> list[int]:
        """Places in the roster that a file may be of: by the names in it, then by its own name."""
        found: list[int] = []
        for name in returned.names:
            found = matches(name, self.names) or matches(name, [i.name for i in self.items])
            if found:
                break
        called = self._called(Path(file), found if len(found) > 1 else range(len(self.items)))
        if len(found) != 1:
            return found if called is None else [called]
        stem = f" {_slug(Path(file).stem)} "
        if called is not None and not any(f" {s} " in stem for s in self.slugs[found[0]]):
            message = _("Trong tệp ghi là “{unit}”, tên tệp lại là của “{other}”.").format(
                unit=self.items[found[0]].name, other=self.items[called].name
            )
            self._say("TH02", message, _("Kiểm tra xem tệp này của đơn vị nào."), file)
        return found

    def _called(self, file: Path, among: Container[int]) -> int | None:
        """The unit that the name of a file, or of a folder it is in, says; the longest name
        counts: "Bình", "Bình Gia"."""
        for name in (file.stem, *reversed(file.parts[:-1])):
            words = _slug(name).split()
            for size in range(len(words), 0, -1):
                parts = (" ".join(words[n : n + size]) for n in range(len(words) - size + 1))
                best = {n for part in parts for n in self.called.get(part, ()) if n in among}
                if best:
                    return best.pop() if len(best) == 1 else None
        return None

    def _own_name(self, returned: Returned, file: str) -> str:
        own = [n for n in returned.names if key(n) not in self.issuers]
        return " ".join(own[0].split()) if own else Path(file).stem

    def _asked_of(self, item: Item | None) -> Asked:
        """What is asked of a unit; of one that is not known: what is asked of everyone."""
        level = item.level if item else ""
        if level not in self.asked:
            self.asked[level] = asked_in(for_audience(self.base, level))
        return self.asked[level]

    def _answer(self, tag: str, text: str, unit: str, file: str) -> Answer:
        question = self.figures.get(tag)
        if question is None:
            return Answer(text)
        answer, code, doubt = read_figure(text, question)
        if doubt:
            self.doubted.add(tag)
            message = _("{unit}, “{name}”: {doubt}").format(
                unit=unit, name=question.nhan, doubt=doubt
            )
            hint = _("Hỏi lại đơn vị.") if code == "TH06" else _("Đối chiếu với đơn vị.")
            self._say(code, message, hint, file, WARNING if code == "TH06" else HINT)
        return answer

    def done(self) -> Collected:
        """The rows: units of the roster in its order, then the others by name."""
        rows: list[Row] = []
        for place, item in enumerate(self.items):
            given = self.given.get(place)
            if given is None:
                asked = self._asked_of(item)
                missing = tuple(q.the for q in self.whole.questions if q.the in asked.tags)
                rows.append(Row(item.name, "", VANG, {}, missing, item.number))
                message = _("{unit} chưa gửi đề cương.").format(unit=item.name)
                self.findings.append(
                    Finding("TH05", message, WARNING, _("Đôn đốc đơn vị."), item.where)
                )
            else:
                rows += self._newest_first(given)
        for _name, given in sorted(self.strangers.items()):
            rows += self._newest_first(given)
        return Collected(
            self.whole.questions, tuple(rows), tuple(self.findings), tuple(self.others)
        )

    def _newest_first(self, given: list[tuple[Row, float]]) -> list[Row]:
        """Rows of one unit; all but the newest are marked as replaced."""
        ordered = [row for row, _t in sorted(given, key=lambda x: (-x[1], x[0].file))]
        if len(ordered) > 1:
            files = ", ".join(row.file for row in ordered[1:])
            self._say(
                "TH04",
                _("{unit} gửi {n} tệp; lấy tệp mới nhất, không lấy {files}.").format(
                    unit=ordered[0].unit, n=len(ordered), files=files
                ),
                _("Kiểm tra xem tệp nào là bản đúng, bỏ tệp kia khỏi thư mục."),
                ordered[0].file,
            )
        return [ordered[0], *(replace(row, state=THAY) for row in ordered[1:])]


def read_figure(text: str, question: Question) -> tuple[Answer, str, str]:
    """A figure as a unit wrote it; code and words of a doubt, or "" and "".

    One of another unit of measure is no number of this column: it stays text.
    """
    from docgen.read.figures import FigureError, check_target, read_target

    try:
        target, doubts = read_target(text.strip(" .,;:"))
        doubts = doubts + check_target(target)
    except FigureError as error:
        return Answer(text), "TH06", error.message
    unit, wanted = target.don_vi or "", question.don_vi
    if unit and wanted and unit != wanted and key(unit) != key(wanted):
        told = _("đơn vị tính ghi là “{unit}”, biểu hỏi “{wanted}”.").format(
            unit=unit, wanted=wanted
        )
        if not _same_measure(key(unit), key(wanted)):
            return Answer(text), "TH06", told
        doubts.append(told)
    if wanted == "%" and target.tren is not None:
        return Answer(text), "TH06", _("ghi là “{text}”, biểu hỏi “%”.").format(text=text)
    return Answer(text, target.gia_tri, target.tren), "TH07" if doubts else "", " ".join(doubts)


def _same_measure(one: str, other: str) -> bool:
    """Whether one unit of measure is the other with more words: "hộ", "hộ nghèo"."""
    short, long = sorted((one, other), key=len)
    return bool(short) and f"{long} ".startswith(f"{short} ")


def _slug(name: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", bo_dau(name).lower()))


def _when(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
