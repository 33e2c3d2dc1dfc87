"""今天要办: the lines under their captions. In a low window only they scroll; the foot stays."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QWidget

from ui import theme
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.chips import Chip
from ui.kit.empty_state import EmptyState
from ui.kit.icons import IconLabel
from ui.kit.labels import ElidedText, Prose, Text, hairline
from ui.kit.scroll import scrolled
from ui.kit.spacing import column, grid, row
from ui.screens.home.todos import Todo, TodoGroup
from venue_desk.domain.attendance import clock
from venue_desk.domain.home import Done

LEAST_HEIGHT = 150
"""Three lines: below that the whole page scrolls."""
FOLDED = 3
"""So many of what was done stand in the folded foot."""
DONE = "已办"
_WORDS, _MARK, _VERB = 1, 2, 3


class TodoCard(Card):
    """What is to be done, and at the foot what is in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("今天要办", gap=8, parent=parent)
        self.buttons: list[Button] = []
        self._metas: list[ElidedText] = []
        self._large = theme.current().narrow_detail
        self._area: QScrollArea = scrolled(QWidget())
        self._foot = QWidget()
        self._count, self._sentence = Text("", "group"), ElidedText("", "meta")
        self.fold = Button("展开", self._turn, kind="quiet", icon="down")
        self._groups: Sequence[TodoGroup] = ()
        self._done: Sequence[Done] = ()
        self._unfolded = False
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self._build_foot())
        self._measure()

    def show_groups(self, groups: Sequence[TodoGroup]) -> None:
        """These lines, at the same place of the list as before."""
        self._groups = groups
        count = sum(not todo.done for group in groups for todo in group.todos)
        self.meta.setText(f"共 {count} 件" if count else "")
        self._fill()

    def show_done(self, done: Sequence[Done], otherwise: str = "") -> None:
        """What was done today, folded into the foot; while nothing was, what else is in order."""
        self._done = done
        self._count.setText(f"已办 {len(done)} 件" if done else "")
        self._count.setVisible(bool(done))
        latest = [f"{clock(each.at)} {each.what}" for each in done[-FOLDED:]]
        self._sentence.setText(" · ".join(reversed(latest)) or otherwise)
        self.fold.setVisible(bool(done))
        self._foot.setVisible(bool(done or otherwise))
        if self._unfolded:
            self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            if self._large != theme.current().narrow_detail:
                self._large = theme.current().narrow_detail
                self._fill()
            self._measure()

    def _build_foot(self) -> QWidget:
        whole = column(self._foot, gap=8)
        whole.addWidget(hairline())
        line = row(gap=8)
        line.addWidget(IconLabel("done", "jade", 16))
        line.addWidget(self._count)
        line.addWidget(self._sentence, 1)
        line.addWidget(self.fold)
        whole.addLayout(line)
        return self._foot

    def _turn(self) -> None:
        self._unfolded = not self._unfolded
        self.fold.setText("收起" if self._unfolded else "展开")
        self.fold.setIcon(icons.icon("up" if self._unfolded else "down"))
        self._fill()
        if self._unfolded:
            bar = self._area.verticalScrollBar()
            QTimer.singleShot(0, self, lambda: bar.setValue(bar.maximum()))

    def _fill(self) -> None:
        at = self._area.verticalScrollBar().value()
        self.buttons, self._metas = [], []
        self._area.takeWidget().deleteLater()
        groups = [*self._groups, *([_group_of(self._done)] if self._unfolded and self._done else [])]
        page = self._list(groups) if groups else _nothing()
        self._area.setWidget(page)
        page.setAutoFillBackground(False)
        self._area.verticalScrollBar().setValue(at)
        self._measure()

    def _measure(self) -> None:
        """Where type is large the verb says enough: what stands behind the fact goes."""
        look = theme.current()
        self._area.setMinimumHeight(look.px(LEAST_HEIGHT))
        for meta in self._metas:
            meta.setVisible(not look.narrow_detail)

    def _list(self, groups: Sequence[TodoGroup]) -> QWidget:
        page = QWidget()
        # Room for the focus ring, which the edge of the list would cut.
        places = grid(page, across=12, insets="0 0 6 4")
        places.setColumnStretch(_WORDS, 1)
        line = 0
        for group in groups:
            places.addLayout(_caption(group), line, 0, 1, 4)
            for todo in group.todos:
                line += 1
                self._add(places, line, todo)
            line += 1
        places.setRowStretch(line, 1)
        return page

    def _add(self, places: QGridLayout, line: int, todo: Todo) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        places.setRowMinimumHeight(line, theme.current().px(40))
        places.addWidget(IconLabel(todo.icon, todo.tone, 20), line, 0, middle)
        words, meta = row(gap=12), ElidedText(todo.meta, "meta")
        words.addWidget((Prose if self._large else ElidedText)(todo.fact, "fact"))
        words.addWidget(meta, 1)
        self._metas.append(meta)
        places.addLayout(words, line, _WORDS)
        if todo.mark is not None:
            places.addWidget(
                Chip(todo.mark.text, todo.mark.tone, todo.mark.icon),
                line, _MARK if todo.verb else _VERB, middle | Qt.AlignmentFlag.AlignRight,
            )  # fmt: skip
        if todo.verb:
            button = Button(todo.verb, todo.act, kind="primary" if todo.next_step else "row")
            button.setAccessibleName(f"{todo.verb}：{todo.fact}")
            self.buttons.append(button)
            places.addWidget(button, line, _VERB, middle)


def _caption(group: TodoGroup) -> QHBoxLayout:
    head = row(gap=8, insets="0 6 0 2")
    head.addWidget(Text(group.title, "group", group.tone))
    head.addWidget(Text(group.note or str(len(group.todos)), "hint"))
    head.addWidget(hairline(), 1)
    return head


def _group_of(done: Sequence[Done]) -> TodoGroup:
    """The latest first."""
    lines = (Todo(icon="check", fact=each.what, meta=clock(each.at), tone="jade") for each in reversed(done))
    return TodoGroup(DONE, tuple(lines), "jade")


def _nothing() -> QWidget:
    return EmptyState(
        "done", "今天没有要办的了", "新的事会自己列到这里。有人来办事，按 Ctrl+K 输姓名拼音首字母就能找到。"
    )
