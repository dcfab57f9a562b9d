"""Deadlines: what sets a time for an action, and what only speaks of one."""

from __future__ import annotations

import pytest

from ingest.deadlines import deadline_in, field_value


@pytest.mark.parametrize(
    "words, deadline",
    [
        ("báo cáo kết quả trước ngày 15 tháng 11 năm 2023./.", "trước ngày 15 tháng 11 năm 2023"),
        (
            "báo cáo định kỳ trước ngày 15/12 hàng năm (bắt đầu từ năm 2024) hoặc đột xuất về Sở",
            "định kỳ trước ngày 15/12 hàng năm (bắt đầu từ năm 2024) hoặc đột xuất",
        ),
        ("Hằng năm, trước ngày 20 tháng 11, tổng hợp", "Hằng năm, trước ngày 20 tháng 11"),
        ("di dời dân trước 17 giờ ngày 09/9/2024.", "trước 17 giờ ngày 09/9/2024"),
        ("báo cáo trước 16 giờ hằng ngày.", "trước 16 giờ hằng ngày"),
        ("Định kỳ vào ngày 20 tháng cuối quý, các sở", "Định kỳ vào ngày 20 tháng cuối quý"),
        ("hoàn thành trong tháng 11/2022.", "trong tháng 11/2022"),
        ("hoàn thành trong Quý III năm 2025;", "trong Quý III năm 2025"),
        ("thực hiện từ ngày 01/6/2025 đến ngày 30/8/2025", "từ ngày 01/6/2025 đến ngày 30/8/2025"),
        ("Quý I, Quý II năm 2025", "Quý I, Quý II năm 2025"),
        ("hoàn thành trong giai đoạn 2025 - 2027.", "trong giai đoạn 2025 - 2027"),
        ("trả lời chậm nhất 05 ngày làm việc kể từ khi nhận", "chậm nhất 05 ngày làm việc kể từ khi nhận"),
        ("cấp thuốc trong vòng 03 ngày sau khi nước rút.", "trong vòng 03 ngày sau khi nước rút"),
        ("trong vòng 24 giờ kể từ khi nhận tin phải cử lực lượng", "trong vòng 24 giờ kể từ khi nhận tin"),
        ("báo cáo chậm nhất ngày 05 của tháng đầu quý sau.", "chậm nhất ngày 05 của tháng đầu quý sau"),
        ("nộp trước ngày làm việc cuối cùng của tháng.", "trước ngày làm việc cuối cùng của tháng"),
        ("báo cáo trước ngày 15/6 và 15/12 hằng năm.", "trước ngày 15/6 và 15/12 hằng năm"),
        ("Từ nay đến hết năm 2026, rà soát toàn bộ.", "Từ nay đến hết năm 2026"),
        ("xong trong 6 tháng đầu năm 2026.", "trong 6 tháng đầu năm 2026"),
        ("Đến năm 2030, 100% trường học có nước sạch.", None),
        ("kiểm tra mỗi quý một lần", "mỗi quý một lần"),
        ("tổng hợp báo cáo Sở Y tế định kỳ 6 tháng, năm.", "định kỳ 6 tháng, năm"),
        ("Hàng năm, rà soát, tham mưu", "Hàng năm"),
        ("vào ngày thứ Bảy hàng tuần", "hàng tuần"),
        ("tổ chức tập huấn ít nhất 02 lần/năm", "02 lần/năm"),
        ("kịp thời báo cáo, thường xuyên cập nhật", None),
        ("Kết luận số 57-KL/TW ngày 15 tháng 6 năm 2023 của Bộ Chính trị", None),
        ("thông qua các cuộc họp báo định kỳ và đột xuất", None),
        ("theo kế hoạch hàng năm của Ban Chỉ đạo", None),
        ("bố trí trong dự toán chi ngân sách hàng năm", None),
    ],
)
def test_deadline_is_read_as_written(words: str, deadline: str | None) -> None:
    assert deadline_in(words) == deadline


def test_value_of_a_labelled_line_has_no_label_and_no_end_mark() -> None:
    assert field_value("Thời gian thực hiện: Quý III/2023;") == "Quý III/2023"
    assert field_value("Thường xuyên.") == "Thường xuyên"
