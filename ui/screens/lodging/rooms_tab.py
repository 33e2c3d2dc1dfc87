"""房间: a map of rooms and beds, who sleeps in which tonight; rooms and beds are added and closed here."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from ui import theme
from ui.entry import Entries, Entry
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.empty_state import Emptiness, EmptyState
from ui.kit.facts import one_section
from ui.kit.fields import Field, Kind
from ui.kit.flow import Flow
from ui.kit.labels import Text
from ui.kit.panel import Panel, PanelPage
from ui.kit.scroll import scrolled
from ui.kit.spacing import PAGE, column, row
from ui.kit.verb import Verb
from ui.screens.lodging.bed_tile import FREE, BedTile
from venue_desk.domain.attendance import clock

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from ui.screen import Shell
    from venue_desk.desk import Desk
    from venue_desk.domain.acts import Act
    from venue_desk.domain.lodging import Bed, Night, Room, RoomOf

PURPOSE = Emptiness("bed", "点一张床，看今晚谁住。", "停用了的，住过的记录还在。")
PANEL_WIDTH = 380


class RoomsTab(QWidget):
    """Rooms as cards, beds as tiles."""

    def __init__(self, desk: "Desk", shell: "Shell", tabs: QWidget, open_night: "Callable[[Night], object]") -> None:
        super().__init__()
        self._desk, self._shell, self._tabs, self._open_night = desk, shell, tabs, open_night
        self._over = False
        self.tiles: dict[UUID, BedTile] = {}
        self.panel = Panel()
        self._summary = Text("", "meta")
        self.new = Verb("加一间屋", self.add_room, icon="plus", keys="Ctrl+N").button()
        self._area = scrolled(QWidget())
        self._entries = Entries(desk, shell, self, self.refresh)
        self._lay_out()
        self.show_picked()
        self.panel.closed.connect(self.leave)
        for keys, act in (("Ctrl+N", self.add_room), ("Ctrl+S", self._save)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # what the screen calls

    def refresh(self) -> None:
        """Rooms, beds and tonight's sleepers as they are now."""
        act = self._desk.act()
        tonight, rooms = self._desk.lodging.tonight(act), self._desk.rooms.all(act.station_id)
        sleepers = {row.night.bed_id: (_lies(row.name, row.night), row.night) for row in tonight.rows if row.night}
        sleepers |= {guest.bed_id: (_lies(f"{guest.guest}（客人）", guest), guest) for guest in tonight.guests}
        page, stood = QWidget(), self._stood()
        body = column(page, gap=16, insets="0 0 6 4")
        self.tiles = {}
        for each in rooms:
            body.addWidget(self._room_card(each, sleepers))
        if not rooms:
            said = Emptiness("bed", "还没有房间。", "先加一间屋，写上几张床。", "加一间屋", self.add_room)
            body.addWidget(EmptyState.of(said), 1)
        body.addStretch(1)
        at = self._area.verticalScrollBar().value()
        self._area.takeWidget().deleteLater()
        self._area.setWidget(page)
        page.setAutoFillBackground(False)
        page.show()  # only what is shown takes the cursor
        self._area.verticalScrollBar().setValue(at)
        if stood is not None:
            self._stand(page, stood)
        self._measure()
        beds = sum(len(each.beds) for each in rooms)
        self._summary.setText(f"{len(rooms)} 间屋，{beds} 张床，今晚空 {tonight.beds_free} 张" if rooms else "")

    def regions(self) -> list[QWidget]:
        """For F6."""
        return [self._tabs, *list(self.tiles.values())[:1], self.panel]

    def take_focus(self) -> None:
        """On the first bed."""
        next(iter(self.tiles.values()), self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def add_room(self) -> None:
        """加一间屋, with its beds."""
        fields = [
            Field(name="name", label="叫什么", required=True, placeholder="如 东一"),
            Field(name="beds", label="几张床", kind=Kind.WHOLE, required=True),
        ]
        self._entries.open(
            Entry(
                key="room.new", title="加一间屋", verb="加上", fields=fields, values={"beds": 2},
                save=lambda act, values: self._desk.rooms.add_room(act, str(values["name"] or ""), int(values["beds"] or 0)),
                told=lambda room: f"已加上：{room.name}",
            )
        )  # fmt: skip

    def go_on(self, draft: str) -> None:
        """The form that was left, by the key of its draft."""
        ways: dict[str, Callable[[], object]] = {"room.new": self.add_room}
        for each in self._desk.rooms.all(self._desk.act().station_id):
            ways |= {f"bed.{each.room.id}": partial(self._add_bed, each)}
            ways |= {f"room.{each.room.id}": partial(self._rename_room, each.room)}
            ways |= {f"bed.name.{bed.id}": partial(self._rename_bed, bed) for bed in each.beds}
        if draft in ways:
            ways[draft]()

    # what Entries asks of a place

    def show_form(self, page: PanelPage) -> None:
        """In the panel, with the cursor in its first field."""
        self._put(page)
        if (form := self.panel.form()) is not None:
            form.left.connect(self.leave)

    def show_picked(self) -> None:
        """What the panel is for."""
        self.panel.show_page(PanelPage(title="", content=EmptyState.of(PURPOSE)))
        self.panel.close_button.hide()
        self._over = False
        self._measure()

    def pick(self, key: object) -> None:
        """The cursor on the bed, or the first one."""
        tile = next((tile for bed_id, tile in self.tiles.items() if bed_id == key), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def leave(self) -> None:
        """Esc: back to the map."""
        self.show_picked()
        self.take_focus()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc within the panel leaves it; arrows go from bed to bed."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and focused is not None and self.panel.isAncestorOf(focused):
            self.leave()
        elif isinstance(focused, BedTile) and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            tiles = list(self.tiles.values())
            at = tiles.index(focused) + (1 if event.key() == Qt.Key.Key_Right else -1)
            tiles[at % len(tiles)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    # within

    def _stood(self) -> "UUID | str | None":
        """The bed, or the name of the button, that has the cursor on the map."""
        focused = QApplication.focusWidget()
        if focused is None or not self._area.isAncestorOf(focused):
            return None
        return next((bed_id for bed_id, tile in self.tiles.items() if tile is focused), focused.accessibleName())

    def _stand(self, page: QWidget, stood: "UUID | str") -> None:
        """There again in the map just drawn, else on its first bed."""
        buttons = {button.accessibleName(): button for button in page.findChildren(Button)}
        found = buttons.get(stood) if isinstance(stood, str) else self.tiles.get(stood)
        (found or next(iter(self.tiles.values()), self.new)).setFocus(Qt.FocusReason.OtherFocusReason)

    def _room_card(self, each: "RoomOf", sleepers: "Mapping[UUID | None, tuple[str, Night]]") -> Card:
        free = sum(bed.id not in sleepers for bed in each.beds)
        card = Card(each.room.name, f"{len(each.beds)} 张床，空 {free} 张", gap=8)
        verbs = (
            ("加床", partial(self._add_bed, each)), ("改名", partial(self._rename_room, each.room)),
            ("停用", partial(self._close_room, each.room)),
        )  # fmt: skip
        for word, act in verbs:
            button = Button(word, act, kind="quiet")
            button.setAccessibleName(f"{word}：{each.room.name}")
            card.head.addWidget(button)
        holder = QWidget()
        flow = Flow(holder, gap=12)
        for bed in each.beds:
            name, night = sleepers.get(bed.id, ("", None))
            tile = BedTile(bed.name, name, partial(self._show_bed, each.room, bed, name, night))
            self.tiles[bed.id] = tile
            flow.addWidget(tile)
        card.body.addWidget(holder)
        return card

    def _show_bed(self, room: "Room", bed: "Bed", name: str, night: "Night | None") -> None:
        facts = [("今晚", name or FREE)]
        if night is not None:
            facts += [("几点到的", clock(night.arrived_at)), ("怎么报到的", night.how.label)]
        primary = Verb("改这一晚", partial(self._open_night, night), icon="edit") if night is not None else None
        self._put(
            PanelPage(
                title=f"{room.name} {bed.name}", content=one_section(facts), primary=primary,
                verbs=(Verb("改名", partial(self._rename_bed, bed)), Verb("停用", partial(self._close_bed, bed))),
            )
        )  # fmt: skip

    def _add_bed(self, each: "RoomOf") -> None:
        room = each.room

        def save(act: "Act", values: "Mapping[str, Any]") -> Any:
            return self._desk.rooms.add_bed(act, room, str(values["name"] or ""))

        self._entries.open(
            Entry(
                key=f"bed.{room.id}", title=f"{room.name}加床", verb="加上", values={"name": _next_name(each)},
                fields=[Field(name="name", label="叫什么", required=True)], save=save,
                told=lambda bed: f"已加上：{room.name} {bed.name}",
            )
        )  # fmt: skip

    def _rename_room(self, room: "Room") -> None:
        self._rename(f"room.{room.id}", room.name, lambda act, name: self._desk.rooms.rename_room(act, room, name))

    def _rename_bed(self, bed: "Bed") -> None:
        self._rename(f"bed.name.{bed.id}", bed.name, lambda act, name: self._desk.rooms.rename_bed(act, bed, name))

    def _rename(self, key: str, name: str, save: "Callable[[Act, str], Any]") -> None:
        self._entries.open(
            Entry(
                key=key, title=f"{name}改名", verb="存下", values={"name": name}, told=lambda saved: f"已改名：{saved.name}",
                fields=[Field(name="name", label="叫什么", required=True)],
                save=lambda act, values: save(act, str(values["name"] or "")),
            )
        )  # fmt: skip

    def _close_bed(self, bed: "Bed") -> None:
        self._close(lambda: self._desk.rooms.close_bed(self._desk.act(), bed), f"已停用：{bed.name}")

    def _close_room(self, room: "Room") -> None:
        self._close(lambda: self._desk.rooms.close_room(self._desk.act(), room), f"已停用：{room.name}")

    def _close(self, act: "Callable[[], Any]", told: str) -> None:
        done: list[Any] = []
        if self.panel.attempt(lambda: done.append(act())):
            self.show_picked()
            self.refresh()
            self.take_focus()
            self._shell.toast(told, undo=lambda: self._entries.undo(done[0]))
        else:
            self._over = True
            self._measure()

    def _put(self, page: PanelPage) -> None:
        self.panel.show_page(page)
        self._over = True
        self._measure()
        self.panel.take_focus()

    def _save(self) -> None:
        if (form := self.panel.form()) is not None:
            form.save()

    def _lay_out(self) -> None:
        head = row(gap=8)
        head.addWidget(Text("住宿", "title"))
        head.addSpacing(theme.current().s8)
        for widget in (self._tabs, self._summary):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.new)
        both = row(gap=16)
        both.addWidget(self._area, 1)
        both.addWidget(self.panel)
        box = column(self, gap=16, insets=PAGE)
        box.addLayout(head)
        box.addLayout(both, 1)

    def _measure(self) -> None:
        """The panel beside the map, or over it where there is no room."""
        look = theme.current()
        narrow = look.narrow_detail or self.window().width() < theme.DETAIL_WIDTH
        self._area.setVisible(not (narrow and self._over))
        self.panel.setVisible(self._over or (not narrow and bool(self.tiles)))
        self.panel.show_as_page(whole=narrow)
        wide = look.px(4000) if narrow else look.px(PANEL_WIDTH)
        self.panel.setMinimumWidth(0 if narrow else wide)
        self.panel.setMaximumWidth(wide)
        if self.panel.page is not None and isinstance(self.panel.page.content, EmptyState):
            self.panel.close_button.hide()


def _lies(name: str, night: "Night") -> str:
    """The bed stays noted for whoever left it in the night."""
    return name if night.stays else f"{name} 走了"


def _next_name(each: "RoomOf") -> str:
    """The first number that no bed of the room has."""
    names = {bed.name for bed in each.beds}
    return next(f"{number}床" for number in range(1, len(names) + 2) if f"{number}床" not in names)
