# From a fresh clone: `make run` gives the chat in the browser, `make test` runs every test.
# Needs Python 3.11 or newer with its venv module, and make. Everything else goes into .venv and var.

PORT ?= 8501
# 0.0.0.0 lets other machines of the room in.
ADDRESS ?= 127.0.0.1
PLANS ?= data/plans
# More words for pytest or the evaluation: make test ARGS="-m 'not browser' tests/ingest"
ARGS ?=
# The first of these that is there and new enough; `make PYTHON=/…/python3.12` chooses another.
NEW_ENOUGH := -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
PYTHON ?= $(firstword $(foreach name,python3.11 python3 python3.12 python3.13,$(shell \
    $(name) $(NEW_ENOUGH) && echo $(name))))

VENV := .venv
BIN := $(VENV)/bin
# A stamp is named after what it stands for: other requirements, another name, a new install.
sum = $(shell cat $(1) | cksum | tr -s ' ' '-')
RUN_STAMP := $(VENV)/.installed-run-$(call sum,requirements.txt constraints.txt)
DEV_STAMP := $(VENV)/.installed-dev-$(call sum,requirements.txt requirements-dev.txt constraints.txt)
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run index setup test test-llm lint eval clean

help:
	@echo "make run    cài đặt (lần đầu), lập chỉ mục $(PLANS), mở trợ lý tại http://$(ADDRESS):$(PORT)"
	@echo "make setup  chỉ cài đặt vào $(VENV)"
	@echo "make index  chỉ lập chỉ mục $(PLANS)"
	@echo "make test   chạy mọi kiểm thử"
	@echo "make test-llm  kiểm thử với một máy chủ mô hình thật (lần đầu biên dịch vài phút)"
	@echo "make lint   kiểm tra cách viết và kiểu dữ liệu"
	@echo "make eval   in bảng số liệu đánh giá"
	@echo "make clean  xóa $(VENV) và chỉ mục (var/index); văn bản đã tải lên (var/library) giữ nguyên"
	@echo "Đổi cổng: make run PORT=8600. Cho máy khác cùng mạng vào: make run ADDRESS=0.0.0.0"

FREE_PORT := import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); \
    s.bind(("$(ADDRESS)", $(PORT)))

run: index
	@$(BIN)/python -c '$(FREE_PORT)' 2>/dev/null || \
	  { echo "Cổng $(PORT) đang bận. Hãy chọn cổng khác, ví dụ: make run PORT=8600" >&2; exit 2; }
	@echo "Trợ lý Kế hoạch: mở http://$(if $(filter 0.0.0.0,$(ADDRESS)),<tên-máy-này>,$(ADDRESS)):$(PORT) trong trình duyệt. Dừng: Ctrl+C"
	@exec env PLANS_FOLDER="$(PLANS)" $(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS)

index: setup
	@echo "Xem lại chỉ mục của $(PLANS)…"
	@$(BIN)/python -m index build $(PLANS)

setup: $(RUN_STAMP)

test: $(DEV_STAMP)
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null || \
	  echo "Không thấy Chromium: các kiểm thử trên trình duyệt sẽ bị bỏ qua. Cài: apt-get install chromium" >&2
	@$(BIN)/python -m pytest $(ARGS)

# A real server with a small open model, built from source in an environment of its own (.venv-llm).
LLM_STAMP := .venv-llm/.installed-$(call sum,requirements-llm.txt)
test-llm: $(DEV_STAMP) $(LLM_STAMP)
	@LLM_SERVER_PYTHON=$(CURDIR)/.venv-llm/bin/python $(BIN)/python -m pytest tests/answer/written/test_real_server.py $(ARGS)

$(LLM_STAMP):
	@$(PYTHON) -m venv .venv-llm
	@CMAKE_ARGS="-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF" .venv-llm/bin/python -m pip --disable-pip-version-check install -r requirements-llm.txt
	@touch $@

lint: $(DEV_STAMP)
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m mypy --strict

eval: setup
	@$(BIN)/python -m evaluation $(ARGS)

clean:
	rm -rf $(VENV) var/index

# `python -m venv` leaves half a folder behind where ensurepip is missing: ask before, not after.
$(BIN)/python:
	@test -n "$(PYTHON)" && $(PYTHON) $(NEW_ENOUGH) || { echo "Không thấy Python 3.11 trở lên. Trên Debian/Ubuntu: apt-get install python3 python3-venv" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) thiếu môi trường ảo (venv). Trên Debian/Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@echo "Tạo $(VENV) bằng $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 2; }

# Order-only: the time of .venv/bin/python says nothing about what is installed.
$(RUN_STAMP): | $(BIN)/python
	@echo "Cài các thư viện trong requirements.txt vào $(VENV) (lần đầu mất vài phút)…"
	@$(PIP) install -r requirements.txt
	@rm -f $(VENV)/.installed-run-* && touch $@

$(DEV_STAMP): | $(BIN)/python
	@echo "Cài các thư viện trong requirements-dev.txt vào $(VENV) (lần đầu mất vài phút)…"
	@$(PIP) install -r requirements-dev.txt
	@rm -f $(VENV)/.installed-* && touch $(RUN_STAMP) $@
