"""The numbers that Word prints before paragraphs and keeps out of their text (ECMA-376 part 1, 17.9).

A paragraph names a list and a level, itself or through its style; the list says how each level counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import regex as re

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
# Bullets of the symbol fonts, whose codes mean nothing elsewhere, as the signs they show.
SYMBOLS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf076": "❖",
        "\uf071": "❑",
        "\uf0a8": "◊",
        "\uf02d": "-",
        "\uf02b": "+",
        "\uf0e0": "→",
    }
)


def roman(number: int) -> str:
    """Return a number in capitals: 4 is "IV"."""
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int) -> str:
    """Return a number as Word letters it: 1 is "a", 26 "z", 27 "aa", 28 "bb"."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letter(number).upper(),
    "lowerLetter": letter,
    "none": lambda number: "",
}


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts.

    text     with %1 … %9 for the numbers of the levels, "%1.%2."
    restart  the level, from 1, after which it begins anew; 0 never, None after any level above
    style    the paragraph style that stands at this level, "" where none does
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    typewriter: bool = False


@dataclass(slots=True)
class List:
    """A list as paragraphs name it: the abstract list it counts in, its levels, and where it starts anew."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


def read_lists(numbering: Any, styles: Any) -> dict[str, List]:
    """Return the lists of a numbering part by their ids; numbering is its root element or None."""
    if numbering is None:
        return {}
    abstracts = {element.get(f"{W}abstractNumId"): element for element in numbering.iter(f"{W}abstractNum")}
    nums = {element.get(f"{W}numId"): element for element in numbering.iter(f"{W}num")}
    lists: dict[str, List] = {}
    for name, num in nums.items():
        abstract = _value(num.find(f"{W}abstractNumId"))
        element = _linked(abstracts.get(abstract), abstracts, nums, styles)
        levels = _levels(element) if element is not None else {}
        found = List(abstract, levels)
        for override in num.findall(f"{W}lvlOverride"):
            place = _number(override.get(f"{W}ilvl"), 0)
            if (own := override.find(f"{W}lvl")) is not None:
                levels[place] = _level(own)
            if (start := override.find(f"{W}startOverride")) is not None:
                found.starts[place] = _number(_value(start), 1)
        lists[name] = found
    return lists


def _linked(abstract: Any, abstracts: dict[str, Any], nums: dict[str, Any], styles: Any) -> Any:
    """Return the abstract list itself, or the one that it names by a list style."""
    link = abstract.find(f"{W}numStyleLink") if abstract is not None else None
    if link is None or styles is None:
        return abstract
    for style in styles.iter(f"{W}style"):
        named = style.find(f"{W}pPr/{W}numPr/{W}numId") if style.get(f"{W}styleId") == _value(link) else None
        if named is not None and (num := nums.get(_value(named))) is not None:
            return abstracts.get(_value(num.find(f"{W}abstractNumId")), abstract)
    return abstract


def _levels(abstract: Any) -> dict[int, Level]:
    return {_number(lvl.get(f"{W}ilvl"), 0): _level(lvl) for lvl in abstract.findall(f"{W}lvl")}


def _level(lvl: Any) -> Level:
    text = lvl.find(f"{W}lvlText")
    fonts = lvl.find(f"{W}rPr/{W}rFonts")
    restart = lvl.find(f"{W}lvlRestart")
    return Level(
        start=_number(_value(lvl.find(f"{W}start")), 1),
        format=_value(lvl.find(f"{W}numFmt")) or "decimal",
        text=(_value(text) if text is not None else ""),
        restart=None if restart is None else _number(_value(restart), 0),
        legal=lvl.find(f"{W}isLgl") is not None,
        style=_value(lvl.find(f"{W}pStyle")),
        typewriter=fonts is not None and "Courier" in (fonts.get(f"{W}ascii") or ""),
    )


def _value(element: Any) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _number(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


class Counters:
    """Counts the paragraphs of a document as Word does: lists of one abstract list count together."""

    def __init__(self, lists: dict[str, List]) -> None:
        self.lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def level_of_style(self, list_id: str, style: str) -> int | None:
        """Return the level of a list that a paragraph style stands at, or None."""
        levels = self.lists[list_id].levels if list_id in self.lists else {}
        return next((place for place, level in levels.items() if level.style == style), None)

    def label(self, list_id: str, place: int) -> str:
        """Count one paragraph at a level, from 0, and return what is printed before it, "" for nothing."""
        found = self.lists.get(list_id)
        if found is None or not 0 <= place < LEVELS:
            return ""
        level = found.levels.get(place)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(list_id, found, counts, place)
        if level.format == "bullet":
            return _bullet(level)
        return re.sub(r"%([1-9])", lambda sign: _printed(found, counts, int(sign[1]) - 1, level), level.text)

    def _count(self, list_id: str, found: List, counts: dict[int, int], place: int) -> None:
        if place in found.starts and (list_id, place) not in self._started:
            counts[place] = found.starts[place]
        elif place in counts:
            counts[place] += 1
        else:
            counts[place] = found.levels[place].start
        self._started.add((list_id, place))
        for below in range(place + 1, LEVELS):
            deeper = found.levels.get(below)
            if deeper is None or deeper.restart is None or 0 < place + 1 <= deeper.restart:
                counts.pop(below, None)


def _printed(found: List, counts: dict[int, int], place: int, asking: Level) -> str:
    level = found.levels.get(place, Level())
    kind = "decimal" if asking.legal else level.format
    return FORMATS.get(kind, str)(counts.get(place, level.start))


def _bullet(level: Level) -> str:
    if level.typewriter and level.text == "o":
        return "○"
    return level.text.translate(SYMBOLS).strip() or "•"
