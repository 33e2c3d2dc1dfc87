"""The manual (F1): the page of the screen one stands on, all pages beside it."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QImage, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from ui import theme
from ui.kit.card import Card
from ui.kit.spacing import PAGE, row

# In reading order: what one needs first stands first.
_PAGES = (
    "first-use",
    "home",
    "duty-log",
    "attendance",
    "roster",
    "handover",
    "cases",
    "lodging",
    "canteen",
    "households",
    "policies",
    "cadres",
    "printouts",
    "importing",
    "settings",
    "backup",
)
_SIZE = QSize(1040, 720)
_LIST_WIDTH = 200


class Manual(QWidget):
    """A window of its own, so that one can read and do at the same time."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("使用说明")
        self.setProperty("role", "ground")
        self._pages = QListWidget()
        self._pages.setAccessibleName("说明目录")
        self._text = _Page()
        self._text.setAccessibleName("说明正文")
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._text.setSearchPaths([str(manual_folder())])
        for key, title in manual_pages().items():
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setSizeHint(QSize(0, theme.current().rail_item))
            self._pages.addItem(item)
        self._pages.currentItemChanged.connect(self._read)
        self._pages.setFrameShape(QFrame.Shape.NoFrame)
        list_card, page_card = Card(insets="8 8 8 8"), Card(insets="1 1 1 1")
        list_card.body.addWidget(self._pages)
        page_card.body.addWidget(self._text)
        body = row(self, gap=16, insets=PAGE)
        body.addWidget(list_card)
        body.addWidget(page_card, 1)

    def open_page(self, key: str) -> None:
        """The page of a screen, else the first one."""
        look = theme.current()
        self._pages.setFixedWidth(look.px(_LIST_WIDTH))
        keys = list(manual_pages())
        self._pages.setCurrentRow(keys.index(key) if key in keys else 0)
        if not self.isVisible():
            self.resize(_SIZE)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    def page(self) -> str:
        """The key of the page that is open."""
        return str(self._pages.currentItem().data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        self._text.setMarkdown((manual_folder() / f"{self.page()}.md").read_text("utf-8"))

    def _follow(self, link: QUrl) -> None:
        key = link.fileName().removesuffix(".md")
        if key in manual_pages():
            self.open_page(key)


class _Page(QTextBrowser):
    """A page with air round it, its pictures never wider than the column."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(theme.current().s24)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:  # noqa: N802  Qt's name
        """A picture at most as wide as the text."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        picture = QImage(str(manual_folder() / (name if isinstance(name, str) else name.toString())))
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.contentsRect().width() - bar - 2 * int(self.document().documentMargin())
        smooth = Qt.TransformationMode.SmoothTransformation
        return picture.scaledToWidth(room, smooth) if picture.width() > room > 0 else picture


def manual_folder() -> Path:
    """Where the pages lie."""
    return Path(str(files("resources").joinpath("manual")))


@cache
def manual_pages() -> dict[str, str]:
    """Key and title of every page: the title is the page's first line."""
    return {key: (manual_folder() / f"{key}.md").read_text("utf-8").splitlines()[0].lstrip("# ") for key in _PAGES}
