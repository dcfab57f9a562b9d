"""The page "Phân công" in a real browser: filter, open a clause, take a file away and read it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from answer.ask import ask
from ingest.plan import Plan
from tests.answer.loaded import WordsOnly, read_folder
from tests.ui.real import PATIENCE, ROOT, built, served

pytestmark = pytest.mark.browser

LOADED = ("can-tho", "khanh-hoa")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = built(tmp_path_factory.mktemp("office"), *LOADED)
    notes = tmp_path_factory.mktemp("notes") / "review.sqlite"
    with served(ROOT / "app.py", INDEX_FOLDER=str(index), NOTES_FILE=str(notes)) as address:
        yield address


@pytest.fixture(scope="module")
def library() -> WordsOnly:
    every: dict[str, Plan] = dict(read_folder().plans)
    return WordsOnly({plan_id: every[plan_id] for plan_id in LOADED})


def _opened(browser: Browser, address: str, *, width: int = 1280, height: int = 800) -> Page:
    page = browser.new_page(viewport={"width": width, "height": height}, locale="vi-VN")
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    return page


def _assignments(browser: Browser, app: str, **size: int) -> Page:
    page = _opened(browser, f"{app}/phan-cong", **size)
    page.get_by_test_id("stDataFrame").first.wait_for()
    return page


def _filtered(page: Page, agency: str, told: str) -> None:
    box = page.get_by_label("Cơ quan", exact=True)
    box.fill(agency)
    box.press("Enter")
    _told(page, told)


def _told(page: Page, words: str) -> None:
    summary = page.locator(".pb-summary").filter(has_text=words).first
    expect(summary).to_be_visible(timeout=PATIENCE)


def _open_first_row(page: Page) -> None:
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.locator("canvas").first.wait_for()
    box = table.bounding_box()
    assert box is not None
    # The mark of a row stands left of its words: half a row (34 pixels) below the head (38).
    page.mouse.click(box["x"] + 16, box["y"] + 38 + 34)


def _taken_away(page: Page, label: str) -> BytesIO:
    # A file is made when its button is pressed: one that the page is just drawing anew makes none.
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label).first.click()
    return BytesIO(Path(waiting.value.path()).read_bytes())


def test_rows_are_filtered_opened_and_taken_away(browser: Browser, app: str, library: WordsOnly) -> None:
    ledger = ask(["so tai chinh phai lam gi"], library).ledger
    total = ledger.lead + ledger.support + ledger.collective
    page = _assignments(browser, app)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _filtered(page, "so tai chinh", f"Sở Tài chính: {ledger.lead} chủ trì · {ledger.support} phối hợp")
    _filtered(page, "so tai chinh can tho", "trong 1 kế hoạch")
    page.get_by_label("Từ trong nhiệm vụ").fill("phan bo kinh phi")
    page.get_by_label("Từ trong nhiệm vụ").press("Enter")
    _told(page, "cộng 1 nhiệm vụ")
    _open_first_row(page)
    clause = page.locator(".st-key-proof .pb-clause")
    # Khoản 3 mục IV of the plan of Cần Thơ, in its own spelling.
    expect(clause).to_contain_text("Đảm bảo phân bổ kinh phí và hướng dẫn cơ quan, đơn vị về kinh phí")
    expect(page.locator(".st-key-proof .pb-formal")).to_contain_text("239/KH-UBND ngày 06/12/2023")
    page.get_by_role("button", name="Đóng điều khoản").click()
    expect(clause).to_have_count(0)
    page.get_by_label("Từ trong nhiệm vụ").fill("")
    page.get_by_label("Từ trong nhiệm vụ").press("Enter")
    _filtered(page, "so tai chinh", f"cộng {total} nhiệm vụ")
    sheet, how = openpyxl.load_workbook(_taken_away(page, "Tải .xlsx")).worksheets
    assert sheet.max_row == total + 1
    assert how.title == "Cách đếm"
    assert "Sở Tài chính" in str(how["B2"].value)
    printed = docx.Document(_taken_away(page, "Tải .docx"))
    assert sum(len(table.rows) - 1 for table in printed.tables[1:]) == total
    assert not [url for url in asked if not url.startswith((app, "data:", "blob:"))]
    page.close()


def test_a_mark_of_a_chart_opens_its_rows(browser: Browser, app: str, library: WordsOnly) -> None:
    page = _assignments(browser, app, height=1300)
    page.get_by_text("Ai làm bao nhiêu").click()
    chart = page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first
    chart.wait_for()
    box = chart.bounding_box()
    assert box is not None
    # The first row of boxes, right below the names of the plans; the busiest agency has work in both.
    chart.click(position={"x": box["width"] - 60, "y": 50})
    told = page.locator(".st-key-load-picked")
    expect(told).to_contain_text("Sở Thông tin và Truyền thông · ")
    busiest = ask(["Cơ quan nào nhiều việc nhất?"], library)
    tops = {group.title.split(" · ")[0]: group.lines[0].text for group in busiest.groups}
    _, place, count = told.inner_text().split(" · ")
    assert tops[place].startswith(f"Sở Thông tin và Truyền thông: {count.split()[0]} việc")
    page.close()


def test_an_answer_of_the_chat_is_taken_away_as_a_document(
    browser: Browser, app: str, library: WordsOnly
) -> None:
    page = _opened(browser, app)
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill("Sở Tài chính Cần Thơ phải làm gì?")
    box.press("Enter")
    page.get_by_role("button", name="Tải .docx").wait_for()
    made = docx.Document(_taken_away(page, "Tải .docx"))
    answer = ask(["Sở Tài chính Cần Thơ phải làm gì?"], library)
    assert answer.summary in [paragraph.text for paragraph in made.paragraphs]
    assert [row.cells[2].text for row in made.tables[1].rows[1:]] == [c.quote for c in answer.citations]
    page.close()


def test_on_a_phone_a_row_comes_as_a_sheet(browser: Browser, app: str) -> None:
    page = _assignments(browser, app, width=390, height=844)
    _open_first_row(page)
    sheet = page.locator(".st-key-proof")
    expect(sheet).to_be_visible()
    page.get_by_role("button", name="Đóng điều khoản").click()
    expect(sheet).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
