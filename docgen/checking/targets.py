"""The files one `docgen check` writes: known before the work, written all or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docgen.check import baseline
from docgen.check.profile import Choice
from docgen.checking.copies import annotate, mend, mended_path, relay
from docgen.checking.files import Checked
from docgen.findings import Finding, InputError, Where
from docgen.lang import _
from docgen.write.files import check_target, write_file, write_files


class Targets:
    """The files a check writes: mended copies, comments, the baseline. All of them or none."""

    def __init__(self, paths: Sequence[Path], options: Mapping[str, Any]) -> None:

        from docgen.findings import Finding, InputError

        self.paths, self.options = paths, options
        self.files: list[tuple[Path, bytes]] = []
        self.said: list[str] = []
        self.findings: list[Finding] = []
        self.baseline: tuple[Path, bytes] | None = None
        self.written: list[Path] = []
        single = [n for n in ("out", "annotate", "relay") if options[n]]
        problems = []
        if single and len(paths) != 1:
            problems.append(
                Finding(
                    "GH03",
                    _("Chỉ đặt tên tệp ghi ra khi kiểm tra một tệp."),
                    hint=_("Chạy riêng cho từng tệp, hoặc bỏ tên tệp ghi ra."),
                )
            )
        if options["update_baseline"] and not options["baseline"]:
            problems.append(
                Finding(
                    "KT27",
                    _("--update-baseline cần --baseline FILE."),
                    hint=_("Ví dụ: docgen check van_ban/ --baseline moc.json --update-baseline"),
                )
            )
        if options["out"] and not (options["fix"] or options["unsafe_fixes"]):
            problems.append(
                Finding("KT28", _("-o chỉ dùng cùng --fix."), hint=_("Thêm --fix, hoặc bỏ -o."))
            )
        if problems:
            raise InputError(problems)
        self._check_targets()

    def _check_targets(self) -> None:
        """Say before the work what cannot be written."""
        wanted = [Path(self.options[n]) for n in ("annotate", "relay") if self.options[n]]
        if self.options["fix"] or self.options["unsafe_fixes"]:
            wanted += [mended_path(p, self.options["out"]) for p in self.paths]
        problems: list[Finding] = []
        for path in wanted:
            if any(path.exists() and p.exists() and path.samefile(p) for p in self.paths):
                problems.append(
                    Finding(
                        "GH05",
                        _("Kết quả sẽ ghi đè lên chính tệp được kiểm tra."),
                        hint=_("Chọn tên khác."),
                        where=Where(file=str(path)),
                    )
                )
                continue
            try:
                check_target(path, self.options["force"])
            except InputError as error:
                problems += error.findings
        if problems:
            raise InputError(problems)

    def add_baseline(self, found: Sequence[Checked]) -> None:
        """The baseline file with everything that was found."""
        path = Path(self.options["baseline"])
        names = baseline.named((c.file for c in found), str(path.parent))
        text = baseline.make({names[c.file]: c.findings for c in found if not c.failed})
        self.baseline = (path, text.encode())

    def make(self, choice: Choice) -> None:
        """Make every file, then write them."""
        if self.options["fix"] or self.options["unsafe_fixes"]:
            for path in self.paths:
                data, done, left = mend(path, choice, self.options["unsafe_fixes"])
                target = mended_path(path, self.options["out"])
                if done:
                    self.files.append((target, data))
                text = _("{path}: đã sửa {n} chỗ, còn lại {left}.")
                self.said.append(text.format(path=path, n=len(done), left=len(left)))
        if self.options["annotate"]:
            self.files.append((Path(self.options["annotate"]), annotate(self.paths[0], choice)))
        if self.options["relay"]:
            data, said = relay(self.paths[0])
            self.findings += said
            self.files.append((Path(self.options["relay"]), data))
        write_files(self.files, self.options["force"])
        self.written = [path for path, _data in self.files]
        if self.baseline is not None:
            # A baseline is there to be brought up to date.
            write_file(*self.baseline, force=True)
            self.written.append(self.baseline[0])
