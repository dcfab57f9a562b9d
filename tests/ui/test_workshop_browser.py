"""The workshop in a real browser: a quiz is played, its clause opened, its key downloaded and read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.real import PATIENCE, ROOT, built, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    index = built(tmp_path_factory.mktemp("office"), "can-tho", "can-gio")
    with served(ROOT / "app.py", INDEX_FOLDER=str(index)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, app: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    opened.set_default_timeout(PATIENCE)
    opened.goto(f"{app}/tap-huan")
    yield opened
    opened.close()


def _part(page: Page, name: str) -> None:
    page.locator(".st-key-workshop-part").get_by_text(name, exact=True).click()


def _downloaded(page: Page, button: str, folder: Path) -> list[str]:
    with page.expect_download(timeout=PATIENCE) as waiting:
        page.get_by_role("button", name=button).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    document = docx.Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_a_quiz_is_played_proven_and_taken_away(page: Page, app: str, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _part(page, "Đề kiểm tra")
    page.get_by_role("button", name="Soạn đề").click()
    hand_in = page.get_by_role("button", name="Nộp bài")
    hand_in.wait_for()
    first = page.locator("[class*=st-key-choice-]").first
    first.locator("label").filter(has_text="B. ").first.click()
    question = page.locator(".pb-line").filter(has_text="Câu 1.").first.inner_text().removeprefix("Câu 1. ")
    hand_in.click()
    expect(page.get_by_text("Kết quả: đúng")).to_be_visible(timeout=PATIENCE)
    marked = page.locator("[class*=st-key-line-marked-]").first
    expect(marked).to_contain_text("B. ")
    marked.get_by_role("button").first.click()
    clause = page.locator(".st-key-proof .pb-clause")
    expect(clause).to_be_visible(timeout=PATIENCE)
    quoted = question.split("“")[1].split("”")[0].strip("… ")
    label = page.locator(".st-key-proof .pb-formal").inner_text().split("\n")[-1]
    sheet = _downloaded(page, "Đề (.docx)", tmp_path)
    assert f"Câu 1. {question}" in sheet
    key = "\n".join(_downloaded(page, "Đáp án có căn cứ (.docx)", tmp_path))
    assert label in key
    assert quoted[:40] in " ".join(key.split())
    assert label not in "\n".join(sheet)
    assert not [url for url in asked if not url.startswith((app, "data:", "blob:"))]


def test_the_steps_of_an_answer_are_shown_and_open(page: Page) -> None:
    page.get_by_label("Câu hỏi để thử").fill("Kế hoạch nói gì về truyền thông nền tảng số?")
    page.get_by_role("button", name="Xem các bước").click()
    near = page.locator("[class*=st-key-line-trial-near-]").first
    near.wait_for(timeout=3 * PATIENCE)  # the embedding model is loaded first
    assert page.locator(".pb-step").count() >= 7
    near.get_by_role("button", name="Mở").click()
    expect(page.locator(".st-key-proof .pb-clause")).to_be_visible(timeout=PATIENCE)


def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, app: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, locale="vi-VN")
    page.set_default_timeout(PATIENCE)
    page.goto(f"{app}/tap-huan")
    for part, sign in (("Giải thích", "chủ trì"), ("Đề kiểm tra", "Soạn đề"), ("Bộ câu hỏi", "Bộ số")):
        _part(page, part)
        page.get_by_text(sign).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
