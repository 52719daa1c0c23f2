"""What a report tells: rows of texts side by side, open questions, removals, rules used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from docgen.adapt.changes import as_change
from docgen.adapt.places import Places, text_at
from docgen.adapt.plain import apply, plain_text
from docgen.adapt.report.pieces import Piece, edited, printed, shown, sides
from docgen.adapt.report.settle import Settled, settle
from docgen.model import CachDoi, Doi, NguonGoc, VanBan, Vet
from docgen.write.layout.inline import Chu, gaps
from docgen.write.layout.variables import Variables

GIU_NGUYEN, DOI, BO, MOI = "giu_nguyen", "doi", "bo", "moi"
SUA, THEM, XOA = "don_vi_sua", "don_vi_them", "don_vi_xoa"
"""States of a row: inherited, changed, removed, new; and what the unit did later."""
OWN_VALUE = "Số liệu, biến của đơn vị"
OTHER_GAP = "Chỗ còn để trống này ghi thế nào?"
MISSING_VALUE = "Số liệu này của đơn vị là bao nhiêu"


@dataclass(slots=True)
class Row:
    """One text of the two documents."""

    so: int
    """Number of the row, from 1."""
    tai: str | None
    """Data path in the source; None: the source has no such text."""
    o: str | None
    """Data path in the unit's document as it is now; None: it has no such text."""
    cap: str
    """Level of the block; "" outside the body."""
    nhom: str
    """Part of the document."""
    noi: str
    """Place in words: in the unit's document, or of the source where that has none."""
    noi_nguon: str
    """Place in the source in words."""
    nhan_nguon: str
    nhan: str
    """Labels as printed: source and own."""
    tieu_de: bool
    """Whether it is a heading on its own line."""
    trang_thai: str
    """giu_nguyen, doi, bo, moi, don_vi_sua, don_vi_them, don_vi_xoa."""
    nguon: list[Piece]
    cua: list[Piece]
    """Both sides in pieces."""
    doi: list[Doi] = field(default_factory=list)
    bo: str = ""
    luat: str = ""
    cau_hoi: list[int] = field(default_factory=list)
    """Numbers of the open questions in it."""

    @property
    def mo(self) -> bool:
        """Whether a question is open in it."""
        return bool(self.cau_hoi)

    def words(self, number: int) -> tuple[str, str]:
        """What stood for a change in the source, and what stands now."""
        before = printed([p for p in self.nguon if p.doi == number])
        after = printed([p for p in self.cua if p.doi == number])
        if not after and number < len(self.doi):
            after = printed(shown(self.doi[number].thanh, _as_named))
        return before, after


@dataclass(slots=True)
class Question:
    """One open question and all the places where it is the same."""

    so: int
    chu: str
    """Words of the source."""
    hien: str
    """What is printed until it is decided."""
    hoi: str
    goi_y: str
    luat: str
    hang: list[int]
    """Numbers of the rows it stands in, in order, one for each place."""


@dataclass(slots=True)
class Rule:
    """A rule that was used."""

    luat: str
    cach: str
    """What it does: thay, ghi_de, bo, hoi."""
    so_lan: int = 0
    ly_do: list[str] = field(default_factory=list)
    """Reasons (of hoi: questions), each once."""
    vi_du: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of words, before and after, each once."""


@dataclass(slots=True)
class Counts:
    """How much of what; places but for `giu_nguyen`, `bo_doan`, `moi` and `don_vi`: texts."""

    giu_nguyen: int = 0
    thay: int = 0
    ghi_de: int = 0
    bo_cum: int = 0
    bo_doan: int = 0
    moi: int = 0
    hoi: int = 0
    """Places where a person must decide, still open."""
    da_quyet: int = 0
    """Places that waited when the document was made and are decided by now."""
    don_vi: int = 0
    """Texts that the unit changed, added or took out afterwards."""


@dataclass(slots=True)
class Account:
    """Everything a report tells."""

    goc: NguonGoc
    hang: list[Row]
    cau_hoi: list[Question]
    luat: list[Rule]
    dem: Counts

    @property
    def da_bo(self) -> list[Row]:
        """Rows of texts that were removed."""
        return [row for row in self.hang if row.trang_thai == BO]


def account(source: VanBan, own: VanBan) -> Account:
    """Put a source and what a unit made of it side by side.

    `own.nguon_goc` is the trace. Raises ValueError when it has none: it was not adapted.
    """
    if own.nguon_goc is None:
        raise ValueError("the document carries no trace (nguon_goc)")
    return _Builder(source, own, own.nguon_goc).build()


class _Builder:
    def __init__(self, source: VanBan, own: VanBan, goc: NguonGoc) -> None:
        self.own, self.goc = own, goc
        self.above, self.below = Places(source), Places(own)
        self.value_above: Callable[[str], Chu] = Variables(source)
        self.value: Callable[[str], Chu] = Variables(own)
        # What the trace says of variables: their values stand in other texts.
        self.traced = {v.tai: v.doi for v in goc.vet if v.tai and v.doi and _is_variable(v.tai)}
        self.rows: list[Row] = []
        self.dem = Counts()
        self.questions: dict[tuple[str, ...], Question] = {}
        self.rules: dict[tuple[str, str], Rule] = {}

    def build(self) -> Account:
        for item in settle(self.goc.vet, self.own):
            self._row(item)
        self._number()
        questions = sorted(self.questions.values(), key=lambda q: q.so)
        return Account(self.goc, self.rows, questions, [*self._sorted_rules()], self.dem)

    def _number(self) -> None:
        """Number the questions in the order in which a reader comes upon them."""
        shown = [p.cau_hoi for row in self.rows for p in row.cua] + [
            number for row in self.rows for number in row.cau_hoi
        ]
        new = {old: so for so, old in enumerate(dict.fromkeys(filter(None, shown)), 1)}
        for question in self.questions.values():
            question.so = new[question.so]
        for row in self.rows:
            row.cau_hoi = sorted(new[old] for old in row.cau_hoi)
            for piece in row.cua:
                piece.cau_hoi = new.get(piece.cau_hoi, 0)

    def _row(self, item: Settled) -> None:
        vet, now = item.vet, item.o
        tai, nguon = (vet.tai, vet.nguon) if vet else (None, "")
        changes = sorted(vet.doi, key=lambda d: d.tai) if vet else []
        path = now or (vet and vet.o) or tai or ""
        row = Row(
            so=len(self.rows) + 1,
            tai=tai,
            o=now,
            cap=(vet and vet.cap) or item.cap,
            nhom=self.below.group(now) if now else self.above.group(tai or path),
            noi=self.below.words(now) if now else self.above.words(tai or path),
            noi_nguon=self.above.words(tai) if tai else "",
            nhan_nguon=self.above.label(tai) if tai else "",
            nhan=self.below.label(now) if now else "",
            tieu_de=self.below.heading(now) if now else self.above.heading(tai or path),
            trang_thai=GIU_NGUYEN,
            nguon=[],
            cua=[],
            doi=changes,
        )
        self.rows.append(row)
        if vet is None:
            row.trang_thai, row.cua = THEM, shown(text_at(self.own, now or ""), self.value, "sua")
            self.dem.don_vi += 1
            self._other_gaps(row)
        elif vet.o is None:
            row.trang_thai, row.bo, row.luat = BO, vet.bo or "", vet.luat or ""
            row.nguon = shown(nguon, self.value_above, "bo")
            self.dem.bo_doan += 1
            words = (printed(row.nguon), "")
            self._use(row.luat, "bo", row.bo, words)
        else:
            self._both(row, vet, changes)

    def _both(self, row: Row, vet: Vet, changes: list[Doi]) -> None:
        """A text that the unit's document has, or had when it was made."""
        row.nguon, row.cua = sides(vet.nguon, changes, self.value_above, self.value)
        new = vet.tai is None
        typed = text_at(self.own, row.o) if row.o else ""
        made = apply(vet.nguon, map(as_change, changes)) if not new or changes else typed
        if new and not changes:
            row.cua = shown(typed, self.value)
        for piece in row.cua if new else ():
            piece.kieu = piece.kieu if piece.kieu == "hoi" else "moi"
        if row.o is None:
            row.trang_thai, row.nguon = XOA, shown(vet.nguon, self.value_above, "bo")
            row.cua = []
            self.dem.don_vi += 1
        elif same(made, typed):
            row.trang_thai = MOI if new else DOI if _changed(row.cua, changes) else GIU_NGUYEN
            self.dem.giu_nguyen += row.trang_thai == GIU_NGUYEN
            self.dem.moi += new
        else:
            row.trang_thai = SUA
            made_text = printed(shown(made, self.value))
            row.cua = edited(made_text, shown(typed, self.value))
            self.dem.don_vi += 1
        left = Counter(gaps(typed))
        for number, change in enumerate(changes):
            self._change(row, number, change, left)
        if row.o:
            self._variables(row)
            self._other_gaps(row)

    def _change(self, row: Row, number: int, change: Doi, left: Counter[str]) -> None:
        words = row.words(number)
        self._use(change.luat, change.cach, change.ly_do or "", words)
        if change.cach != "hoi" and row.tai is None:
            return  # counted as a new text
        if change.cach != "hoi":
            name = "bo_cum" if change.cach == "bo" else change.cach
            setattr(self.dem, name, getattr(self.dem, name) + 1)
            return
        waiting = gaps(change.thanh)
        stands = row.o is not None and all(left[label] for label in waiting)
        if not stands or not (waiting or row.trang_thai != SUA):
            self.dem.da_quyet += 1
            return
        left.subtract(waiting)
        key = (row.tai,) if row.tai in self.traced else ()
        if key in self.questions:
            # Its gap stands in another text and is counted there.
            asked = self.questions[key].so
            row.cau_hoi.append(asked)
        else:
            hoi, goi_y = change.ly_do or "", change.goi_y or ""
            asked = self._ask(row, words, hoi, goi_y, change.luat, key)
        for piece in row.cua:
            # In a text that was edited the gap is known by its label alone.
            loose = piece.doi < 0 and piece.trong and piece.chu[1:-1] in waiting
            if not piece.cau_hoi and (piece.doi == number or loose):
                piece.cau_hoi, piece.kieu = asked, "hoi"
                if loose:
                    break

    def _variables(self, row: Row) -> None:
        """Values of variables: their own entry in the trace says what became of them."""
        for piece in (*row.nguon, *row.cua):
            if piece.bien and piece.kieu == "ghi_de" and piece.doi < 0:
                said = self.traced.get(_root(piece.bien))
                piece.kieu = said[0].cach if said else piece.kieu
        words = {}
        for piece in row.cua:
            if not piece.bien or piece.doi >= 0:
                continue
            root = _root(piece.bien)
            pair = (_value_of(row.nguon, piece.bien), piece.chu)
            if piece.trong:
                piece.cau_hoi, piece.kieu = self._missing(row, root, pair), "hoi"
            elif piece.kieu and root not in self.traced:
                words[piece.bien] = pair
        self.dem.ghi_de += len(words)
        for pair in words.values():
            self._use("so_lieu_don_vi", "ghi_de", OWN_VALUE, pair)

    def _missing(self, row: Row, root: str, words: tuple[str, str]) -> int:
        """Ask for a figure: once, however often and in whatever form it is printed."""
        said = next((d for d in self.traced.get(root, ()) if d.cach == "hoi"), None)
        if said is None:
            self._use("so_lieu", "hoi", MISSING_VALUE, words)
        hoi = (said and said.ly_do) or f"{MISSING_VALUE} ({self.below.words(root)})?"
        goi_y = (said and said.goi_y) or f"Điền `{root}` trong tệp dữ liệu của đơn vị."
        return self._ask(row, words, hoi, goi_y, "so_lieu", (root,))

    def _other_gaps(self, row: Row) -> None:
        """Gaps that no rule has left: the source had them, or the unit put them in."""
        for piece in row.cua:
            if piece.trong and not piece.cau_hoi:
                words = ("", piece.chu)
                piece.cau_hoi = self._ask(row, words, OTHER_GAP, "", "cho_trong")
                piece.kieu = "hoi"
                self._use("cho_trong", "hoi", OTHER_GAP, words)

    def _ask(
        self,
        row: Row,
        words: tuple[str, str],
        hoi: str,
        goi_y: str,
        luat: str,
        key: tuple[str, ...] = (),
    ) -> int:
        chu, hien = words
        key = key or (luat, chu.casefold(), hien.casefold(), hoi, goi_y)
        made = Question(len(self.questions) + 1, chu, hien, hoi, goi_y, luat, [])
        question = self.questions.setdefault(key, made)
        question.hang.append(row.so)
        if question.so not in row.cau_hoi:
            row.cau_hoi.append(question.so)
        self.dem.hoi += 1
        return question.so

    def _use(self, luat: str, cach: CachDoi, ly_do: str, words: tuple[str, str]) -> None:
        rule = self.rules.setdefault((luat, cach), Rule(luat, cach))
        rule.so_lan += 1
        if ly_do and ly_do not in rule.ly_do:
            rule.ly_do.append(ly_do)
        if words not in rule.vi_du:
            rule.vi_du.append(words)

    def _sorted_rules(self) -> Iterator[Rule]:
        yield from sorted(self.rules.values(), key=lambda r: (-r.so_lan, r.luat, r.cach))


def same(made: str, typed: str) -> bool:
    """Whether two typed texts print the same characters, however they are spaced."""
    return made == typed or plain_text(made).split() == plain_text(typed).split()


def _changed(pieces: Sequence[Piece], changes: Sequence[Doi]) -> bool:
    return bool(changes) or any(p.kieu for p in pieces)


def _is_variable(path: str) -> bool:
    return path.startswith(("chi_tieu.", "bien."))


def _root(expression: str) -> str:
    """Data path of the variable an expression begins with: chi_tieu.xa_dat_chuan."""
    first, *rest = expression.split("|")[0].strip().split(".")
    return f"chi_tieu.{rest[0]}" if first == "chi_tieu" and rest else f"bien.{first}"


def _value_of(pieces: Sequence[Piece], expression: str) -> str:
    return printed([p for p in pieces if p.bien == expression][:1])


def _as_named(name: str) -> str:
    return f"{{{{ {name} }}}}"
