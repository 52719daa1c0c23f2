"""The Vietnamese language, as administrative documents write it.

Nothing is imported here, so that a command pays only for what it uses:

* ``bang_chu``: the alphabet of điểm (a b c d đ e g h …) and La Mã numerals, both ways;
* ``ngay``: dates, long ("ngày 05 tháng 01 năm 2020") and short ("05/01/2020"), with gaps;
* ``so``: numbers, percentages, two-digit counts, and reading a Vietnamese number;
* ``chuan``: text at the border: NFC, invisible and illegal characters, tone stripping, quotes;
* ``be_rong``: text widths and line breaking in Times New Roman (``_be_rong_data``: the metrics);
* ``vien_dan``: citations of documents ("Quyết định số 587/QĐ-TTg ngày 18/5/2022 của …").
"""
