"""Reports: text with a caret under the words, JSON and SARIF, Word comments, the baseline."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

import pytest

from docgen.check import baseline
from docgen.check.document import Document, Text
from docgen.check.opening import open_docx
from docgen.check.registry import Fix, RuleFinding, check_document
from docgen.check.report.annotate import annotate_docx
from docgen.check.report.data import as_json, as_sarif
from docgen.check.report.text import excerpt, report, summary
from docgen.findings import ERROR, HINT, WARNING, Finding, InputError, Where
from tests.check import mutate
from tests.check.word_files import edited

WRONG = {"trang": {"rong": 215.9, "cao": 279.4}}


def _finding(text: str, start: int, end: int, **more: str) -> RuleFinding:
    return RuleFinding(
        "CN99", "Sai.", WARNING, "Sửa.", Where(file="a.docx", part="đoạn 3"),
        kind="bắt buộc", clause="Mục I", excerpt=text, span=(start, end), **more,
    )  # fmt: skip


def test_caret_stands_under_the_words() -> None:
    lines = excerpt(_finding("Độc lập – Tự do", 8, 9))
    assert lines == ["Độc lập – Tự do", "        ^"]


def test_caret_counts_columns_not_code_points() -> None:
    decomposed = "Đo\u0323\u0302c la\u0323\u0302p sai"
    start = decomposed.index("sai")
    shown, caret = excerpt(_finding(decomposed, start, start + 3))
    assert shown == decomposed
    assert caret == " " * len("Độc lập ") + "^^^"


def test_long_line_is_cut_around_the_words() -> None:
    text = "a" * 300 + " sai " + "b" * 300
    shown, caret = excerpt(_finding(text, 301, 304))
    assert len(shown) < 110
    assert shown[caret.index("^") : caret.rindex("^") + 1] == "sai"
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_what_has_no_width_is_shown() -> None:
    assert excerpt(_finding("a\u200bb", 1, 2)) == ["a·b", " ^"]


def test_text_report_says_everything() -> None:
    finding = _finding("Một dòng", 0, 3, expected="14 pt", found="12 pt", origin="kiểu “X”")
    lines = list(report("a.docx", [finding]))
    whole = "\n".join(lines)
    for part in ("a.docx", "CN99", "đoạn 3", "Sai.", "14 pt", "12 pt", "kiểu “X”", "Mục I", "Sửa."):
        assert part in whole


def test_summary_counts() -> None:
    some = [_finding("a", 0, 1), Finding("X1", "", ERROR), Finding("X2", "", HINT)]
    assert summary(some, 2) == "1 lỗi, 1 cảnh báo, 1 gợi ý trong 2 tệp."
    assert summary([], 1) == "Không có vấn đề nào trong 1 tệp."


def test_json_has_the_shape_of_the_contract() -> None:
    found = check_document(mutate.document(WRONG))
    made = as_json({"a.docx": found, "b.yaml": [Finding("DL13", "Có.", WARNING, "Xem.", Where())]})
    assert json.loads(json.dumps(made, ensure_ascii=False)) == made
    assert [f["file"] for f in made["files"]] == ["a.docx", "b.yaml"]
    keys = {
        "rule", "severity", "kind", "message", "clause", "where", "expected", "found", "origin",
        "hint", "fix",
    }  # fmt: skip
    for file in made["files"]:
        for finding in file["findings"]:
            assert set(finding) == keys
    assert made["summary"]["findings"] == len(found) + 1


def test_sarif_names_rules_places_and_fingerprints() -> None:
    found = check_document(mutate.document(WRONG))
    made = as_sarif({"thư mục/a.docx": found}, "1.0")
    run = made["runs"][0]
    assert made["version"] == "2.1.0"
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri == "th%C6%B0%20m%E1%BB%A5c/a.docx"
        assert result["partialFingerprints"]["docgen/v1"]


def test_comments_stand_on_the_words_and_the_text_is_unchanged() -> None:
    data = mutate.made({})
    document = open_docx(data)
    text = next(t for t in document.texts if t.part == "chu")
    start = text.text.index("cán bộ")
    finding = RuleFinding(
        "CN99", "Từ này sai.", WARNING, "Sửa.", text.where, kind="bắt buộc", clause="Mục I",
        excerpt=text.text, span=(start, start + 6), text=text,
    )  # fmt: skip
    made = annotate_docx(data, [finding, Finding("TC01", "Khổ giấy.", ERROR)])
    assert [t.text for t in open_docx(made).texts] == [t.text for t in document.texts]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        main = archive.read("word/document.xml").decode()
        comments = archive.read("word/comments.xml").decode()
    assert "Từ này sai." in comments
    assert "Khổ giấy." in comments
    marked = main.split("<w:commentRangeStart")[2].split("<w:commentRangeEnd")[0]
    assert "cán bộ" in marked
    assert "công chức" not in marked


def _numbered(texts: list[str]) -> list[Finding]:
    return [_finding(text, 0, 1) for text in texts]


def test_baseline_holds_what_is_known_wherever_it_moves() -> None:
    known = baseline.load(baseline.make({"a": _numbered(["một", "hai", "hai"])}), "moc.json")
    again = _numbered(["mới", "hai", "một", "hai", "hai"])
    new = baseline.new_ones(again, known["a"])
    assert [f.excerpt for f in new if isinstance(f, RuleFinding)] == ["mới", "hai"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"docgen": 9, "files": {}}', "\x00"])
def test_a_file_that_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(InputError) as error:
        baseline.load(text, "moc.json")
    assert [f.code for f in error.value.findings] == ["KT20"]


def test_findings_are_in_the_order_of_the_document() -> None:
    document = mutate.document({})
    assert isinstance(document, Document)
    assert all(isinstance(t, Text) for t in document.texts)
    found = check_document(document)
    places = [f.text.index for f in found if f.text]
    assert places == sorted(places)


def test_text_report_puts_errors_first_and_says_shared_advice_once() -> None:
    some = [_finding("một", 0, 1), Finding("X1", "Hỏng.", ERROR), _finding("hai", 0, 1)]
    lines = list(report("a.docx", some))
    assert lines[0] == "a.docx: 1 lỗi, 2 cảnh báo"
    heads = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert heads == ["lỗi", "cảnh", "cảnh"]
    assert sum("Sửa." in line for line in lines) == 1
    assert sum("Mục I" in line for line in lines) == 1


def test_text_report_keeps_to_the_width_of_the_terminal() -> None:
    long = _finding("từ " * 100, 150, 152, expected="điều cần có " * 9, found="khác " * 30)
    long = replace(long, message="Một câu dài " * 12)
    for width in (50, 80, 120):
        assert max(map(len, report("a.docx", [long], width=width))) <= width


def test_text_report_does_not_repeat_what_the_message_says() -> None:
    finding = _finding("Lề", 0, 2, expected="30 mm", found="20 mm")
    finding = replace(finding, message="Lề trái 20 mm, quy định 30 mm.")
    assert not any("cần:" in line or "thấy:" in line for line in report("a.docx", [finding]))


def test_summary_tells_safe_fixes_from_others_and_unread_files() -> None:
    fixes = [(Fix("page"),), (Fix("page", safe=False),), ()]
    some = [RuleFinding("X", "", WARNING, fixes=f) for f in fixes]
    assert summary(some, 3, failed=1) == (
        "3 cảnh báo trong 3 tệp. 1 tệp không đọc được. 1 mục sửa được bằng --fix. "
        "1 mục nữa bằng --unsafe-fixes (cần xem lại)."
    )


def test_many_comments_may_overlap() -> None:
    data = mutate.made({})
    document = open_docx(data)
    texts = [t for t in document.texts if len(t.text) > 4]
    findings: list[Finding] = [
        RuleFinding(
            "CN99", f"Số {n}.", WARNING, where=t.where, excerpt=t.text,
            span=(n % 3, len(t.text) - n % 2), text=t,
        )
        for n, t in enumerate(texts * 3)
    ]  # fmt: skip
    made = annotate_docx(data, findings)
    assert [t.text for t in open_docx(made).texts] == [t.text for t in document.texts]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        main = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
        assert "w:date" not in archive.read("word/comments.xml").decode()
    assert main.count("<w:commentRangeStart") == main.count("<w:commentRangeEnd") == len(findings)
    assert 'w:styleId="CommentReference"' in styles


def test_comments_keep_tracked_changes() -> None:
    data = edited(
        mutate.made({}),
        "word/document.xml",
        (r"(<w:r>(?:(?!</w:r>).)*<w:t[^>]*>QUYẾT ĐỊNH|<w:r>(?:(?!</w:r>).)*?</w:r>)",
         r'<w:ins w:id="7" w:author="a">\1</w:ins>'),
        count=1,
    )  # fmt: skip
    made = annotate_docx(data, [Finding("TC01", "Khổ giấy.", ERROR)])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.read("word/document.xml").decode().count("<w:ins ") == 1


def test_baseline_names_do_not_depend_on_where_the_check_is_run() -> None:
    inside = baseline.named(["/kho/van_ban/a.docx"], "/kho")
    assert inside == {"/kho/van_ban/a.docx": "van_ban/a.docx"}
    known = {"van_ban/a.docx": {"1"}, "cu/b.docx": {"2"}}
    assert baseline.held(known, ["van_ban/a.docx", "moi/b.docx", "c.docx"]) == {
        "van_ban/a.docx": {"1"}, "moi/b.docx": {"2"}, "c.docx": set(),
    }  # fmt: skip
