"""Who holds a post: a plan names nobody but its signer, and only where it is signed by that very post."""

from __future__ import annotations

import regex as re

from answer.desk import MAX_NAMED, Desk, Draft, plan_name, plan_names
from answer.kinds.frame_facts import answer_frame
from ingest.fold import fold
from ingest.plan import Plan

_POST = (
    r"(?:pho )?(?:chu tich|giam doc|chanh van phong|chanh thanh tra|truong phong|chi cuc truong|cuc truong|"
    r"vu truong|bo truong|thu truong|bi thu|tong bien tap|hieu truong|truong cong an)"
)
_NAME = r"(?:la ai|la (?:ong|ba) nao|(?:co )?(?:ho (?:va )?)?ten (?:la )?(?:gi|ai)|ho (?:va )?ten)"
# "Chủ tịch UBND tỉnh … tên gì?", "ai là Giám đốc Sở …?"
HOLDER = re.compile(
    rf"\b(?P<post>{_POST})\b(?P<of>[^,;?]{{0,90}}?) (?:hien nay |bay gio |hien tai )?{_NAME}\b|"
    rf"\bai (?:dang |hien )?(?:la|lam|giu chuc) (?P<other>{_POST})\b"
)
POST = re.compile(rf"\b{_POST}\b")
OTHER_BODY = re.compile(
    r"\bchu tich (?:cua )?"
    r"(?:nuoc|quoc hoi|hoi dong|hdnd|(?:uy ban )?mat tran|ubmttq|hoi|cong doan|lien doan)\b"
)
LEVEL = re.compile(r"\b(?:tinh|thanh pho|tp|huyen|quan|thi xa|xa|phuong|thi tran)\b")
LEVELS = {"tp": "thanh pho"}
ISSUED_BY_HEAD = ("chu tich", "pho chu tich")  # posts of a committee: their name need not be said


def answer_holder(desk: Desk) -> Draft | None:
    """Answer who holds the post asked about; None where the holder of no post is asked for."""
    found = HOLDER.search(desk.question.folded)
    if found is None:
        return None
    post = found["post"] or found["other"]
    signed = [plan for plan in desk.plans if _signs_as(plan, post) and _of_the_issuer(desk, plan, post)]
    if not signed:
        return _not_named(desk, post)
    draft = answer_frame(desk.among([plan.id for plan in signed]), "signer")
    others = [plan for plan in desk.plans if plan not in signed]
    notes = (f"{plan_names(others)}: văn bản không do chức vụ này ký.",) if others else ()
    note = "Tên lấy ở chữ ký của văn bản; kế hoạch không cho biết ai đang giữ chức vụ."
    return Draft(draft.status, draft.summary, draft.groups, (note, *notes))


def _signs_as(plan: Plan, post: str) -> bool:
    """Return whether a plan's signer holds the post: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" is a deputy."""
    title = fold(plan.signer_title or "")
    own = title[title.rindex(held) :] if (held := _last_post(title)) else ""
    return plan.signer is not None and own.strip() == post


def _last_post(title: str) -> str:
    posts = [found[0] for found in POST.finditer(title)]
    return posts[-1] if posts else ""


def _of_the_issuer(desk: Desk, plan: Plan, post: str) -> bool:
    """Return whether the post is asked about in the body that issued the plan, or in none that is named."""
    issuer, asked = fold(plan.issuer or ""), desk.question.folded
    if post in ISSUED_BY_HEAD:
        other = OTHER_BODY.search(asked)
        levels = {LEVELS.get(found, found) for found in LEVEL.findall(asked)}
        return other is None and all(re.search(rf"\b{level}\b", issuer) for level in levels)
    of = [fold(named.name) for named in desk.question.agencies]
    return bool(of) and all(name in issuer or issuer.startswith(name) for name in of)


def _not_named(desk: Desk, post: str) -> Draft:
    """Return the honest no, with who signed instead; where a copy has no signature, that it has none."""
    by = [plan for plan in desk.plans if plan.signer]
    if not by and post in ISSUED_BY_HEAD:
        return answer_frame(desk, "signer")
    signers = [f"{plan_name(plan)}: {plan.signer} ({plan.signer_title})" for plan in by]
    said = "Các kế hoạch không ghi ai giữ chức vụ đó; chỉ người ký văn bản được nêu tên."
    few = 0 < len(signers) <= MAX_NAMED and post in ISSUED_BY_HEAD
    shown = (f"Người ký – {'; '.join(signers)}.",) if few else ()
    return Draft("not_found", said, notes=shown)
