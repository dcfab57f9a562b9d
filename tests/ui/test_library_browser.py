"""The library page in a real browser: put a plan in, ask about it in the chat, delete it, restore it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.ui.real import PATIENCE, ROOT, built, served

pytestmark = pytest.mark.browser
BUILDING = 5 * PATIENCE
"""A build waits for the embedding model, and for the other tests of a small machine."""
PLAN = """KẾ HOẠCH
Bảo vệ rừng trên các đồi chè

I. NHIỆM VỤ
1. Sở Xây dựng
a) Chủ trì kiểm kê nhà xưởng chế biến chè, hoàn thành trong Quý I/2025.
"""
ROW, HEADER = 35, 35  # pixels of the table


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("office")
    built(root, "can-tho")
    return root


def _opened(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/thu-vien")
    page.locator("[data-testid=stDataFrame]").wait_for()
    return page


def _done(page: Page, deed: str) -> None:
    told = page.locator(".pb-told.done")
    expect(told).to_contain_text(deed, timeout=BUILDING)
    expect(page.locator(".st-key-building")).to_have_count(0)


def _choose_row(page: Page, number: int) -> Locator:
    """Choose a row of the table, which is drawn on a canvas, and return the card of its plan."""
    table = page.locator("[data-testid=stDataFrame]")
    table.scroll_into_view_if_needed()
    table.click(position={"x": 16, "y": HEADER + ROW * number + ROW // 2})
    card = page.locator(".st-key-chosen")
    card.wait_for()
    return card


def _plans(page: Page) -> Locator:
    return page.locator("h2.pb-part", has_text="Kế hoạch đã nạp")


def test_a_plan_is_put_in_asked_about_deleted_and_restored(browser: Browser, folder: Path) -> None:
    with served(ROOT / "app.py", INDEX_FOLDER=str(folder / "var/index")) as address:
        page = _opened(browser, address)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.locator("input[type=file]").set_input_files(
            [
                FilePayload(name="Đồi chè.txt", mimeType="text/plain", buffer=PLAN.encode()),
                FilePayload(name="hong.txt", mimeType="text/plain", buffer=b"\0\1\2"),
            ]
        )
        expect(page.locator(".pb-file.refused")).to_contain_text("hong.txt không phải tệp văn bản")
        page.get_by_label("Số, ký hiệu").fill("15/KH-UBND")
        page.get_by_label("Địa phương").fill("An Giao")
        page.get_by_label("Ngày ban hành").fill("03/04/2024")
        page.get_by_label("Ngày ban hành").press("Enter")
        page.get_by_role("button", name="Lưu vào kho (1 tệp)").click()
        _done(page, "Lưu 1 tệp vào kho: xong. Kho có 2 kế hoạch")
        expect(_plans(page)).to_contain_text("(2)")

        page.get_by_role("link", name="Hỏi đáp").click()
        page.get_by_placeholder("Hỏi về các kế hoạch đã nạp").fill("Sở Xây dựng ở An Giao phải làm gì?")
        page.keyboard.press("Enter")
        line = page.locator(".pb-line").filter(has_text=re.compile("kiểm kê nhà xưởng chế biến chè", re.I))
        line.first.wait_for()
        expect(page.locator(".st-key-proof .pb-formal")).to_contain_text("15/KH-UBND ngày 03/04/2024")

        page.get_by_role("link", name="Thư viện").click()
        page.locator("[data-testid=stDataFrame]").wait_for()
        card = _choose_row(page, 1)
        expect(card).to_contain_text("An Giao · 15/KH-UBND")
        expect(card.locator(".pb-mended").first).to_have_text("người dùng sửa")
        with page.expect_download() as downloading:
            card.get_by_role("button", name="Tải tệp gốc").click()
        assert Path(downloading.value.path()).read_text("utf-8") == PLAN
        card.get_by_role("button", name="Xóa khỏi kho").click()
        page.get_by_test_id("stPopoverBody").get_by_role("button", name="Xóa", exact=True).click()
        _done(page, "Xóa An Giao · 15/KH-UBND: xong. Kho có 1 kế hoạch")
        expect(_plans(page)).to_contain_text("(1)")

        page.get_by_text("Thùng rác · 1 kế hoạch đã xóa").click()
        page.get_by_role("button", name="Khôi phục").click()
        _done(page, "Khôi phục: Đồi chè: xong. Kho có 2 kế hoạch")
        expect(_plans(page)).to_contain_text("(2)")
        assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]
        page.close()


def test_the_page_fits_a_phone(browser: Browser, folder: Path) -> None:
    with served(ROOT / "app.py", INDEX_FOLDER=str(folder / "var/index")) as address:
        page = _opened(browser, address)
        page.set_viewport_size({"width": 390, "height": 844})
        _choose_row(page, 0)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.close()
