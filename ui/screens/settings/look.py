"""显示: light, dark or as the system, and the size of type, both at once on the screen."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.kit.labels import Prose, Text
from ui.kit.panel import PanelPage
from ui.kit.segmented import Segmented
from ui.kit.spacing import column
from ui.screens.settings.place import Place
from ui.style import SYSTEM, Appearance

THEMES = ((SYSTEM, "跟随系统"), (theme.LIGHT.name, "浅色"), (theme.DARK.name, "深色"))
SIZES = tuple((percent, f"{percent} %") for percent in theme.PERCENTS)
SAMPLE = "门常开、人常在、事常办。张满仓户，三社，知情卡 2026年第 12 号，补贴 1,234.50 元。"


def show(place: Place) -> None:
    """Two choices and what they look like."""
    place.show(PanelPage(title="显示", content=LookPage(place)))


class LookPage(QWidget):
    """Follows Ctrl+= and Ctrl+− as well."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._shell = place.shell
        now = self._shell.appearance()
        self.themes = Segmented(THEMES, now.theme, name="颜色")
        self.sizes = Segmented(SIZES, now.percent, name="字号")
        self.themes.changed.connect(lambda _: self._dress())
        self.sizes.changed.connect(lambda _: self._dress())
        self.setFocusProxy(self.sizes)
        body = column(self, gap=8)
        for caption, choice, hint in (
            ("字号", self.sizes, "在哪里都可以按 Ctrl 加「＋」放大、Ctrl 加「－」缩小、Ctrl+0 还原。"),
            ("颜色", self.themes, "夜里值班看着刺眼，选深色。"),
        ):
            label = Text(caption, "label")
            label.setBuddy(choice)
            body.addWidget(label)
            body.addWidget(choice)
            body.addWidget(Prose(hint, "hint"))
            body.addSpacing(8)
        body.addWidget(Text("看看效果", "label"))
        body.addWidget(Prose(SAMPLE))
        body.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.sizes.choose(theme.current().percent)

    def _dress(self) -> None:
        percent = self.sizes.value()
        self._shell.dress(Appearance(str(self.themes.value()), percent if isinstance(percent, int) else 100))
