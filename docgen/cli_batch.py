"""`docgen batch`: one document for every unit, in one go; and the answers collected."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from docgen.cli_common import CANNOT, DONE, FOUND, Command, force, report, say_written
from docgen.lang import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docgen.batch.outcome import BatchResult, Outcome
    from docgen.batch.roster import Roster
    from docgen.findings import Finding
    from docgen.model import HoSoDonVi, VanBan

_SHOWN = 20
"""So many failed rows are told one by one; the table of results has them all."""

_EVERYWHERE = ("ca nuoc", "toan quoc")
"""What `--units` may say for the whole country beside "*", without marks."""

_OF_RUN = {
    "pdf": "--pdf", "pdf_a": "--pdf-a", "template": "--template", "pattern": "--name",
    "resume": "--resume", "jobs": "--jobs", "scheduler": "--scheduler", "archive": "--zip",
    "results": "--results",
}  # fmt: skip
"""What only a run takes: the option of each parameter."""


def batch_command() -> click.Command:
    """The command, with help texts in the chosen language."""

    @click.command(
        "batch",
        cls=Command,
        help=_(
            "Mỗi đơn vị trong danh sách một văn bản (đề cương, kế hoạch …) từ một tệp dữ liệu; "
            "hoặc tổng hợp các đề cương gửi về."
        ),
    )
    @click.argument("roster", required=False, metavar="[ROSTER]")
    @click.option("--data", required=True, metavar="DATA", help=_("Tệp dữ liệu của văn bản."))
    @click.option(
        "-o", "out", metavar="OUT", help=_("Thư mục ghi văn bản; với --collect: tệp bảng.")
    )
    @click.option("--pdf", is_flag=True, help=_("Ghi thêm bản PDF của từng văn bản."))
    @click.option("--pdf-a", is_flag=True, help=_("PDF theo chuẩn lưu trữ PDF/A-2b."))
    @click.option("--template", metavar="DIR", help=_("Thư mục mẫu Word riêng của cơ quan."))
    @click.option(
        "--units",
        metavar="TỈNH",
        help=_("Thay cho danh sách: mọi đơn vị hành chính của tỉnh, thành phố này; “*”: cả nước."),
    )
    @click.option(
        "--level",
        type=click.Choice(("xa", "huyen", "tinh")),
        default="xa",
        show_default=True,
        help=_("Cấp của các đơn vị của --units."),
    )
    @click.option(
        "--ngay", metavar="NGÀY", help=_("Đơn vị hành chính của ngày này (mặc định: hiện nay).")
    )
    @click.option(
        "--name", "pattern", metavar="MẪU", help=_("Mẫu tên tệp, ví dụ {so_thu_tu:03}-{ten}.")
    )
    @click.option(
        "--resume",
        is_flag=True,
        help=_("Làm tiếp một lần chạy bị dừng: chỉ làm những gì còn thiếu, hoặc dữ liệu đã đổi."),
    )
    @click.option("--jobs", type=click.IntRange(1, 256), help=_("Số tiến trình."))
    @click.option("--scheduler", metavar="ADDRESS", help=_("Địa chỉ của cụm máy Dask."))
    @click.option("--zip", "archive", metavar="FILE", help=_("Nén mọi văn bản vào tệp này."))
    @click.option(
        "--results",
        multiple=True,
        metavar="FILE",
        help=_("Bảng kết quả từng hàng: .xlsx, .json, .csv."),
    )
    @click.option(
        "--new-roster", metavar="FILE.xlsx", help=_("Tạo tệp Excel để điền danh sách đơn vị.")
    )
    @click.option(
        "--collect", metavar="DIR", help=_("Tổng hợp các đề cương trong thư mục thành một bảng.")
    )
    @force()
    def batch(**given: Any) -> int:
        return _batch(**given)

    return batch


def _batch(new_roster: str | None, collect: str | None, **given: Any) -> int:
    from docgen.read.data_file import read_data_file

    _one_task(new_roster, collect, given)
    base, findings = read_data_file(given["data"])
    report(findings)
    if new_roster:
        return _new_roster(base, new_roster, given)
    if collect:
        return _collect(base, collect, given)
    return _run(base, given)


def _one_task(new_roster: str | None, collect: str | None, given: dict[str, Any]) -> None:
    """One thing at a time, with what it needs. Raises InputError (LO20)."""
    from docgen.findings import Finding, InputError

    problems = []
    if new_roster and collect:
        problems.append(
            (_("--new-roster và --collect là hai việc khác nhau."), _("Chạy riêng từng việc."))
        )
    if given["roster"] and given["units"]:
        problems.append((_("Vừa có danh sách vừa có --units."), _("Chỉ dùng một trong hai.")))
    if not (new_roster or collect or given["roster"] or given["units"]):
        problems.append(
            (
                _("Chưa có danh sách đơn vị."),
                _("Cho tệp danh sách (.xlsx, .csv), hoặc --units TỈNH; tạo tệp bằng --new-roster."),
            )
        )
    if (given["ngay"] or given["level"] != "xa") and not given["units"]:
        problems.append(
            (
                _("--ngay và --level chỉ dùng với --units."),
                _("Thêm --units TỈNH, hoặc bỏ chúng."),
            )
        )
    if new_roster or collect:
        task = "--new-roster" if new_roster else "--collect"
        idle = [name for key, name in _OF_RUN.items() if given[key]]
        if new_roster:
            idle += [name for key, name in (("roster", "ROSTER"), ("out", "-o")) if given[key]]
        if idle:
            options = ", ".join(idle)
            problems.append(
                (
                    _("Không dùng {options} cùng với {task}.").format(options=options, task=task),
                    _("Bỏ {options}.").format(options=options),
                )
            )
    problems += _over_inputs(given, collect)
    if not new_roster and not given["out"]:
        problems.append(
            (_("Chưa có nơi ghi kết quả."), _("Thêm -o THƯ_MỤC (với --collect: -o bang.xlsx)."))
        )
    if problems:
        raise InputError([Finding("LO20", text, hint=hint) for text, hint in problems])


def _over_inputs(given: dict[str, Any], collect: str | None) -> Iterator[tuple[str, str]]:
    """Results that would stand in the place of what they are made from, which `--force` allows."""
    import os

    inputs = {os.path.realpath(file) for file in (given["roster"], given["data"]) if file}
    for file in (*given["results"], *([given["out"]] if collect and given["out"] else [])):
        if os.path.realpath(file) in inputs:
            yield (
                _("“{file}” là tệp đầu vào, không ghi kết quả lên đó.").format(file=file),
                _("Đặt tên khác cho tệp kết quả."),
            )


def _profiles(given: dict[str, Any]) -> list[HoSoDonVi]:
    """Profiles of the units of --units. Raises InputError (TV01-TV06, LO21)."""
    if not given["units"]:
        return []
    from docgen.units import doubts, profile_of, units
    from docgen.units.find import folded

    day = _day(given["ngay"])
    everywhere = given["units"].strip() == "*" or folded(given["units"]) in _EVERYWHERE
    found = units(None if everywhere else given["units"], given["level"], day)
    report(doubts(day, found))
    return [profile_of(unit) for unit in found]


def _day(text: str | None) -> Any:
    from datetime import date

    from pydantic import ValidationError

    from docgen.findings import Finding, InputError
    from docgen.model import Ngay

    if not text:
        return None
    try:
        ngay = Ngay.model_validate(text)
        if ngay.nam:
            return date(ngay.nam, ngay.thang or 1, ngay.ngay or 1)
    except ValidationError:
        pass
    message = _("Không hiểu ngày “{text}” của --ngay.").format(text=text)
    raise InputError(Finding("LO21", message, hint=_("Viết như 15/9/2022 hoặc 9/2022.")))


def _roster(base: VanBan, given: dict[str, Any]) -> Roster:
    from docgen.batch.roster import read_roster, roster_of

    if given["roster"]:
        return read_roster(given["roster"], base)
    return roster_of(_profiles(given), base)


def _new_roster(base: VanBan, file: str, given: dict[str, Any]) -> int:
    from pathlib import Path

    from docgen.batch.new_roster import new_roster

    new_roster(base, file, _profiles(given), given["force"])
    say_written([Path(file)])
    text = _("Điền xong, chạy: docgen batch {file} --data {data} -o ket_qua/")
    click.echo(text.format(file=file, data=given["data"]), err=True)
    return DONE


def _collect(base: VanBan, folder: str, given: dict[str, Any]) -> int:
    from pathlib import Path

    from docgen.batch.collect import DU, THAY, VANG, Collected, collect
    from docgen.batch.collected import write_collected
    from docgen.findings import HINT
    from docgen.write.files import check_target, write_file

    target = Path(given["out"])
    check_target(target, given["force"])
    write_collected(Collected((), (), ()), target.suffix)  # another kind is told before the work
    items = None
    if given["roster"] or given["units"]:
        roster = _roster(base, given)
        report(roster.findings)
        items = roster.items
    made = collect(folder, base, items)
    write_file(target, write_collected(made, target.suffix), given["force"])
    _report_some(made.findings, _("… và {n} thông báo [{code}] nữa; xem đủ ở bảng .xlsx, .json."))
    say_written([target])
    states = [row.state for row in made.rows]
    text = _("{n} đơn vị: {full} đủ, {open} còn thiếu, {none} chưa gửi.")
    full, none = states.count(DU), states.count(VANG)
    units = len(states) - states.count(THAY)
    click.echo(text.format(n=units, full=full, open=units - full - none, none=none), err=True)
    return FOUND if any(f.severity != HINT for f in made.findings) else DONE


def _report_some(findings: Sequence[Finding], more: str) -> None:
    """Tell some findings of each code, and of the others where they are: `more`."""
    told: Counter[str] = Counter()
    for finding in findings:
        told[finding.code] += 1
        if told[finding.code] <= _SHOWN:
            report([finding])
    for code, count in told.items():
        if count > _SHOWN:
            click.echo(more.format(n=count - _SHOWN, code=code), err=True)


def _run(base: VanBan, given: dict[str, Any]) -> int:
    from pathlib import Path

    from docgen.batch.batch import run_batch
    from docgen.batch.names import DEFAULT_PATTERN, plan_names
    from docgen.batch.order import BatchOrder

    roster = _roster(base, given)
    _report_some(
        roster.findings, _("… và {n} thông báo [{code}] nữa; xem đủ bằng --results ket_qua.xlsx")
    )
    names = plan_names(roster.items, given["pattern"] or DEFAULT_PATTERN, roster.numbers)
    order = BatchOrder(
        base=base, items=roster.items, folder=Path(given["out"]), names=names, bad=roster.bad,
        pdf=given["pdf"] or given["pdf_a"], pdf_a=given["pdf_a"], jobs=given["jobs"],
        resume=given["resume"], force=given["force"], scheduler=given["scheduler"],
        template=given["template"], zip=Path(given["archive"]) if given["archive"] else None,
        results=[*dict.fromkeys(Path(name) for name in given["results"])],
        noticed=roster.findings,
    )  # fmt: skip
    count = len(roster.items) + len(roster.bad)
    stopped: list[int] = []
    try:
        with _orderly_end(stopped):
            return _say(_with_progress(count, lambda step: run_batch(order, step)))
    except (KeyboardInterrupt, click.Abort, OSError) as error:
        if isinstance(error, OSError) and not stopped:
            raise
        # A terminal that was closed in the middle fails the bar's last words.
        text = _("Đã dừng. Tệp đã ghi đều nguyên vẹn; làm tiếp: chạy lại lệnh này với --resume.")
        with suppress(OSError):
            click.echo(text, err=True)
        return CANNOT


@contextmanager
def _orderly_end(stopped: list[int]) -> Iterator[None]:
    """Whatever ends the run from outside ends it as Ctrl-C does: temporary files go, LibreOffice
    ends. A second one changes nothing any more: the end is under way. `stopped` gets its number."""
    import signal
    import threading

    from docgen.batch.run import stops

    def end(number: int, _frame: Any) -> None:
        stopped.append(number)
        for one in kept:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    here = threading.current_thread() is threading.main_thread()  # else none of ours to set
    kept = {n: signal.getsignal(n) for n in stops() if here}
    kept = {n: how for n, how in kept.items() if how not in (signal.SIG_IGN, None)}
    for number in kept:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, how in kept.items():
            signal.signal(number, how)


def _with_progress(count: int, work: Any) -> BatchResult:
    """A bar with rate and time left on a terminal, nothing elsewhere."""
    import sys
    import time

    if not sys.stderr.isatty():
        made: BatchResult = work(lambda _outcome: None)
        return made
    begin = time.monotonic()
    few = max(1, count // 200)
    with click.progressbar(
        length=count, file=sys.stderr, label=_("Ghi"), show_eta=True, show_percent=True,
        show_pos=True, update_min_steps=few,
    ) as bar:  # fmt: skip

        def step(_outcome: Outcome) -> None:
            rate = (bar.pos + 1) / max(time.monotonic() - begin, 0.001)
            bar.label = _("Ghi, {rate}/giây").format(rate=f"{rate:.0f}")
            bar.update(1)

        done: BatchResult = work(step)
        return done


def _say(result: BatchResult) -> int:
    failed = [one for one in result.outcomes if one.state == "failed"]
    for one in failed[:_SHOWN]:
        report(one.findings)
    if len(failed) > _SHOWN:
        text = _("… và {n} hàng lỗi nữa; xem đủ bằng --results ket_qua.xlsx")
        click.echo(text.format(n=len(failed) - _SHOWN), err=True)
    report(result.findings)
    report(result.stopped)
    say_written([*result.tables])
    counts = result.counts
    text = _(
        "{made} văn bản mới, {same} không đổi, {failed} hàng lỗi, {left} chưa làm ({rate}/giây)."
    )
    rate = counts.get("made", 0) / result.seconds if result.seconds else 0
    click.echo(
        text.format(
            made=counts.get("made", 0), same=counts.get("same", 0),
            failed=counts.get("failed", 0), left=counts.get("left", 0), rate=f"{rate:.0f}",
        )
    )  # fmt: skip
    if counts.get("left") or result.stopped:
        click.echo(_("Làm tiếp phần còn lại: chạy lại lệnh này với --resume."), err=True)
    if result.stopped or not (counts.get("made", 0) or counts.get("same", 0)):
        return CANNOT
    return DONE if result.done else FOUND
