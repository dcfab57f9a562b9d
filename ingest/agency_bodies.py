"""Bodies that no list holds, read by how they are named: "Ban Quản lý Khu kinh tế …", "Công ty …".

A head noun, then what the body deals with. The field must begin with a capital letter, so that ordinary
words ("trung tâm kinh tế", "viện trợ", "ban hành") are not taken for bodies.
"""

from __future__ import annotations

import re

from ingest.agency_levels import Found, level_at
from ingest.agency_words import MARK, SPACE, Phrases, Words, listed

# fmt: off
# Heads of one or two syllables that are also ordinary words: what follows must be a known field.
_STRICT_HEADS = Phrases.list(listed("""
    sở | bộ | cục | vụ | ban | viện | hội | phòng | đảng ủy | thanh tra | trường
"""))
# Heads that are hardly anything else: any capitalised words may follow.
_OPEN_HEADS = Phrases.list(listed("""
    ban quản lý | bql | ban chỉ đạo | bcđ | ban điều hành | ban vận động | ban đại diện | tổng cục |
    trung tâm | học viện | đại học | trường đại học | trường cao đẳng | trường chính trị | trường trung cấp
    | trường quân sự | liên đoàn | liên hiệp | liên minh | hiệp hội | công ty | tổng công ty | tập đoàn |
    ngân hàng | bệnh viện | nhà xuất bản | tạp chí | bảo tàng | thư viện | văn phòng đại diện | hội đồng |
    kho bạc | câu lạc bộ | cơ quan thường trú | hạt kiểm lâm | cảng vụ | ủy ban | công ty cổ phần |
    công ty tnhh | doanh nghiệp | viễn thông | điện lực | quỹ | tòa án nhân dân | viện kiểm sát nhân dân |
    hải quan | đồn biên phòng | đồn | trung đoàn | sư đoàn | lữ đoàn | bộ tư lệnh | bộ chỉ huy | ban chỉ huy
    | đoàn | chi cục | tổng lãnh sự quán | đại sứ quán | phân viện | nhà máy
"""))
# Open heads after which only a known field tells a body from an ordinary word with a capital letter.
_WARY_HEADS = frozenset(listed("""
    đoàn | quỹ | đồn | ủy ban | hội đồng | đại học | doanh nghiệp | nhà máy | hải quan | viễn thông |
    điện lực | kho bạc | liên minh | liên hiệp
"""))
# What bodies deal with. Only these go on in small letters after a capitalised beginning.
_FIELDS = Phrases.list(listed("""
    an ninh | an ninh mạng | an toàn | an toàn giao thông | an toàn thông tin | an toàn thực phẩm |
    bảo hiểm xã hội | bảo tồn | bảo trợ xã hội | bảo vệ môi trường | bảo vệ thực vật |
    bảo vệ và phát triển rừng | bảo vệ người tiêu dùng | bảo vệ quyền lợi người tiêu dùng |
    bảo vệ quyền trẻ em | biên phòng | biển và hải đảo | biển, đảo | bí thư | bồi dưỡng | bưu chính |
    bưu điện | cao đẳng | các hội | các khu chế xuất | các khu công nghiệp | các tổ chức | cán bộ |
    cán sự đảng | cải cách hành chính | chấp hành | chất lượng | chăn nuôi | chăn nuôi và thú y | chiến lược
    | chính phủ | chính quyền | chính sách | chính trị | chỉ đạo | chỉ huy | chỉ huy quân sự |
    chống thiên tai | chuyên gia | chuyển đổi số | chữ thập đỏ | công an | công nghệ | công nghệ cao |
    công nghệ số | công nghệ thông tin | công nghệ thông tin và truyền thông | công nghiệp |
    công nghiệp và thương mại | công thương | công trình | công vụ | cứu hộ | cứu nạn | cửa khẩu |
    cựu chiến binh | cựu giáo chức | cựu thanh niên xung phong | dân chủ | dân số | dân tộc |
    dân tộc nội trú | dân vận | di sản | di tích | dịch vụ | dịch vụ công | dịch vụ việc làm | doanh nghiệp
    | doanh nhân | doanh nhân trẻ | du lịch | dữ liệu | dự án | đào tạo | đào tạo nghề | đầu tư |
    đầu tư nước ngoài | đầu tư xây dựng | đất đai | đăng kiểm | đại đoàn kết | đại học | đề án | điều hành |
    điều hành thông minh | điện ảnh | điện lực | đo lường | đo lường chất lượng | đoàn kết | đô thị |
    đô thị thông minh | đông y | đối ngoại | đối ngoại nhân dân | đổi mới sáng tạo | đường bộ | đường sắt |
    đường thủy nội địa | gia đình | giao thông | giao thông vận tải | giám sát | giáo dục |
    giáo dục nghề nghiệp | giáo dục thường xuyên | hàng hải | hàng không | hành chính | hành chính công |
    hành chính quốc gia | hải quan | hạ tầng | hạt nhân | hỗ trợ | hỗ trợ doanh nghiệp | hợp tác |
    hợp tác quốc tế | hợp tác xã | hội nhập | hội nhập quốc tế | huấn luyện | hữu nghị | kế hoạch | kế toán
    | khí tượng thủy văn | khoa học | khoa học công nghệ | khoa học kỹ thuật | khoa học và công nghệ |
    khoa học xã hội | khu công nghệ cao | khu công nghiệp | khu kinh tế | khu vực | khuyến công | khuyến học
    | khuyến nông | kiến trúc | kiến trúc sư | kiểm định | kiểm lâm | kiểm nghiệm | kiểm ngư | kiểm sát |
    kiểm soát | kiểm soát bệnh tật | kiểm tra | kinh doanh | kinh tế | kinh tế đối ngoại | kinh tế hợp tác |
    kinh tế quốc tế | kinh tế số | kinh tế tập thể | kỹ thuật | lao động | làm vườn | lâm nghiệp | lãnh sự |
    liên hiệp | liên lạc | liên lạc với người việt nam ở nước ngoài | liên minh | lịch sử | lịch sử đảng |
    logistics | luật gia | luật sư | lưu trữ | lưu trữ lịch sử | máy tính | mầm non | mạng | môi trường |
    mỹ thuật | năng lượng | năng suất | nạn nhân chất độc da cam | ngân hàng | ngân sách | nghề nghiệp |
    nghệ thuật | nghiên cứu | ngoại giao | ngoại vụ | người cao tuổi | người khuyết tật | người mù |
    người tiêu dùng | người việt nam ở nước ngoài | nhà báo | nhà nước | nhà ở | nhà văn | nhân dân |
    nhân lực | nhi đồng | nông dân | nông nghiệp | nông nghiệp công nghệ cao | nông sản | nông thôn |
    nông thôn mới | nội chính | nội trú | nội vụ | pháp chế | pháp luật | pháp y | phát hành | phát thanh |
    phát thanh - truyền hình | phát thanh và truyền hình | phát thanh, truyền hình |
    phát thanh, truyền hình và thông tin điện tử | phát triển | phát triển đô thị | phát triển kinh tế |
    phát triển nông thôn | phát triển quỹ đất | phật giáo | phòng cháy chữa cháy | phòng chống |
    phòng chống thiên tai | phòng thủ dân sự | phòng thủ khu vực | phòng, chống | phòng, chống tham nhũng |
    phổ thông | phụ nữ | phục hồi chức năng | phục vụ | phục vụ hành chính công | quan hệ quốc tế |
    quân chủng | quân sự | quản lý | quản lý dự án | quản lý thị trường | quản lý thuế | quảng bá | quốc gia
    | quốc phòng | quốc tế | quy hoạch | quyền con người | rừng | sân khấu | sinh học | sinh viên | số |
    sở hữu trí tuệ | sự nghiệp | tài chính | tài nguyên | tài nguyên nước | tàu thuyền | tần số |
    tần số vô tuyến điện | thanh niên | thanh niên cộng sản hồ chí minh | thanh tra | thành viên | thể dục |
    thể dục thể thao | thể thao | thi đua | thi đua - khen thưởng | thi đua khen thưởng | thi hành án |
    thi hành án dân sự | thiên tai | thiếu nhi | thị trường | thị trường trong nước | thông tấn |
    thông tấn xã | thông tin | thông tin công tác | thông tin cơ sở | thông tin điện tử |
    thông tin đối ngoại | thông tin khoa học | thông tin truyền thông | thống kê | thuế | thú y | thủy lợi |
    thủy sản | thương binh | thương mại | thương mại điện tử | thương mại và công nghiệp | thường vụ |
    thực phẩm | tiêu chuẩn | tiếp công dân | tiểu học | tin học | tín dụng | tỉnh ủy | tòa án | tôn giáo |
    tổ chức | tổ chức cán bộ | tổng hợp | trang trại | trẻ em | triển khai | triển lãm | trí thức |
    trồng trọt | trồng trọt và bảo vệ thực vật | trợ giúp pháp lý | trung học | trung học cơ sở |
    trung học phổ thông | truyền hình | truyền thanh | truyền thông | truyền thông đa phương tiện |
    tuyên giáo | tuyên truyền | tư liệu | tư pháp | tư tưởng | tư vấn | ứng cứu | ứng dụng | ứng phó sự cố |
    vật liệu xây dựng |
    văn hóa | văn hóa - nghệ thuật | văn hóa cơ sở | văn hóa nghệ thuật | văn học | văn học nghệ thuật |
    văn nghệ | văn thư | vận tải | vệ sinh | viễn thông | việc làm | vùng | xây dựng | xây dựng đảng |
    bến xe | cảng | cấp nước | cấp thoát nước | cây xanh | chiếu sáng | công cộng | công viên | dược |
    khai thác | lương thực | nước sạch | nước sinh hoạt | thiết bị | thoát nước | thủy điện | thủy nông |
    vệ sinh môi trường | xăng dầu | xổ số | xổ số kiến thiết |
    xã hội | xã hội học tập | xuất bản | xuất nhập cảnh | xuất nhập khẩu | xúc tiến | xúc tiến du lịch |
    xúc tiến đầu tư | xúc tiến thương mại | y dược | y học | y tế | y tế dự phòng
"""))
# Strict heads and the fields that make something else of them.
_NOT_BODIES = frozenset((
    ("bộ", "quy"), ("bộ", "luật"), ("bộ", "chỉ số"), ("viện", "trợ"), ("hội", "nghị"), ("hội", "thảo"),
    ("hội", "nhập"), ("hội", "chợ"), ("ban", "hành"), ("vụ", "việc"), ("phòng", "chống"), ("phòng", "cháy"),
    ("trường", "sa"), ("phòng", "thủ"), ("hội", "đồng"), ("vụ", "mùa"), ("ban", "ngành"), ("hội", "nghề"),
    ("đoàn", "công"), ("ủy ban", "nhân"), ("ban", "nhân"),
))
# Small words that may be the second syllable of a capitalised first one, but open a verb instead.
_NOT_SECOND = frozenset(listed("""
    và | có | về | là | được | để | trong | theo | tại | cho | trên | của | với | từ | đến | khi | do | bị |
    sẽ | đã | cần | phải | phối | chủ | tham | thực | triển | xây | tổ | hướng | kiểm | đôn | báo | tổng |
    cung | đề | rà | tăng | đẩy | nâng | tiếp | thường | căn | giao | chịu | hoặc | gửi | các | những | này
    | nêu | ban | phê | trình | lập | làm | như | ra | liên | khác | cùng | hỗ | thuộc | trực | tiến | bố |
    đảm | bảo | chỉ | quản | tuyên | phổ | xác | đăng | chuẩn | qua | bằng | nhằm | sau | trước | cập | đánh
"""))
# Heads that are the second syllable of a word: "XÃ HỘI SỐ", "CÁN BỘ".
SECOND_HALVES = frozenset((
    ("xã", "hội"), ("đại", "hội"), ("cơ", "hội"), ("cán", "bộ"), ("nội", "bộ"), ("toàn", "bộ"),
    ("đồng", "bộ"), ("tiến", "bộ"), ("cơ", "sở"), ("trụ", "sở"), ("uỷ", "ban"), ("bệnh", "viện"),
    ("học", "viện"), ("nhà", "trường"), ("môi", "trường"), ("thị", "trường"), ("quốc", "phòng"),
    ("văn", "phòng"), ("biên", "phòng"), ("dịch", "vụ"), ("nhiệm", "vụ"), ("nghiệp", "vụ"),
    ("phục", "vụ"), ("nội", "vụ"), ("ngoại", "vụ"), ("tập", "đoàn"), ("đảng", "bộ"), ("chi", "bộ"),
))
_JOINTS = frozenset(("và", "&"))
# First syllables of the verbs that open a duty: "Công ty Điện lực Hà Nội Chủ trì, phối hợp …".
_OPENING = frozenset(listed("""
    chủ | phối | tham | thực | hướng | kiểm | đôn | rà | tăng | đẩy | chịu | căn | theo | tiếp | thường | đề
"""))
_STEERING = frozenset(("ban chỉ đạo", "bcđ", "ban điều hành"))
_TASKS = Phrases.list(("về", "công tác", "thực hiện", "về công tác", "chương trình"))
# Fields that open a verb when they follow a name in small letters ("Sở Y tế tổ chức").
_VERBAL = frozenset(listed("""
    tổ chức | quản lý | giám sát | kiểm tra | phát triển | xây dựng | tuyên truyền | hỗ trợ | nghiên cứu |
    chỉ đạo | triển khai | phục vụ | kiểm soát | phòng, chống | phòng chống | hợp tác | đào tạo | thanh tra
    | bồi dưỡng | điều hành | quảng bá | xúc tiến | ứng dụng | huấn luyện | tổng hợp | phát hành | chấp hành
    | đầu tư | tư vấn | số | cấp nước | thoát nước | khai thác | chiếu sáng
"""))
# fmt: on
BODY_FIRST_WORDS = _STRICT_HEADS.first_words | _OPEN_HEADS.first_words
"""The words with which an unlisted body can begin."""
_ROMAN = re.compile("[IVX]{2,}")  # "Chi cục Thuế khu vực VII" | thu …
_LONGEST_BODY = 24  # words; no name of a body seen is longer than eighteen


def body_at(words: Words, n: int) -> Found | None:
    """Return the unlisted body named at word n, or None."""
    if not words.capital(n) or (words.spaced(n) and (words.keys[n - 1], words.keys[n]) in SECOND_HALVES):
        return None
    strict, open_head = _STRICT_HEADS.at(words, n), _OPEN_HEADS.at(words, n)
    head = open_head if open_head and (not strict or open_head[1] > strict[1]) else strict
    if head is None or head[1] >= len(words) or not words.spaced(head[1]):
        return None
    is_strict = head is strict or head[0] in _WARY_HEADS
    start = _past_task(words, head[1]) if head[0] in _STEERING else head[1]
    if start >= len(words):  # "… của Ban Chỉ đạo thực hiện": the text ends before the field
        return None
    # after "về", "công tác" the field needs no capital but must be known: "Ban Chỉ đạo về chuyển đổi số"
    has_task = start > head[1]
    after = _fields(words, start, strict=is_strict or has_task, head=head[0], small=has_task)
    if after == start:
        return None
    return Found(n, _level(words, after), None)


def _fields(words: Words, n: int, *, strict: bool, head: str, small: bool) -> int:
    """Return the number of the word after the fields at word n; n if there is none."""
    here = _first_field(words, n, strict=strict, head=head, small=small)
    if here == n:
        return n
    while here - n < _LONGEST_BODY:
        further = _next_field(words, here, strict=strict)
        if further == here:
            return here
        here = further
    return here


def _past_task(words: Words, n: int) -> int:
    """Return the word after "về", "công tác", "thực hiện" in the name of a committee."""
    while n < len(words) and words.spaced(n) and (found := _TASKS.at(words, n)):
        n = found[1]
    return n


def _first_field(words: Words, n: int, *, strict: bool, head: str, small: bool) -> int:
    if words.keys[n].isdigit():
        return n + 1 if head in _STEERING else n  # "Ban Chỉ đạo 35", "Ban Chỉ đạo 389"
    if not (words.capital(n) or small) or (head, words.keys[n]) in _NOT_BODIES:
        return n
    if found := _FIELDS.at(words, n):
        return found[1]
    if strict:
        # "Sở GTVT", "Bộ VHTTDL": a short form is a field too
        return n + 1 if words.all_capitals(n) and not words.all_capitals(n - 1) else n
    return _capitalised(words, n)


def _next_field(words: Words, n: int, *, strict: bool) -> int:
    """Return the end of a field that goes on with the name at word n: next to it, or after "và", "-", ","."""
    if not words.joined(n):
        return n
    gap = words.gaps[n - 1]
    start = n + 1 if words.keys[n] in _JOINTS and gap == SPACE else n
    if start >= len(words) or (start > n and not words.spaced(start)):
        return n
    found = _FIELDS.at(words, start)
    if gap == MARK and "," in words.gap_text(n - 1) and not (found and _closed_by_and(words, found[1])):
        return n
    # in small letters only a known field goes on, and not one that opens a verb ("tổ chức", "quản lý")
    if found and (words.capital(start) or not words.capital(n - 1) or found[0] not in _VERBAL):
        return found[1]
    if strict or not words.capital(start) or gap != SPACE or start != n:
        return n
    in_a_place = words.capital(n - 1) and not words.all_capitals(n - 1)  # "Cô Tô" takes no second syllable
    return min(_capitalised(words, n), n + 1 if in_a_place else len(words))


def _closed_by_and(words: Words, n: int) -> bool:
    """Return whether a list of fields that went on with "," is closed by "và" and one more field."""
    if not words.joined(n):
        return False
    if words.keys[n] == "và" and words.spaced(n):
        return n + 1 < len(words) and _FIELDS.at(words, n + 1) is not None
    found = _FIELDS.at(words, n)
    return found is not None and words.gaps[n - 1] == MARK and _closed_by_and(words, found[1])


def _capitalised(words: Words, n: int) -> int:
    """Return the end of a compound at word n: a capitalised syllable and, in small letters, its second."""
    if words.keys[n].isdigit() or _ROMAN.fullmatch(words.word(n)):
        return n + 1
    if words.keys[n] in _OPENING and not words.all_capitals(n):
        return n
    if level_at(words, n) and not words.all_capitals(n):
        return n
    second = n + 1
    if second < len(words) and words.spaced(second) and not words.capital(second):
        known = _FIELDS.at(words, second) is not None or level_at(words, second) is not None
        if not known and words.keys[second] not in _NOT_SECOND and _vietnamese(words.keys[n]):
            return second + 1
    return second


def _vietnamese(key: str) -> bool:
    """Return whether a word can be a Vietnamese syllable; "Viettel" takes no second one."""
    return len(key) <= 7 and not set(key) & set("fjwz") and not key.endswith(("l", "r", "s", "b", "d", "k"))


def _level(words: Words, n: int) -> int:
    """Return the end of "tỉnh", "thành phố" after a body; places are added by the caller."""
    if words.spaced(n) and (found := level_at(words, n)):
        return found[1]
    return n
