"""An own document brought up to date when the level above amends its plan: nothing is lost.

Three documents meet: what docgen gave (told by the trace), what the unit made of it since, and
what docgen gives now. The unit's decisions stay; what changed above comes in; where both changed
the same words, the unit's stay with a visible mark, and the place is listed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docgen.adapt.align import Key, align
from docgen.adapt.changes import mark
from docgen.adapt.engine import Adapted
from docgen.adapt.merge import (
    Clash,
    added,
    base_text,
    merge,
    overridden,
    removed,
    whole,
)  # fmt: skip
from docgen.adapt.update_fields import Figures, untold_parts
from docgen.adapt.update_items import (
    LISTS,
    Base,
    clean,
    items,
    place_of,
    read_base,
    said,
    sources,
    texts,
    words,
)  # fmt: skip
from docgen.adapt.update_lists import BO_CA, Done, Merge, make_block, merge_lists
from docgen.adapt.update_told import Conflict, Kept, News, Updated
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.model import ChuKy, KemTheo, Khoi, NguonGoc, VanBan, Vet
from docgen.write.layout.inline import parse_inline
from docgen.write.layout.variables import Variables

_TEXTS = ("trich_yeu", "ten_loai", "luu")
_SIGNED = ("quyen_han", "chuc_vu", "chuc_vu_rieng", "ho_ten")
_BO_KEM = "đơn vị đã bỏ văn bản kèm theo này; cấp trên đã sửa"


def update(own: VanBan, fresh: Adapted) -> Updated:
    """The unit's document `own` as it is now, with what `fresh` brings from the amended plan.

    Both were made by `adapt` for the same unit; `own` carries the trace of its adaptation. Raises
    InputError: CD05 where `own` carries no trace, CD06 where it is another unit's.
    """
    new = fresh.van_ban
    assert new.nguon_goc is not None
    if own.nguon_goc is None:
        raise InputError(
            Finding(
                "CD05",
                _("Tệp này không phải do docgen adapt tạo ra: không có nguon_goc để đối chiếu."),
                hint=_("Chạy docgen adapt không có --update để tạo văn bản mới."),
                where=Where(path="nguon_goc"),
            )
        )
    mine, theirs = own.nguon_goc.don_vi, new.nguon_goc.don_vi
    if mine != theirs:
        raise InputError(
            Finding(
                "CD06",
                _("Văn bản này là của {cu}, không phải của {moi}.").format(cu=mine, moi=theirs),
                hint=_("Dùng hồ sơ của đúng đơn vị đã lập văn bản này."),
                where=Where(path="nguon_goc.don_vi"),
            )
        )
    return _Updater(own, new, own.nguon_goc, new.nguon_goc).update()


class _Updater:
    def __init__(self, own: VanBan, fresh: VanBan, before: NguonGoc, now: NguonGoc) -> None:
        self.own, self.fresh, self.trace = own, fresh, now
        self.base, self.given = read_base(before), read_base(now)
        self.sources = sources(now)
        self.quiet = _same(self.base, self.given)
        self.out = Updated(own)
        self.places: dict[str, tuple[str, str | None]] = {}
        """Path of a text in the fresh document → its path and text now; None: as it was."""
        self.extra: list[Vet] = []
        self._variables: Variables | None = None

    def update(self) -> Updated:
        own, fresh = self.own, self.fresh
        change = self._untold(own, fresh, "")
        for key in _TEXTS:
            b = self.base.texts.get(key)
            change[key] = self._merged(key, b, getattr(own, key), getattr(fresh, key))
        change |= self._lists(own, fresh, "", "", "")
        change["chu_ky"] = self._signed()
        change["kem_theo"] = self._attached()
        figures = Figures(self.base, self.given, self.quiet)
        texts = " ".join(_used(change))
        change["bien"] = self._values(texts)
        change["chi_tieu"] = figures.merge(own.chi_tieu, fresh.chi_tieu, texts)
        self.places |= figures.places
        self.out.news += [News(*n) for n in figures.news]
        self.out.kept += [Kept(*k) for k in figures.kept]
        self.out.conflicts += [Conflict(*c) for c in figures.conflicts]
        vet = [entry for one in self.trace.vet for entry in self._traced(one)]
        change["nguon_goc"] = self.trace.model_copy(update={"vet": [*vet, *self.extra]})
        self.out.van_ban = own.model_copy(update=change)
        return self.out

    def _show(self, words: str) -> str:
        if self._variables is None:
            self._variables = Variables(self.fresh)
        return str(parse_inline(words, self._variables))

    # --- Single texts ---

    def _untold(self, own: Any, fresh: Any, lead: str) -> dict[str, Any]:
        told: list[tuple[str, str, str]] = []
        change = untold_parts(own, fresh, self.quiet, lead, told)
        self.out.kept += [Kept(*one) for one in told]
        return change

    def _merged(
        self, path: str, b: str | None, o: str | None, f: str | None, at: str = "",
        marks: bool = True,
    ) -> str | None:  # fmt: skip
        """One text out of three; `at`: its path in the fresh document, where that is another."""
        before, mine, now = (clean(path, t or "") for t in (b, o, f))
        text = mine
        if mine in (now, before):
            text = now
            if before != now and mine != now:
                self.out.news.append(News(path, before, now))
        elif now == before:
            self.out.kept.append(Kept(path, now, mine))
        elif b is None and not (mine and now):
            text = mine or now
        else:
            both = whole if not (marks and mine and now) else merge
            made = both(before, mine, now, self._show, self.base.made.get(path, ""))
            # Values hold no marks, and half of each is nobody's value.
            text = made.text if marks else mine
            self._clashed(path, made.clashes)
        self.places[at or path] = path, text
        raw = o if text == mine else f if text == now else text
        return raw or None

    def _clashed(self, path: str, clashes: Iterable[Clash]) -> None:
        self.out.conflicts += [Conflict(path, *clash) for clash in clashes]

    def _signed(self) -> list[ChuKy]:
        own, fresh = self.own.chu_ky, self.fresh.chu_ky
        out = []
        for n, one in enumerate(own):
            change: dict[str, Any] = {}
            for key in _SIGNED if n < len(fresh) else ():
                path = f"chu_ky[{n}].{key}"
                mine, now = _line(getattr(one, key)), _line(getattr(fresh[n], key))
                text = self._merged(path, self.base.texts.get(path), mine, now, marks=False) or ""
                change[key] = getattr(one if text == mine else fresh[n], key)
            out.append(one.model_copy(update=change))
        if len(own) < len(fresh) and (self.quiet or own):
            return out
        return [*out, *fresh[len(own) :]]

    def _values(self, used: str) -> dict[str, str]:
        """Variables; `used`: the texts of the merged document, whose variables must have values."""
        out: dict[str, str] = {}
        own, fresh = self.own.bien, self.fresh.bien
        for name in {**own, **fresh}:
            path = f"bien.{name}"
            b, mine, now = self.base.texts.get(path), own.get(name), fresh.get(name)
            text = self._merged(path, b, mine, now, marks=False)
            if text is None and name in used:
                text = now if mine is None else mine
            if text is not None or (mine is not None and now is not None):
                out[name] = text or ""
        return out

    # --- Lists ---

    def _lists(self, own: Any, fresh: Any, before: str, now: str, to: str) -> dict[str, Any]:
        """The lists of the document or an attachment; leads of its paths before, fresh, merged."""
        out: dict[str, Any] = {}
        for name in LISTS:
            if not hasattr(own, name):
                continue
            merged = merge_lists(
                self.base.lists.get(before + name, []),
                items(own, to, name, {}),
                items(fresh, now, name, self.sources),
                self._show,
            )
            out[name] = [
                self._made(done, f"{now}{name}", f"{to}{name}[{n}]")
                for n, done in enumerate(merged.items)
            ]
            self._missing(merged, f"{to}{name}")
        return out

    def _missing(self, merged: Merge, name: str) -> None:
        self.out.news += [News(f"{name}[{i.number}]", i.flat(), "") for i in merged.dropped]
        self.out.kept += [Kept(name, i.flat(), "") for i in merged.refused]

    def _made(self, done: Done, fresh_name: str, path: str) -> Any:
        """The thing itself, its texts noted in the trace."""
        self._told(done, path)
        own, fresh = done.own, done.fresh
        from_path = f"{fresh_name}[{fresh.number}]" if fresh else None
        self._note(from_path, path, "", done.texts[0], done.cap)
        for n, text in enumerate(done.texts[1:]):
            self._note(from_path, path, f".cot[{n}].ten", text, None)
        for r, row in enumerate(done.rows):
            from_row = f"{from_path}.hang[{row.fresh.number}]" if fresh and row.fresh else None
            for c, cell in enumerate(row.texts):
                self._note(from_row, f"{path}.hang[{r}]", f"[{c}]", cell, None)
        for side in (own, fresh):
            if side and not isinstance(side.thing, Khoi) and side.texts == done.texts:
                return side.thing
        thing = (own or fresh).thing  # type: ignore[union-attr]
        return make_block(done, self.quiet) if isinstance(thing, Khoi) else done.texts[0]

    def _note(self, from_path: str | None, path: str, tail: str, text: str, cap: Any) -> None:
        if from_path is not None and from_path + tail in self.sources:
            self.places[from_path + tail] = path + tail, text
        elif text and (from_path is None or not self._untraced(from_path)):
            self.extra.append(added(path + tail, text, cap))

    def _untraced(self, path: str) -> bool:
        """Whether the engine gave an item without a word in its trace."""
        return path not in self.sources

    def _told(self, done: Done, path: str) -> None:
        """What happened to an item."""
        own, base, fresh = (i.flat() if i else "" for i in (done.own, done.base, done.fresh))
        self._clashed(path, done.clashes)
        for n, row in enumerate(done.rows):
            self._clashed(f"{path}.hang[{n}][0]", row.clashes)
        clean_ = not done.clashes and not any(row.clashes for row in done.rows)
        if done.what in ("fresh", "new") or (done.what == "both" and own != fresh and clean_):
            self.out.news.append(News(path, base, fresh))
        if done.what in ("own", "added") or (done.what == "both" and own != fresh):
            self.out.kept.append(Kept(path, fresh if done.fresh else "", own))

    # --- Attachments ---

    def _attached(self) -> list[KemTheo]:
        own, fresh = self.own.kem_theo, self.fresh.kem_theo
        leads = self.base.attached()
        before = [Key(said(self.base, lead)) for lead in leads]
        now = [Key(said(self.given, f"kem_theo[{n}].")) for n in range(len(fresh))]
        mine, theirs = align(before, [Key(words(item)) for item in own]), align(before, now)
        of_own, of_fresh = ({j: k for k, j in pairs.items()} for pairs in (mine, theirs))
        out: list[KemTheo] = []
        for n, item in enumerate(own):
            k = of_own.get(n, -1)
            j = theirs.get(k, -1)
            to = f"kem_theo[{len(out)}]."
            if j >= 0:
                out.append(self._attachment(item, fresh[j], (leads[k], f"kem_theo[{j}].", to)))
            elif k >= 0 and words(item) == before[k].text:
                self.out.news.append(News(f"kem_theo[{n}]", before[k].text, ""))
            else:
                out.append(self._alone(item, to, before[k].text if k >= 0 else ""))
        for j, item in enumerate(fresh):
            k = of_fresh.get(j, -1)
            if k < 0:
                self.out.news.append(News(f"kem_theo[{len(out)}]", "", now[j].text))
                self._take(f"kem_theo[{j}].", f"kem_theo[{len(out)}].")
                out.append(item)
            elif k not in mine and before[k] == now[j]:
                self.out.kept.append(Kept("kem_theo", now[j].text, ""))
            elif k not in mine:
                texts = "", before[k].text, now[j].text
                self.out.conflicts.append(Conflict("kem_theo", *texts, _BO_KEM))
        return out

    def _attachment(self, own: KemTheo, fresh: KemTheo, leads: tuple[str, str, str]) -> KemTheo:
        before, now, to = leads
        change = self._untold(own, fresh, to)
        for key in ("trich_yeu", "ten_loai"):
            b = self.base.texts.get(before + key)
            change[key] = self._merged(
                to + key, b, getattr(own, key), getattr(fresh, key), now + key
            )
        change |= self._lists(own, fresh, before, now, to)
        return own.model_copy(update=change)

    def _alone(self, item: KemTheo, to: str, old: str) -> KemTheo:
        """An attachment of the unit's own, or one (`old`) that only the unit still has: marked."""
        if old:
            self.out.conflicts.append(Conflict(to[:-1], words(item), old, "", BO_CA))
            title = f"{item.trich_yeu or ''} {mark(BO_CA)}".strip()
            item = item.model_copy(update={"trich_yeu": title})
        else:
            self.out.kept.append(Kept(to[:-1], "", words(item)))
        self.extra += [added(path, text, cap) for path, text, cap in texts(item, to)]
        return item

    def _take(self, now: str, to: str) -> None:
        """Note that an attachment comes in as it is."""
        for path in self.sources:
            if path.startswith(now):
                self.places[path] = to + path[len(now) :], None

    # --- The trace ---

    def _traced(self, vet: Vet) -> list[Vet]:
        if vet.o is None:
            return [vet]
        if vet.o not in self.places:
            listed = place_of(vet.o) or vet.o.startswith(("kem_theo[", "chi_tieu.", "bien."))
            return [removed(vet)] if listed else [vet]
        path, text = self.places[vet.o]
        vet = vet if path == vet.o else vet.model_copy(update={"o": path})
        given = base_text(vet)
        same = text is None or clean(path, given) == text
        return [vet] if same else overridden(vet, given, text or "")


def _same(one: Base, other: Base) -> bool:
    """Whether nothing changed above that a trace tells of."""
    if one.above != other.above or one.texts != other.texts:
        return False
    names = one.lists.keys() | other.lists.keys()
    return all(
        [i.says() for i in one.lists.get(n, ())] == [i.says() for i in other.lists.get(n, ())]
        for n in names
    )


def _line(value: str | list[str] | None) -> str | None:
    """A key of a signature as the trace has it."""
    return "; ".join(value) if isinstance(value, list) else value


def _used(part: Any) -> Iterable[str]:
    """Every text in a part that may name a variable."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _used(value)
    elif isinstance(part, list):
        for value in part:
            yield from _used(value)
    elif isinstance(part, Khoi | KemTheo):
        yield from _used(part.__dict__)


__all__ = ["Conflict", "Kept", "News", "Updated", "update"]
