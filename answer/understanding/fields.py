"""What a row or a labelled block says of a task beside who and when: place, product, form, content.

A follow-up often names nothing but the column: "Sản phẩm đầu ra là gì?", "Ở đâu?", "Nội dung gồm những gì?".
"""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

from answer.understanding.wording import PARTICLES


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is said of a task.

    intent  as it is routed; named is how it is shown
    labels  words of labelled lines and column heads that hold it, folded
    asks    folded words that name nothing but this
    """

    intent: str
    named: str
    labels: tuple[str, ...]
    asks: str


_DONE = r"(?: (?:thuc hien|to chuc|dien ra|trien khai|du kien|cu the|chi tiet|cua viec (?:nay|do|ay)))*"
_HELD = r"(?:(?:duoc )?(?:to chuc|dien ra|lam|hop|mo|hoc|thuc hien|dat|trien khai) )?"
FIELDS = (
    Field(
        "venue",
        "địa điểm",
        ("dia diem", "noi to chuc", "noi thuc hien"),
        rf"(?:dia diem|dia chi|noi to chuc){_DONE}|{_HELD}(?:o|tai) (?:dau|cho nao|noi nao|dia diem nao)",
    ),
    Field(
        "product",
        "sản phẩm, kết quả",
        ("san pham", "ket qua", "dau ra"),
        r"(?:san pham|ket qua|dau ra)"
        rf"(?: (?:dau ra|(?:phai|can) (?:nop|dat|co)|yeu cau|ban giao|cuoi cung|hoan thanh))*{_DONE}",
    ),
    Field(
        "particulars",
        "nội dung cụ thể",
        ("noi dung",),
        r"(?:tap trung (?:vao )?|gom |co )?(?:nhung |cac )?noi dung"
        rf"(?: (?:chinh|chu yeu|tap huan|truyen thong))*{_DONE}",
    ),
    Field("form", "hình thức", ("hinh thuc", "phuong thuc"), rf"(?:hinh thuc|phuong thuc|cach thuc){_DONE}"),
    Field("amount", "số lượng, quy mô", ("so luong", "quy mo"), rf"(?:so luong|quy mo){_DONE}"),
    Field(
        "receiver",
        "nơi gửi đến",
        (),
        r"(?:\w+ )?(?:(?:xong|roi) )?(?:thi )?(?:(?:phai|se|can) )?(?:gui|nop|trinh|bao cao|chuyen)(?: no)?"
        r"(?: (?:cho|ve|len|den|toi|qua))*(?: (?:ai|dau|co quan|don vi|so|phong|noi|cap|ben))",
    ),
    Field(
        "audience",
        "đối tượng",
        ("doi tuong", "thanh phan"),
        rf"(?:doi tuong|thanh phan)(?: (?:tham gia|tham du|du|tap huan|thu huong))*{_DONE}",
    ),
)
_OPENS = r"(?:(?:the|vay|con|roi|da|va|nhung|ve|phan|cho|no|viec (?:nay|do|ay)|cai (?:nay|do|ay)) )*"
_ASKING = "thi|sao|la|gi|gom|co|nhung|cac|nhu|the|nao|ra|bao|nhieu|dau|cho|voi|biet"
_ENDS = rf"(?: (?:{_ASKING}|{'|'.join(sorted(PARTICLES))}))*"
ASKED = tuple((field, re.compile(rf"{_OPENS}(?:{field.asks}){_ENDS}")) for field in FIELDS)
OF_INTENT = {field.intent: field for field in FIELDS}


def field_asked(folded: str) -> Field | None:
    """Return what a folded question asks for that names a column and no task; None for any other question."""
    return next((field for field, pattern in ASKED if pattern.fullmatch(folded)), None)
