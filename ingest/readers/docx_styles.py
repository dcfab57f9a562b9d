"""What styles say of a paragraph or a run in a Word file (ECMA-376 part 1, 17.7): the nearest word counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ingest.readers.docx_numbering import W

DEEPEST = 20  # styles based on one another; a ring of them ends here
OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Face:
    """How a run is shown: its font, in capitals whatever was typed, or not at all."""

    font: str
    capitals: bool
    hidden: bool


class Styles:
    """The styles of one document; root is the element of its styles part, None where it has none."""

    def __init__(self, root: Any) -> None:
        self.root = root
        styles = list(root.iter(f"{W}style")) if root is not None else []
        self.named = {style.get(f"{W}styleId"): style for style in styles}
        self.default = next(
            (
                style.get(f"{W}styleId") or ""
                for style in styles
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true")
            ),
            "",
        )
        found = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self.defaults = found
        self._of_style: dict[str, Face] = {}

    def alignment(self, paragraph: Any) -> str:
        """Return how a paragraph is set: "center", "both", …; "" where nothing says."""
        for properties in self._paragraph_properties(paragraph):
            if (found := properties.find(f"{W}jc")) is not None:
                return found.get(f"{W}val") or ""
        return ""

    def numbering(self, paragraph: Any) -> tuple[str, int | None, str] | None:
        """Return the list a paragraph stands in, its level from 0 and the style that said so; None for none.

        The level is None where a style names the list: the list then says at which level the style stands.
        """
        own = paragraph.find(f"{W}pPr/{W}numPr")
        level: int | None = None
        if own is not None:
            level = _level(own)
            if (name := _value(own.find(f"{W}numId"))) != "":
                return (name, level or 0, "") if name != "0" else None
        for style_id in self._chain(_value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default):
            found = self.named[style_id].find(f"{W}pPr/{W}numPr")
            if found is None:
                continue
            if (name := _value(found.find(f"{W}numId"))) != "":
                place = level if level is not None else _level(found)
                return (name, place, style_id) if name != "0" else None
        return None

    def face(self, run: Any, paragraph: Any) -> Face:
        """Return how a run of a paragraph is shown."""
        own = run.find(f"{W}rPr")
        character = _value(own.find(f"{W}rStyle")) if own is not None else ""
        of_paragraph = _value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default
        faces = [own, *self._run_properties(character), *self._run_properties(of_paragraph), self.defaults]
        return Face(
            next(filter(None, map(_font, faces)), ""),
            next((on for on in (_is_on(face, "caps") for face in faces) if on is not None), False),
            next((on for on in (_is_on(face, "vanish") for face in faces) if on is not None), False),
        )

    def _run_properties(self, style_id: str) -> Iterator[Any]:
        for name in self._chain(style_id):
            if (found := self.named[name].find(f"{W}rPr")) is not None:
                yield found

    def _paragraph_properties(self, paragraph: Any) -> Iterator[Any]:
        if (own := paragraph.find(f"{W}pPr")) is not None:
            yield own
        for name in self._chain(_value(paragraph.find(f"{W}pPr/{W}pStyle")) or self.default):
            if (found := self.named[name].find(f"{W}pPr")) is not None:
                yield found

    def _chain(self, style_id: str) -> Iterator[str]:
        """Yield a style and those it is based on, nearest first."""
        for _ in range(DEEPEST):
            if style_id not in self.named:
                return
            yield style_id
            style_id = _value(self.named[style_id].find(f"{W}basedOn"))


def _value(element: Any) -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""


def _level(properties: Any) -> int | None:
    text = _value(properties.find(f"{W}ilvl"))
    return int(text) if text.isdecimal() else None


def _font(properties: Any) -> str:
    fonts = properties.find(f"{W}rFonts") if properties is not None else None
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""


def _is_on(properties: Any, name: str) -> bool | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return None if found is None else (found.get(f"{W}val") or "1") not in OFF
