"""The photo of a voucher: chosen or dropped onto its field, small beside the purchase, whole on its page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QWidget

from ui import theme
from ui.dropping import PICTURES, FileDrop
from ui.kit import pens
from ui.kit.buttons import Button
from ui.kit.editor import Editor
from ui.kit.fields import Field
from ui.kit.labels import ElidedText
from ui.kit.line_edit import ENTERS
from ui.kit.spacing import row
from ui.photo_file import FILES, voucher_from
from venue_desk.domain.errors import Refused, Unavailable

THUMB, WHOLE = 48, 300
"""px at 100 %: how high the photo stands in the form, and on the page."""
Keep = Callable[[bytes], str]
Look = Callable[[str], bytes | None]


def choose_voucher(over: QWidget) -> Path | None:
    """A file, or nothing."""
    chosen, _ = QFileDialog.getOpenFileName(over, "选凭证照片", str(Path.home()), FILES)
    return Path(chosen) if chosen else None


class VoucherView(QWidget):
    """The photo as large as its height allows; nothing where it is lost. With `enlarge`, a click or Enter asks for it."""

    def __init__(self, jpeg: bytes | None, height: int, enlarge: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._image, self._high, self._enlarge = QImage(), height, enlarge
        if enlarge is not None:
            self.setProperty("ring", True)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_photo(jpeg)

    def show_photo(self, jpeg: bytes | None) -> None:
        """Another one."""
        self._image = QImage.fromData(jpeg) if jpeg else QImage()
        if not self.has_photo() or self.parentWidget() is not None:
            self.setVisible(self.has_photo())  # without a parent yet it would open as a window of its own
        known = "凭证照片，回车放大" if self._enlarge else "凭证照片"
        self.setAccessibleName(known if self.has_photo() else "没有凭证照片")
        self.updateGeometry()
        self.update()

    def has_photo(self) -> bool:
        """Whether one can be seen."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        high = theme.current().px(self._high)
        size = self._image.size() if self.has_photo() else QSize(1, 1)
        return size.scaled(QSize(high * 3 // 2, high), Qt.AspectRatioMode.KeepAspectRatio)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._enlarge is not None and self.rect().contains(event.position().toPoint()):
            self._enlarge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._enlarge is not None and event.key() in {*ENTERS, Qt.Key.Key_Space}:
            self._enlarge()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.setPen(pens.hairline("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class VoucherEditor(Editor):
    """The name under which the photo is kept; the draft keeps it too."""

    def __init__(self, field: Field, keep: Keep, look: Look) -> None:
        super().__init__(field)
        self._keep, self._look = keep, look
        self._name, self._trouble = "", ""
        self.button = Button("选照片", self._ask, icon="camera")
        self.away = Button("拿掉", self._take_away, kind="quiet")
        self.view = VoucherView(None, THUMB)
        self._told = ElidedText("", "hint")
        line = row(self, gap=8)
        for widget in (self.button, self.view, self.away):
            line.addWidget(widget)
        line.addWidget(self._told, 1)
        FileDrop(self, self.take, PICTURES)
        self._show()

    def control(self) -> QWidget:
        return self.button

    def value(self) -> str:
        return self._name

    def set_value(self, value: object) -> None:
        self._name, self._trouble = str(value or ""), ""
        self._show()

    def text(self) -> str:
        return self._name

    def set_text(self, text: str) -> None:
        self.set_value(text)

    def problem(self) -> str:
        """A file that was refused changes nothing: it is told, and stops nobody from saving."""
        return ""

    def take(self, file: Path) -> None:
        """This file; what hinders is told right here, and a photo that was there stays."""
        try:
            self._name, self._trouble = self._keep(voucher_from(file)), ""
        except Refused as refused:
            self._trouble = refused.findings[0].sentence
        except Unavailable as trouble:
            self._trouble = trouble.sentence
        self._show()
        self.changed.emit()

    # within

    def _ask(self) -> None:
        if file := choose_voucher(self):
            self.take(file)

    def _take_away(self) -> None:
        self.set_value("")
        self.changed.emit()

    def _show(self) -> None:
        self.view.show_photo(self._look(self._name))
        self.away.setVisible(bool(self._name))
        self.button.setText("换照片" if self._name else "选照片")
        self._told.setText(self._trouble or ("" if self._name else "也可以把照片拖到这里"))
        self._told.set_tone("red" if self._trouble else "")
