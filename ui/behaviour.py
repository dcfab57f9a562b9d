"""What only the browser can do: language of the page, scrolling into view, the clipboard.

The scripts are fixed text of ours. Words of documents reach them as data, and are only ever copied
to the clipboard, never written into the page.
"""

from __future__ import annotations

import streamlit as st

# The page is served as English; readers and hyphenation need to know better (WCAG 3.1.1). Dialogs and
# popovers hang outside the element that knows whether the theme is dark, so the root is told too. The same
# token is obeyed once: a rerun must not pull the reader back from where they have scrolled to.
_ARRIVE = """
const obeyed = new Map();
export default function ({ data, name }) {
  const root = document.documentElement;
  root.lang = "vi";
  const app = document.querySelector(".stApp");
  if (app) root.style.colorScheme = getComputedStyle(app).colorScheme;
  const channel = data.channel;
  if (!data.selector || obeyed.get(channel) === data.token) return;
  if (data.narrow && !window.matchMedia("(max-width: 960px)").matches) return;
  let tries = 0;
  const go = () => {
    const target = document.querySelector(data.selector);
    if (target) {
      obeyed.set(channel, data.token);
      target.scrollIntoView({ block: data.block, behavior: "auto" });
    }
    if (++tries < 6) timer = setTimeout(go, 120);
  };
  let timer = setTimeout(go, 30);
  return () => clearTimeout(timer);
}
"""

_COPY_HTML = '<button type="button" class="copy"></button><span role="status" class="done"></span>'
_COPY_CSS = """
.copy {
  font: inherit; font-size: .875rem; color: var(--st-text-color); background: transparent; cursor: pointer;
  border: 1px solid var(--st-border-color); border-radius: var(--st-button-radius, .5rem);
  padding: 0 .75rem; min-height: 2.25rem;
}
.copy:hover, .copy:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
.copy:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
.done { margin-left: .5rem; font-size: .85rem; color: var(--st-text-color); }
"""
# navigator.clipboard exists only on https and localhost; an office server is neither.
_COPY = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector(".copy");
  const done = parentElement.querySelector(".done");
  button.textContent = data.label;
  const older = () => {
    const area = document.createElement("textarea");
    area.value = data.text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.appendChild(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    button.focus();
    return copied;
  };
  button.onclick = async () => {
    let copied = false;
    try {
      await navigator.clipboard.writeText(data.text);
      copied = true;
    } catch {
      copied = older();
    }
    done.textContent = copied ? "Đã chép" : "Không chép được";
    setTimeout(() => { done.textContent = ""; }, 2500);
  };
}
"""

_arrive = st.components.v2.component("plan_arrive", js=_ARRIVE)
_copy = st.components.v2.component("plan_copy", html=_COPY_HTML, css=_COPY_CSS, js=_COPY)


def scroll_to(selector: str, *, token: str, channel: str, block: str = "start", narrow: bool = False) -> None:
    """Bring the first element that fits selector into view, once for each new token of a channel.

    narrow  only where the page has one column (style.css)
    """
    data = {"selector": selector, "token": token, "channel": channel, "block": block, "narrow": narrow}
    _arrive(data=data, key=f"arrive-{channel}")


def copy_button(label: str, text: str, *, key: str) -> None:
    """Draw a button that copies text to the clipboard and says so."""
    _copy(data={"label": label, "text": text}, key=key, width="content")
