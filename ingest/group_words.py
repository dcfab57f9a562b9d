"""The words of which groups addressed as one are made, and the entries of data/agencies.json they lead to.

Source of what each group stands for: DOMAIN 3. The grammar over them is in `ingest.agency_groups`.
"""

from __future__ import annotations

from ingest.agency_words import Phrases, listed

GROUP_DEPARTMENTS = "Các sở, ban, ngành cấp tỉnh"
GROUP_DEPARTMENTS_AND_UNIONS = "Các sở, ban, ngành, đoàn thể cấp tỉnh"
GROUP_DISTRICT_OFFICES = "Các cơ quan chuyên môn thuộc huyện"
GROUP_DISTRICTS = "UBND cấp huyện (toàn tỉnh)"
GROUP_COMMUNES = "UBND cấp xã (toàn huyện hoặc toàn tỉnh)"
GROUP_PROVINCES = "UBND các tỉnh, thành phố trực thuộc Trung ương"
GROUP_MINISTRIES = "Các bộ, ngành Trung ương"
GROUP_LOCALITIES = "Các địa phương"
GROUP_BODIES = "Các cơ quan, đơn vị"
GROUP_BODIES_AND_LOCALITIES = "Các cơ quan, đơn vị, địa phương"
GROUP_PRESS = "Các cơ quan báo chí của tỉnh"
GROUP_CONCERNED = "Các cơ quan, đơn vị liên quan"
GROUP_UNIONS = "Các tổ chức chính trị - xã hội (đoàn thể)"
GROUP_LEADING = "Cơ quan được giao chủ trì trong Kế hoạch"
GROUP_IDS = (
    GROUP_DEPARTMENTS,
    GROUP_DEPARTMENTS_AND_UNIONS,
    GROUP_DISTRICT_OFFICES,
    GROUP_DISTRICTS,
    GROUP_COMMUNES,
    GROUP_PROVINCES,
    GROUP_MINISTRIES,
    GROUP_LOCALITIES,
    GROUP_BODIES,
    GROUP_BODIES_AND_LOCALITIES,
    GROUP_PRESS,
    GROUP_CONCERNED,
    GROUP_UNIONS,
    GROUP_LEADING,
)
"""The entries of data/agencies.json that the grammar leads to."""

# fmt: off
TITLES = Phrases.list(listed("""
    giám đốc | phó giám đốc | thủ trưởng | người đứng đầu | lãnh đạo | ban lãnh đạo | ban giám đốc |
    chủ tịch | phó chủ tịch | pct | ct | bí thư | phó bí thư | chánh | phó chánh | cvp | trưởng | phó trưởng
    | cục trưởng | chi cục trưởng | bộ trưởng | thứ trưởng | tổng giám đốc | tổng biên tập | chỉ huy trưởng
    | tư lệnh | hiệu trưởng | viện trưởng | vụ trưởng | tổng cục trưởng | đại diện lãnh đạo | đồng chí
"""))
DETERMINERS = Phrases.list(listed("""
    các | những | mỗi | từng | một số | tất cả các | toàn thể các | toàn bộ các | hầu hết các
"""))
# Nouns of a list, by what they tell about the group.
NOUNS = Phrases({
    noun: kind
    for kind, nouns in {
        "sở": "sở",
        "ban": "ban | ban ngành",
        "ngành": "ngành",
        "đoàn thể": """
            đoàn thể | hội đoàn thể | hội, đoàn thể | đoàn thể chính trị - xã hội | đoàn thể nhân dân |
            tổ chức chính trị - xã hội | tổ chức chính trị | tổ chức hội | tổ chức đoàn thể |
            tổ chức, đoàn thể | hội quần chúng | hội đặc thù | tổ chức chính trị - xã hội - nghề nghiệp |
            tổ chức xã hội - nghề nghiệp | tổ chức xã hội""",
        "phòng": """
            phòng | phòng ban | phòng chuyên môn | phòng, ban chuyên môn | cơ quan chuyên môn""",
        "bộ": """
            bộ | cơ quan ngang bộ | cơ quan thuộc chính phủ""",
        "đảng": """
            ban đảng | cơ quan đảng | ban xây dựng đảng""",
        "chính quyền": "chính quyền",
        "cơ quan": """
            cơ quan | đơn vị | cơ quan nhà nước | cơ quan hành chính nhà nước | cơ quan hành chính |
            cơ quan quản lý nhà nước | đơn vị trực thuộc | đơn vị sự nghiệp công lập | đơn vị sự nghiệp |
            đơn vị ngành dọc | cơ quan ngành dọc""",
        "chức năng": """
            cơ quan chức năng | lực lượng chức năng | đơn vị chức năng""",
        "tổ chức": "tổ chức",
        "cá nhân": """
            cá nhân | doanh nghiệp""",
        "địa phương": "địa phương",
        "báo chí": """
            cơ quan báo chí | cơ quan thông tấn | cơ quan thông tấn, báo chí | cơ quan thông tấn báo chí |
            cơ quan truyền thông | cơ quan báo chí, truyền thông | cơ quan báo, đài | cơ quan thông tin |
            cơ quan thông tin, báo chí | cơ quan thông tin đại chúng | cơ quan truyền thông, báo chí |
            cơ quan báo chí và truyền thông | cơ quan thông tấn, báo chí, truyền thông | báo, đài |
            đơn vị báo chí""",
    }.items()
    for noun in listed(nouns)
})
# "tổ chức hội thảo", "tổ chức Hội thi": the words after "tổ chức" that make it a verb.
MEETINGS = frozenset((
    "thảo", "nghị", "chợ", "thi", "diễn", "trại", "đàm", "họp", "báo", "làng", "xuân", "sách", "khoẻ", "khỏe",
))
# Nouns that make a list without a mark between: the last word of one, the first of the next.
UNMARKED = frozenset((
    ("bộ", "ngành"), ("sở", "ban"), ("sở", "ngành"), ("ban", "ngành"), ("quan", "đơn"), ("phòng", "ban"),
))
# A lone "các đơn vị" before one of these is told to act ("…, các đơn vị kịp thời báo cáo về Sở").
ACTING = frozenset((
    "kịp", "chủ", "căn", "báo", "phản", "nghiêm", "gửi", "xây", "phối", "khẩn", "tập", "triển", "tổ", "rà",
))
# Lists that name a kind of agency, and lists that stand for anybody.
OWNERS = frozenset(("sở", "ban", "ngành", "đoàn thể", "phòng", "bộ", "đảng"))
OPEN = frozenset(("cơ quan", "tổ chức", "cá nhân", "chính quyền", "chức năng"))
RELATED = Phrases.list(listed("""
    liên quan | có liên quan | khác | khác có liên quan | khác liên quan | hữu quan | có chức năng liên quan
    | liên quan khác | có liên quan khác
"""))
ABROAD = Phrases.list(listed("""
    nước ngoài | của nước ngoài | trong nước | quốc tế | trong và ngoài nước | trong nước và quốc tế |
    trong nước và nước ngoài | ở nước ngoài | của việt nam ở nước ngoài | trung ương | ngoài tỉnh |
    trong nước, quốc tế | trong nước và ngoài nước | khác của việt nam ở nước ngoài
"""))
ENTRUSTED = Phrases.list(tuple(
    f"{was} {given} {what}".strip()
    for was in ("được", "đã được")
    for given in ("giao", "phân công")
    for what in (
        "chủ trì", "chủ trì, thực hiện", "chủ trì thực hiện", "chủ trì và phối hợp", "chủ trì, phối hợp",
        "thực hiện",
    )
))
EMBASSIES = Phrases.list(tuple(
    f"cơ quan đại diện {kind}{of} {where}".replace("  ", " ")
    for kind in ("", "ngoại giao ", "ngoại giao, lãnh sự ", "lãnh sự ", "ngoại giao và lãnh sự ")
    for of, where in (
        ("nước ngoài", "tại việt nam"), ("nước ngoài", "ở việt nam"), ("việt nam", "ở nước ngoài"),
        ("việt nam", "tại nước ngoài"), ("của việt nam", "ở nước ngoài"), ("của việt nam", "tại nước ngoài"),
        ("nước ngoài", ""),
    )
))
COMMITTEE = Phrases.list((
    "ủy ban nhân dân", "ubnd", "hđnd và ubnd", "hđnd, ubnd", "hội đồng nhân dân, ủy ban nhân dân",
    "hội đồng nhân dân và ủy ban nhân dân", "đảng ủy, ubnd", "đảng ủy, ủy ban nhân dân", "hđnd",
    "hội đồng nhân dân",
))
# The levels of administration, as words, and where they stand.
LEVEL_WORDS = Phrases({
    "tỉnh": "tỉnh", "thành phố": "thành phố", "tp": "thành phố", "huyện": "huyện", "quận": "huyện",
    "thị xã": "huyện", "tx": "huyện", "thị": "huyện",
    "xã": "xã", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã",
})
# "xã hội", "huyện ủy": the word after shows that no level is meant.
NOT_A_LEVEL = frozenset(("hội", "ủy", "đội", "đoàn", "uỷ", "luận", "viên", "trường"))
# A list of levels without a committee is an addressee after these words, a place after "tại", "trên địa bàn".
ADDRESSING = frozenset(("với", "cầu", "nghị", "giao", "cùng"))
# Words before a single "các đơn vị" that make it an addressee.
ORDERING = frozenset(("cầu", "nghị", "giao"))
# fmt: on
GROUP_FIRST_WORDS = frozenset[str]().union(
    *(table.first_words for table in (TITLES, DETERMINERS, EMBASSIES, COMMITTEE)), NOUNS.first_words
)
"""The words with which a group can begin."""
