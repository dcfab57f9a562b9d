"""Words by which plans give work, and what each means in common office usage: no decree defines them."""

from __future__ import annotations

import regex as re

NOT_DEFINED = (
    "Chưa thấy văn bản nào định nghĩa thống nhất các từ này; phần giải thích là cách hiểu thông dụng "
    "trong công tác văn phòng. Khi có vướng mắc, hỏi cơ quan ban hành kế hoạch."
)
WORDS: tuple[tuple[str, str, str, re.Pattern[str], tuple[str, ...]], ...] = (
    # word; meaning; what it is taken for; how it is found; roles it is found in
    (
        "chủ trì",
        "Cơ quan chịu trách nhiệm chính về kết quả; tự mời các bên, tổng hợp và báo cáo.",
        "Chủ trì không có nghĩa là làm một mình.",
        re.compile(r"\bchủ trì\b(?!,? phối hợp)", re.IGNORECASE),
        ("lead",),
    ),
    (
        "chủ trì, phối hợp với …",
        "Cơ quan được giao vẫn chịu trách nhiệm chính; cơ quan nêu sau chữ “với” là bên phối hợp.",
        "Đừng đọc thành hai bên cùng chịu trách nhiệm chính.",
        re.compile(r"\bchủ trì,? (?:và )?phối hợp\b", re.IGNORECASE),
        ("lead",),
    ),
    (
        "phối hợp với …",
        "Góp phần theo chức năng của mình, đúng yêu cầu của bên chủ trì.",
        "Câu chỉ có “phối hợp” thì chưa cho biết ai chủ trì; cơ quan nêu sau chữ “với” không mặc nhiên là "
        "bên chủ trì.",
        re.compile(r"(?<!chủ trì,? )(?<!chủ trì và )(?<!chủ động )\bphối hợp\b", re.IGNORECASE),
        ("support",),
    ),
    (
        "chủ động phối hợp",
        "Vẫn là phối hợp, nhưng phải tự khởi xướng, không chờ được mời.",
        "Không phải là chủ trì.",
        re.compile(r"\bchủ động phối hợp\b", re.IGNORECASE),
        ("support",),
    ),
    (
        "tham mưu",
        "Chuẩn bị nội dung và đề xuất để cấp có thẩm quyền quyết định.",
        "Cơ quan tham mưu không phải là cơ quan quyết định.",
        re.compile(r"\btham mưu\b", re.IGNORECASE),
        ("lead", "advise"),
    ),
    (
        "đầu mối",
        "Nơi nhận, chuyển và tổng hợp thông tin giữa các bên.",
        "Không đồng nghĩa với chủ trì về nội dung.",
        re.compile(r"\bđầu mối\b", re.IGNORECASE),
        ("lead", "advise", "support"),
    ),
    (
        "đề nghị",
        "Dùng với cơ quan Đảng, Mặt trận, đoàn thể, cơ quan ngành dọc: nơi cơ quan ban hành không chỉ huy "
        "trực tiếp. Phần việc nêu sau đó vẫn là việc được phân công.",
        "“Theo đề nghị của …” ở phần căn cứ không phải là giao việc.",
        re.compile(r"\bđề nghị\b", re.IGNORECASE),
        ("request",),
    ),
    (
        "chịu trách nhiệm",
        "Phải bảo đảm việc được làm và trả lời về kết quả.",
        "Có khi gắn với chức danh (giám đốc, thủ trưởng), có khi gắn với cơ quan.",
        re.compile(r"\bchịu trách nhiệm\b", re.IGNORECASE),
        ("lead",),
    ),
    (
        "thẩm định",
        "Xem xét, đánh giá trước khi cấp có thẩm quyền duyệt.",
        "Thẩm định không phải là phê duyệt.",
        re.compile(r"\bthẩm định\b", re.IGNORECASE),
        ("lead", "advise"),
    ),
    (
        "theo dõi, đôn đốc, kiểm tra",
        "Giám sát việc của cơ quan khác và nhắc đúng hạn.",
        "“Theo dõi dư luận”, “theo dõi thông tin” lại là việc tự mình làm.",
        re.compile(
            r"\b(?:đôn đốc|theo dõi, (?:hướng dẫn|đôn đốc|kiểm tra)|kiểm tra, đôn đốc)\b", re.IGNORECASE
        ),
        ("lead",),
    ),
    (
        "tổng hợp, báo cáo",
        "Thu kết quả của các bên và gửi lên trên. Cần đủ bốn ý: ai báo cáo, gửi ai, qua đâu, khi nào.",
        "Kế hoạch không ghi ngày thì không được tự suy ra ngày.",
        re.compile(r"\btổng hợp,? (?:kết quả,? )?báo cáo\b|\bbáo cáo kết quả\b", re.IGNORECASE),
        ("lead",),
    ),
)
