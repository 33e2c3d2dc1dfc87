"""Phosphor glyphs by our own names: one table name → code point, drawn as text in a colour token of the theme on screen.

An icon never stands without a word, except ← × ‹ ›, search and lock.
"""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QIconEngine, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts, theme

# Phosphor 1.3 has no seal, footprints or coins: circle-wavy-check, person-simple-walk and wallet stand for them.
ICONS = {
    "arrow-down": 0xF022,
    "arrow-left": 0xF03B,
    "arrow-right": 0xF044,
    "arrow-up": 0xF061,
    "baby": 0xF06E,
    "backup": 0xF1C4,  # hard-drives
    "badge": 0xF1DB,  # identification-badge
    "bank": 0xF073,
    "barcode": 0xF075,
    "bed": 0xF081,
    "bell": 0xF082,
    "book": 0xF097,  # book-open
    "books": 0xF098,
    "calendar": 0xF0AD,  # calendar-blank
    "camera": 0xF0B1,
    "card": 0xF1DC,  # identification-card
    "cards": 0xF0B5,
    "case": 0xF0A0,  # briefcase
    "chart": 0xF0D2,  # chart-bar
    "chat": 0xF0E6,  # chat-text
    "check": 0xF0E7,
    "clock": 0xF0F9,
    "close": 0xF36D,  # x
    "copy": 0xF114,
    "dashed": 0xF0ED,  # circle-dashed
    "database": 0xF12D,
    "delete": 0xF335,  # trash-simple
    "desk": 0xF12E,  # desktop
    "done": 0xF0E8,  # check-circle
    "down": 0xF0C2,  # caret-down
    "download": 0xF14C,  # download-simple
    "drag": 0xF144,  # dots-six-vertical
    "drop": 0xF14E,
    "edit": 0xF266,  # pencil-simple
    "eraser": 0xF159,
    "export": 0xF168,  # file-arrow-down
    "eye": 0xF15B,
    "eye-off": 0xF15E,  # eye-slash
    "file": 0xF170,  # file-text
    "filter": 0xF197,  # funnel-simple
    "flag": 0xF17C,
    "folder": 0xF18F,  # folder-simple
    "forbidden": 0xF289,  # prohibit
    "gift": 0xF1A5,
    "handover": 0xF1C0,  # handshake
    "heart": 0xF1CA,
    "help": 0xF1EC,  # lifebuoy
    "history": 0xF0FC,  # clock-counter-clockwise
    "home": 0xF1D8,  # house
    "hourglass": 0xF1D4,  # hourglass-simple
    "house": 0xF1D9,  # house-line
    "image": 0xF1DD,
    "import": 0xF169,  # file-arrow-up
    "info": 0xF1E0,
    "key": 0xF1E4,
    "keyboard": 0xF1E5,
    "leaf": 0xF1EB,
    "left": 0xF0C3,  # caret-left
    "lightning": 0xF1EF,
    "link": 0xF1F6,  # link-simple
    "list": 0xF1FB,  # list-bullets
    "lock": 0xF205,  # lock-simple
    "lock-key": 0xF200,
    "map": 0xF20D,  # map-pin
    "megaphone": 0xF216,  # megaphone-simple
    "minus": 0xF21A,
    "money": 0xF21C,
    "monitor": 0xF21D,
    "moon": 0xF21F,
    "more": 0xF145,  # dots-three
    "must": 0xF35D,  # warning-circle
    "note": 0xF22E,  # note-pencil
    "open": 0xF058,  # arrow-square-out
    "paper": 0xF068,  # article
    "pause": 0xF25E,
    "pdf": 0xF16C,  # file-pdf
    "person": 0xF26B,  # person-simple
    "phone": 0xF26E,
    "plant": 0xF184,  # flower
    "play": 0xF27C,
    "plus": 0xF27F,
    "pot": 0xF113,  # cooking-pot
    "printer": 0xF288,
    "push-pin": 0xF28D,
    "qr": 0xF292,  # qr-code
    "question": 0xF293,
    "receipt": 0xF29A,
    "refresh": 0xF045,  # arrows-clockwise
    "refused": 0xF36E,  # x-circle
    "return": 0xF1E6,  # key-return
    "right": 0xF0C4,  # caret-right
    "rows": 0xF2A6,
    "sample": 0xF30F,  # test-tube
    "scales": 0xF2AA,
    "sealed": 0xF0F4,  # circle-wavy-check
    "search": 0xF20A,  # magnifying-glass
    "settings": 0xF19C,  # gear-six
    "shield": 0xF2B8,  # shield-check
    "sign-in": 0xF2C6,
    "sign-out": 0xF2C7,
    "sliders": 0xF2D0,  # sliders-horizontal
    "smiley": 0xF2D1,
    "smiley-blank": 0xF2D2,
    "smiley-sad": 0xF2D5,
    "stack": 0xF2F1,
    "stop": 0xF2F7,
    "student": 0xF2FB,
    "sun": 0xF2FE,
    "swap": 0xF301,
    "tag": 0xF307,  # tag-simple
    "target": 0xF308,
    "text-size": 0xF310,  # text-aa
    "thumbs-down": 0xF325,
    "thumbs-up": 0xF326,
    "tree": 0xF339,  # tree-structure
    "truck": 0xF33E,
    "undo": 0xF021,  # arrow-counter-clockwise
    "unlock": 0xF206,  # lock-simple-open
    "up": 0xF0C5,  # caret-up
    "upload": 0xF345,  # upload-simple
    "user": 0xF346,
    "user-off": 0xF34E,  # user-minus
    "user-plus": 0xF34F,
    "users": 0xF351,
    "walk": 0xF26D,  # person-simple-walk
    "wallet": 0xF35B,
    "wand": 0xF207,  # magic-wand
    "warning": 0xF35C,
    "wheelchair": 0xF362,
    "wrench": 0xF36C,
    "zoom-in": 0xF20C,  # magnifying-glass-plus
    "zoom-out": 0xF20B,  # magnifying-glass-minus
}


LINE_HEIGHT = 1.5


def glyph(name: str) -> str:
    """The character that the icon font draws for this name."""
    return chr(ICONS[name])


def glyph_font(size: int) -> QFont:
    """The icon font at a size in px."""
    font = QFont(fonts.ICON_FAMILY)
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def draw(painter: QPainter, rect: QRectF | QRect, name: str, tone: str = "ink2", size: int = 0) -> None:
    """Paint an icon in the middle of a rectangle; without a size it fills the shorter side."""
    box = QRectF(rect)
    painter.save()
    painter.setFont(glyph_font(size or int(min(box.width(), box.height()))))
    painter.setPen(QColor(theme.colour(tone)))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph(name))
    painter.restore()


def icon(name: str, tone: str = "ink2", on_tone: str = "") -> QIcon:
    """A QIcon that follows theme and size by itself; greyed where its button is off, `on_tone` while it is checked."""
    return QIcon(_GlyphEngine(name, tone, on_tone or tone))


class _GlyphEngine(QIconEngine):
    """Asks for the theme at paint time, so no icon is ever made again after a switch."""

    def __init__(self, name: str, tone: str, on_tone: str) -> None:
        super().__init__()
        self._name, self._tone, self._on_tone = name, tone, on_tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        lit = self._on_tone if state == QIcon.State.On else self._tone
        draw(painter, rect, self._name, "ink3" if mode == QIcon.Mode.Disabled else lit)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: N802 - Qt override
        # The size is that at scale 1: at 125 % and 150 % of the system the picture has as many pixels as the screen.
        picture = QPixmap(size * scale)
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _GlyphEngine(self._name, self._tone, self._on_tone)


class IconLabel(QWidget):
    """An icon beside words; the words are what a screen reader reads."""

    def __init__(self, name: str, tone: str = "ink2", size: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone, self._size = name, tone, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, tone: str) -> None:
        """Another sign or another colour in the same place."""
        self._name, self._tone = name, tone
        self.update()

    def sizeHint(self) -> QSize:
        tokens = theme.current()
        side = tokens.px(self._size)
        # Beside wrapped words it is aligned to the top: there it stands as tall as their first line.
        return QSize(side, max(side, round(tokens.meta * LINE_HEIGHT)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # Chinese characters stand a little below the middle of their line, and the sign with them.
        box = self.rect().translated(0, 1)
        draw(painter, box, self._name, self._tone, theme.current().px(self._size))
        painter.end()
