"""盘点: all wares at once, as on paper until somebody types another figure; only what was typed is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QLineEdit

from ui.entry import Entries, Entry
from ui.kit.fields import Field, Kind
from ui.kit.form import Form
from ui.kit.register import RegisterView
from ui.kit.typed_dates import parse_date
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, should
from venue_desk.domain.money import quantity
from venue_desk.domain.stock import Counted, Shelf, StockOut

if TYPE_CHECKING:
    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.services.saved import Saved

COUNT = "stock.count"
GONE, WHY = "账上用完的，还有剩的才写", "对不上的"


class Counting:
    """The form of a stocktaking, kept in step with the book while it is open."""

    def __init__(self, desk: "Desk", shell: "Shell", view: RegisterView, entries: Entries) -> None:
        self._desk, self._shell, self._view, self._entries = desk, shell, view, entries
        self._form: Form | None = None
        self._day = date.min
        self._shelves: Sequence[Shelf] = ()

    def open(self) -> None:
        """As of today, or of the day that stands in the draft."""
        act = self._desk.act()
        draft = self._desk.drafts.load(act, COUNT)
        texts = draft.texts if draft is not None else {}
        self._day = _read(texts.get("day", ""), act.today) or act.today
        self._shelves = self._book(self._day)
        if not self._shelves:
            self._shell.toast("库里没有东西，不用盘点")
            return
        shelves, again = self._shelves, _count_again(self._shelves, texts)
        stale = {finding.field for finding in again}
        figures = {_named(shelf): None if _named(shelf) in stale else shelf.quantity for shelf in shelves}
        self._form = self._entries.open(
            Entry(
                key=COUNT, title="盘点", verb="存下盘点", fields=_fields(shelves), note="没改的就是和账上一样",
                values=figures | {"day": self._day},
                save=lambda act, typed: self._count(act, shelves, typed),
                check=lambda typed: [finding for finding in again if typed[finding.field] is None],
                told=lambda outs: f"盘点完了，{len(outs)} 样对不上，已记下" if outs else "盘点完了，账和实物一样",
                then=lambda _: self._view.leave(),
            )
        )  # fmt: skip
        typed_day = self._form.cells["day"].editor.control()
        assert isinstance(typed_day, QLineEdit)
        typed_day.editingFinished.connect(self._turn)

    def look(self) -> None:
        """The book changed while one counts: the form shows it as it is now, and the cursor stays where it is."""
        form = self._form
        if form is None or self._view.panel.form() is not form or self._book(self._day) == self._shelves:
            return
        focused = QApplication.focusWidget()
        at = next((name for name, cell in form.cells.items() if focused and cell.isAncestorOf(focused)), "")
        form.flush()
        self.open()
        anew = self._view.panel.form() or form
        cell = next((each for name, each in anew.cells.items() if at and _stem(name) == _stem(at)), None)
        if cell is not None:
            anew.focus_cell(cell)
        elif focused is not None and not form.isAncestorOf(focused):
            focused.setFocus()

    # within

    def _book(self, day: date) -> tuple[Shelf, ...]:
        station_id = self._desk.act().station_id
        return (*self._desk.stock.shelves(station_id, day), *self._desk.stock.emptied(station_id, day))

    def _turn(self) -> None:
        """Another day has another book; the figures typed so far are kept."""
        form, act = self._form, self._desk.act()
        if form is None or self._view.panel.form() is not form:
            return
        texts = form.texts()
        day = _read(texts["day"], act.today)
        if day is None or day == self._day or day > act.today:
            return
        typed = {(each.item, each.unit): texts[_named(each)] for each in self._shelves if _is_typed(each, texts)}
        kept = {
            _named(each): typed[each.item, each.unit] for each in self._book(day) if (each.item, each.unit) in typed
        }
        form.flush()
        self._desk.drafts.save(act, COUNT, kept | {"day": texts["day"], "note": texts["note"]})
        self.open()

    def _count(self, act: Act, shelves: Sequence[Shelf], typed: Mapping[str, Any]) -> "Saved[tuple[StockOut, ...]]":
        """What was left as it stood is not counted: it may have gone out meanwhile."""
        counted = [shelf for shelf in shelves if typed[_named(shelf)] != shelf.quantity]
        lines = [Counted(item=each.item, unit=each.unit, quantity=typed[_named(each)]) for each in counted]
        try:
            return self._desk.stock.count(act, lines, typed["note"] or "", typed["day"])
        except Refused as refused:
            names = {f"counted.{number}": _named(shelf) for number, shelf in enumerate(counted)}
            raise Refused(
                [replace(each, field=names.get(each.field, each.field)) for each in refused.findings]
            ) from None


def _fields(shelves: Sequence[Shelf]) -> list[Field]:
    there = [shelf for shelf in shelves if shelf.quantity]
    gone = [shelf for shelf in shelves if not shelf.quantity]
    return [
        Field(name="day", label="哪天数的", kind=Kind.DATE, hint="算到这一天晚上", required=True, aside=True),
        *(_field(shelf, n, "") for n, shelf in enumerate(there)),
        *(_field(shelf, n, GONE) for n, shelf in enumerate(gone)),
        Field(name="note", label="对不上的原因", placeholder="例如 受潮扔了 2 公斤", section=WHY if gone else ""),
    ]  # fmt: skip


def _field(shelf: Shelf, number: int, section: str) -> Field:
    return Field(
        name=_named(shelf), label=shelf.item, kind=Kind.QUANTITY, unit=shelf.unit, hint=f"账上 {quantity(shelf.quantity)}",
        row=f"{section}{number // 2}", required=True, section=section,
    )  # fmt: skip


def _named(shelf: Shelf) -> str:
    """By ware and by what the book says: what was counted before goods came or went is counted again."""
    return f"{_ware(shelf)}{shelf.quantity}"


def _ware(shelf: Shelf) -> str:
    return f"counted.{shelf.item}.{shelf.unit}."


def _stem(name: str) -> str:
    """Of a ware its name without what the book says."""
    return name.rpartition(".")[0] or name


def _is_typed(shelf: Shelf, texts: Mapping[str, str]) -> bool:
    return texts.get(_named(shelf), "") not in ("", quantity(shelf.quantity))


def _count_again(shelves: Sequence[Shelf], texts: Mapping[str, str]) -> list[Finding]:
    """Of a stocktaking that was left: the wares whose figure was typed before the book changed."""
    told = []
    for shelf in shelves:
        before = {
            name.removeprefix(_ware(shelf)): text for name, text in texts.items() if name.startswith(_ware(shelf))
        }
        now = before.pop(str(shelf.quantity), None)
        figures = [text for book, text in before.items() if book.isdigit() and text not in ("", quantity(int(book)))]
        if now is None and figures:
            sentence = f"{shelf.item}数过 {figures[0]} {shelf.unit}，账后来变了，请再数一遍。"
            told.append(should("stock.count_again", _named(shelf), sentence))
        elif now == "":
            told.append(should("stock.count_again", _named(shelf), f"{shelf.item}的账后来变了，请再数一遍。"))
    return told


def _read(text: str, today: date) -> date | None:
    try:
        return parse_date(text, today)
    except ValueError:
        return None
