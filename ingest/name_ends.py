"""Where the name of an agency begins in small letters, goes on, and where it and a list of names end."""

from __future__ import annotations

from ingest.agency_words import SPACE, STOP, Words

# After these a name that opens in small letters is still a name ("với sở Tài chính").
_BEFORE_NAME = frozenset(("với", "và", "các", "do", "giao", "gửi", "cho", "cùng", "qua", "của"))
_SHORTEST_SMALL = 2  # words in a name that may open in small letters


def opens_small(words: Words, n: int, after: int) -> bool:
    """Return whether a name that opens in small letters is one all the same: "với sở Tài chính"."""
    if after - n < _SHORTEST_SMALL or not words.capital(n + 1):
        return False
    return n == 0 or words.gaps[n - 1] == STOP or words.keys[n - 1] in _BEFORE_NAME


def goes_on(words: Words, n: int) -> bool:
    """Return whether a name goes on with word n: a capital after a space."""
    return words.spaced(n) and words.capital(n)


def goes_on_capitalised(words: Words, n: int, last: int) -> bool:
    """Return whether words [n, last) only go on with a name: capitals, with no mark between."""
    return n < last and all(words.capital(here) and close(words, here) for here in range(n, last))


def close(words: Words, n: int) -> bool:
    """Return whether word n follows the one before it with a space or a hyphen: "Nha Trang - Khánh Hòa"."""
    return words.spaced(n) or (words.joined(n) and words.gap_text(n - 1).strip() == "-")


def next_item(words: Words, n: int, *, after_head: bool) -> int | None:
    """Return the word at which the next item of an elided list starts."""
    if n >= len(words):
        return None
    if after_head:
        return n if words.gap_text(n - 1).strip(" *\n") in ("", ":") else None
    gap = words.gap_text(n - 1).strip(" *\n")
    if gap in (",", ";") and words.keys[n] == "và":
        return n + 1 if n + 1 < len(words) else None
    if gap in (",", ";"):
        return n
    return n + 1 if gap == "" and words.keys[n] == "và" and n + 1 < len(words) else None


def item_ends(words: Words, n: int) -> bool:
    """Return whether an item of an elided list ends before word n, so that it is not the start of another."""
    return n >= len(words) or words.gaps[n - 1] != SPACE or not words.capital(n)
