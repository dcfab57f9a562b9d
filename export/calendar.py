"""Confirmed deadlines -> .ics: a whole day each, with who confirmed it and what the plan says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from icalendar import Calendar, Event

from answer.desk import shortened
from review.marks import Mark, Marked
from review.matrix import Row

MIME = "text/calendar"
PRODUCT = "-//Tro ly Ke hoach//Thoi han da xac nhan//VI"
TITLE_LENGTH = 90  # characters: what a month's view can show of a task


def calendar(rows: Iterable[Row], marked: Marked) -> bytes:
    """Return the .ics file of those rows whose deadline somebody has confirmed; others are left out.

    An event keeps its identity when it is taken away again, so that a calendar replaces it.
    """
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", "Thời hạn trong kế hoạch")
    for row in rows:
        mark = marked.confirmed_day(row.number)
        if mark is not None and mark.day is not None:
            made.add_component(_event(row, mark))
    return bytes(made.to_ical())


def confirmed(rows: Iterable[Row], marked: Marked) -> list[Row]:
    """Return the rows that the calendar of rows would hold."""
    return [row for row in rows if marked.confirmed_day(row.number) is not None]


def _event(row: Row, mark: Mark) -> Event:
    event = Event()
    who = "; ".join(row.doers) or "chưa nêu ai chủ trì"
    event.add("uid", f"{row.plan.id}.{row.unit.path}.{mark.clause_hash[:16]}@ke-hoach".replace(" ", "-"))
    event.add("summary", f"Hạn: {shortened(row.task, TITLE_LENGTH)}")
    event.add("dtstart", mark.day)
    event.add("dtstamp", mark.at.astimezone(UTC))
    event.add("transp", "TRANSPARENT")
    event.add(
        "description",
        f"{row.task}\nThực hiện: {who}\nKế hoạch ghi: {row.deadline or 'không ghi thời hạn'}\n"
        f"Nguồn: {row.label}\n{mark.who} xác nhận ngày này lúc {mark.at.astimezone():%H:%M %d/%m/%Y}.",
    )
    return event
