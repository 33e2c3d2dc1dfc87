"""明天吃饭: three numbers, each with what the plan expects, what was reported and the guests; 按计划报数 in one key."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui import theme
from ui.kit.buttons import Button
from ui.kit.card import Card
from ui.kit.finding_line import FindingLine, Mends
from ui.kit.labels import ElidedText, Text, upright
from ui.kit.spacing import column, row
from venue_desk.domain.calendar import WEEKDAYS, at_station, day_of, short_date
from venue_desk.domain.findings import Finding
from venue_desk.domain.meal_grid import Headcount, MealCount
from venue_desk.domain.meals import Meal

FILL = "Ctrl+Enter"
BESIDE, BUTTON = 1000, 180
"""px at 100 %: what day and tiles take side by side, and the button beside them."""


class HeadsCard(Card):
    """The heads of one day."""

    def __init__(self, fill: Callable[[], object]) -> None:
        super().__init__(insets="20 12 20 12", gap=4)
        self.day, self.until = Text("", "card-title"), Text("", "meta")
        self.tiles = {meal: _Tile(meal) for meal in Meal}
        self.fill = Button("按计划报数", fill, kind="primary", keys=FILL)
        said = column(gap=2)
        said.addWidget(self.day)
        said.addWidget(self.until)
        tiles = row(gap=16)
        for number, tile in enumerate(self.tiles.values()):
            if number:
                tiles.addWidget(upright())
            tiles.addWidget(tile, 1)
        self._line = row(gap=16)
        first = row(gap=16)
        first.addLayout(said)
        first.addStretch(1)
        first.addWidget(self.fill)
        self._line.addLayout(first)
        self._line.addLayout(tiles, 1)
        self._notices = column(gap=4, insets="0 4 0 0")
        self.body.addLayout(self._line)
        self.body.addLayout(self._notices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where three tiles have no room beside the day they stand below it."""
        super().resizeEvent(event)
        self._arrange()

    def show_heads(self, heads: Headcount, dishes: Mapping[Meal, str], now: datetime) -> None:
        """These; the red button stands only while somebody has not been reported."""
        day, today = heads.day, day_of(now)
        word = {1: "明天", 0: "今天"}.get((day - today).days, short_date(day, today))
        self.day.setText(f"{word}几个人吃饭")
        answered = "都报了" if heads.complete else f"还有 {heads.planned - heads.answered} 人没报"
        if not heads.planned:
            answered = "按计划没有人吃"
        until = f"{short_date(day_of(heads.until), today)} {at_station(heads.until):%H:%M} {'截止' if now <= heads.until else '已截止'}"
        self.until.setText(f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]} · {until} · {answered}")
        for meal, tile in self.tiles.items():
            tile.show_count(heads.meals[meal], dishes.get(meal, ""))
        self.fill.setVisible(not heads.complete)
        self._arrange()

    def show_notices(self, findings: Sequence[Finding], mends: Mends) -> None:
        """What has become untrue of what was reported, each with the act that puts it right."""
        while (item := self._notices.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for finding in findings:
            self._notices.addWidget(FindingLine(finding, mends(finding), tinted=True))

    def _arrange(self) -> None:
        narrow = self.width() < theme.current().px(BESIDE + BUTTON * (not self.fill.isHidden()))
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)


class _Tile(QWidget):
    """One meal: how many to cook for, in the largest type; small below it where the number comes from."""

    def __init__(self, meal: Meal) -> None:
        super().__init__()
        self._meal = meal
        self.number, self.meta, self.dishes = Text("", "title"), ElidedText("", "meta"), ElidedText("", "meta")
        box = row(self, gap=12)
        box.addWidget(Text(meal.label, "label"))
        box.addWidget(self.number)
        beside = column()
        beside.addWidget(self.meta)
        beside.addWidget(self.dishes)
        box.addLayout(beside, 1)
        self.number.setMinimumWidth(theme.current().px(28))

    def show_count(self, count: MealCount, dishes: str) -> None:
        """The figures and what is cooked."""
        guests = f" · 客人 {count.guests}" if count.guests else ""
        self.number.setText(f"{count.to_cook}")
        self.meta.setText(f"计划 {count.predicted} · 已报 {count.reported}{guests}")
        self.dishes.setText(dishes or "还没写菜单")
        self.number.setAccessibleName(f"{self._meal.label} {count.to_cook} 份，{self.meta.text()}")
