"""The real app in a real browser: ask in Vietnamese, open a citation, read the clause."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.fake import HOSTILE
from tests.ui.real import PATIENCE, ROOT, built, served
from ui.escape import WORD_JOINER

pytestmark = pytest.mark.browser

# The page brings a new answer into view for a moment yet; scrolled down is what stays so for a second.
SCROLLED = """() => {
  const main = document.querySelector(".stMain");
  if (main.scrollTop < 100) { main.scrollTo(0, 9999); window.scrolledAt = Date.now(); }
  return main.scrollTop >= 100 && Date.now() - window.scrolledAt > 1000;
}"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = built(tmp_path_factory.mktemp("office"), "can-tho", "khanh-hoa")
    with served(ROOT / "app.py", INDEX_FOLDER=str(index)) as address:
        yield address


def _opened(browser: Browser, address: str, *, width: int = 1280, height: int = 800) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page


def _ask(page: Page, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def test_a_question_is_answered_and_its_clause_opens_beside(browser: Browser, app: str) -> None:
    page = _opened(browser, app)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    _ask(page, "Sở Tài chính Cần Thơ phải làm gì?")
    line = page.locator("[class*=st-key-line-]").filter(has_text="phân bổ kinh phí").first
    line.get_by_role("button").first.click()
    clause = page.locator(".st-key-proof .pb-clause")
    # Khoản 3 mục IV of the plan of Cần Thơ, in its own spelling.
    expect(clause).to_contain_text("Đảm bảo phân bổ kinh phí và hướng dẫn cơ quan, đơn vị về kinh phí")
    expect(page.locator(".st-key-proof .pb-crumbs").last).to_contain_text("3. Sở Tài chính")
    expect(page.locator(".st-key-proof .pb-formal")).to_contain_text("239/KH-UBND ngày 06/12/2023")
    page.get_by_role("button", name="Trong toàn văn").click()
    marked = page.get_by_role("dialog").locator("mark").first
    expect(marked).to_be_in_viewport()
    expect(marked).to_contain_text("Đảm bảo phân bổ kinh phí")
    assert page.evaluate("document.documentElement.lang") == "vi"
    assert not [url for url in asked if not url.startswith((app, "data:", "blob:"))]
    page.close()


def test_on_a_phone_the_clause_comes_as_a_sheet_that_closes(browser: Browser, app: str) -> None:
    page = _opened(browser, app, width=390, height=844)
    _ask(page, "Sở Tài chính Cần Thơ phải làm gì?")
    mark = page.locator("[class*=st-key-mark-] button:visible").first
    mark.wait_for()
    sheet = page.locator(".st-key-proof")
    expect(sheet).to_be_hidden()
    mark.click()
    expect(sheet).to_be_visible()
    box = sheet.bounding_box()
    assert box is not None
    assert box["height"] <= 0.6 * 844  # the answer stays readable above it
    line = page.locator("[class*=st-key-line-]", has=page.locator("button[kind=primary]")).first
    page.wait_for_function("top => document.querySelector('[class*=st-key-mark-] button[kind=primary]')"
                           ".getBoundingClientRect().bottom < top", arg=box["y"])  # fmt: skip
    expect(line).to_be_in_viewport()
    page.get_by_role("button", name="Đóng điều khoản").click()
    expect(sheet).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_the_pane_keeps_its_title_below_the_bar_and_leaves_its_room_when_closed(
    browser: Browser, app: str
) -> None:
    page = _opened(browser, app)
    _ask(page, "Sở Thông tin và Truyền thông phải làm gì?")
    title = page.locator(".st-key-proof .pb-plan")
    title.wait_for()
    page.wait_for_function(SCROLLED)
    bar = page.get_by_test_id("stHeader").bounding_box()
    shown = title.bounding_box()
    assert bar is not None
    assert shown is not None
    assert shown["y"] >= bar["y"] + bar["height"]
    line = page.locator("[class*=st-key-line-]").first
    before = line.bounding_box()
    page.get_by_role("button", name="Đóng điều khoản").click()
    expect(title).to_be_hidden()
    after = line.bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > 1.3 * before["width"]
    page.close()


def test_a_question_without_accents_keeps_the_conversation(browser: Browser, app: str) -> None:
    page = _opened(browser, app)
    _ask(page, "so ngoai vu phai lam gi")
    page.locator("[class*=st-key-turn-0-0] .pb-proof").first.wait_for()
    _ask(page, "Còn Sở Tài chính thì sao?")
    page.locator("[class*=st-key-turn-0-1] .pb-proof").first.wait_for()
    assert page.locator(".pb-question").all_inner_texts() == [
        "so ngoai vu phai lam gi",
        "Còn Sở Tài chính thì sao?",
    ]
    page.close()


def test_no_label_comes_alive(browser: Browser) -> None:
    with served(ROOT / "tests/ui/hostile_page.py") as address:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.get_by_text("hết", exact=True).wait_for()
        for number, text in enumerate(HOSTILE):
            for part in (f".st-key-button-{number} button:visible", f".st-key-fold-{number} summary"):
                place = page.locator(part).first
                assert text in place.inner_text().replace(WORD_JOINER, "")
                assert not place.locator("a, img, strong, em, del, code, b, h1, li, .katex, table").count()
            assert page.locator(f".st-key-html-{number} p").inner_text() == text
        assert not [url for url in asked if "ngoai.example" in url]
        page.close()
