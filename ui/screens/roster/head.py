"""The head of the screen: which month, how far it has come, and what one does with it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme
from ui.kit import icons
from ui.kit.buttons import Button
from ui.kit.chips import AMBER, JADE, NEUTRAL, Chip
from ui.kit.labels import Text, set_property
from ui.kit.quiet_verbs import QuietVerbs
from ui.kit.spacing import row
from ui.kit.verb import Verb
from venue_desk.domain.roster import month_after


class MonthHead(QWidget):
    """‹ 2026年12月 › 草稿，未公布, and the verbs."""

    month_wanted = Signal(object)
    """The first day of another month."""

    def __init__(self, quiet: Sequence[Verb], plan: Verb, mend: Verb, parent: QWidget | None = None) -> None:
        """`mend` opens the side where there is no room beside the month."""
        super().__init__(parent)
        self._month = date.min
        self._title, self._state, self._meta = Text("", "title"), Chip(""), Text("", "meta")
        self.before = Button("上个月", lambda: self._step(-1), kind="quiet-icon", icon="left", keys="PgUp")
        self.after = Button("下个月", lambda: self._step(1), kind="quiet-icon", icon="right", keys="PgDn")
        self._plan, self.verbs = plan, QuietVerbs(quiet)
        self.plan, self.mend = plan.button("primary"), mend.button()
        self._title.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        line = row(self, gap=8)
        for widget in (self.before, self._title, self.after, self._state):
            line.addWidget(widget)
        line.addWidget(self._meta)
        line.addStretch(1)
        for button in (self.mend, self.verbs, self.plan):
            line.addWidget(button)

    def show_month(self, month: date, meta: str) -> None:
        """Its name and in which way the station serves."""
        self._month = month
        self._title.setText(f"{month.year}年{month.month}月")
        self._meta.setText("" if theme.current().narrow_detail else meta)

    def show_state(self, *, begun: bool, published: bool, changes: int) -> None:
        """How far it has come; in few words where type is large."""
        short = theme.current().narrow_detail
        if not begun and not published:
            self._state.show_state("还没排", NEUTRAL, "dashed")
        elif not published:
            self._state.show_state("草稿" if short else "草稿，未公布", AMBER, "edit")
        elif changes:
            self._state.show_state(f"{'' if short else '已公布，'}之后改了 {changes} 处", AMBER, "edit")
        else:
            self._state.show_state("已公布", JADE, "check")

    def show_next_step(self, *, red: bool, narrow: bool) -> None:
        """One red button a screen: 公布 once nothing must be mended, that of an open page, else 自动排班."""
        kind = "primary" if red else "secondary"
        if self.plan.property("kind") != kind:
            set_property(self.plan, "kind", kind)
            self.plan.setIcon(icons.icon(self._plan.icon, "on_fill" if red else "ink2"))
        self.mend.setVisible(narrow)

    def show_way(self, findings: int, *, opened: bool) -> None:
        """Where there is no room for both: from the month to what is to be mended, and back."""
        there = f"要处理 {findings}" if findings else "要处理"
        words = "看值班表" if opened else there
        if words != self.mend.text():
            self.mend.setText(words)
            self.mend.updateGeometry()

    def _step(self, months: int) -> None:
        self.month_wanted.emit(month_after(self._month, months))
