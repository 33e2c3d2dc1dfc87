"""Palette, type and the one style sheet, filled from the tokens; the only place that restyles the application."""

from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from ui import fonts, theme
from ui.kit import icons
from ui.kit.spacing import respace
from ui.theme import Theme

SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Appearance:
    """What the cadre chose in 设置: light, dark or as the system, and the size of type."""

    theme: str = SYSTEM
    percent: int = 100

    def larger(self) -> "Appearance":
        """The next size up, or the same at the end."""
        return self._step(1)

    def smaller(self) -> "Appearance":
        """The next size down, or the same at the end."""
        return self._step(-1)

    def _step(self, by: int) -> "Appearance":
        place = theme.PERCENTS.index(self.percent) + by
        return Appearance(self.theme, theme.PERCENTS[max(0, min(place, len(theme.PERCENTS) - 1))])


def theme_for(appearance: Appearance, compact: bool) -> Theme:
    """The tokens for a choice, asking the system where the cadre left it to that."""
    dark = appearance.theme == theme.DARK.name or (appearance.theme == SYSTEM and _system_is_dark())
    scaled = (theme.DARK if dark else theme.LIGHT).scaled(appearance.percent)
    return scaled.compacted() if compact else scaled


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply(app: QApplication, tokens: Theme, marks_home: Path) -> None:
    """Show these tokens everywhere at once: palette, type, style sheet, margins of layouts."""
    theme.set_current(tokens)
    app.setPalette(_palette(tokens))
    app.setFont(_font(tokens))
    app.setStyleSheet(style_sheet(tokens, draw_marks(tokens, marks_home)))
    for window in app.topLevelWidgets():
        respace_all(window)


def respace_all(widget: QWidget) -> None:
    """Give every layout under a widget the margins of the theme on screen."""
    for layout in widget.findChildren(QLayout):
        respace(layout)


def style_sheet(tokens: Theme, marks: Path) -> str:
    """The template filled in; an unknown token is a mistake and raises."""
    values = asdict(tokens) | _reckoned(tokens) | {"marks": marks.as_posix()}
    values |= {f"inverse_{name}": value for name, value in asdict(tokens.inverse()).items()}
    return _template().substitute(values)


@cache
def _template() -> Template:
    return Template(files("resources").joinpath("style.qss.template").read_text("utf-8"))


def _reckoned(tokens: Theme) -> dict[str, int]:
    """Sizes that follow from others: a border counts extra in Qt's boxes, a focused border is 1 px thicker."""
    pad = tokens.px(11)
    return {
        "button_inner": tokens.control,
        "row_inner": tokens.row_button - 2,
        "filter_inner": tokens.filter_chip - 2,
        "field_pad": pad,
        "field_pad_focus": pad - 1,
        "control_focus": tokens.control - 2,
        "combo_pad": pad + 2,
        "combo_pad_focus": pad + 1,
        "text_pad": pad - 2,
        "text_pad_focus_x": pad - 3,
        "text_pad_focus_y": tokens.s4 - 1,
        "search_pad": tokens.px(36),
        "search_pad_focus": tokens.px(36) - 1,
        "mark": tokens.px(18),
        "mark_small": tokens.px(14),
        "bar": tokens.px(6),
        "bar_radius": 3,
    }


def _font(tokens: Theme) -> QFont:
    font = QFont(fonts.FAMILY)
    font.setPixelSize(tokens.body)
    # Even stems at every size; hinting would thicken some strokes of a character and not others.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(tokens: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.card,
        role.AlternateBase: tokens.card,
        role.Text: tokens.ink,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.BrightText: tokens.on_fill,
        role.Highlight: tokens.focus,
        role.HighlightedText: tokens.card,
        role.PlaceholderText: tokens.ink3,
        role.ToolTipBase: tokens.card,
        role.ToolTipText: tokens.ink,
        role.Link: tokens.ink,
        role.Light: tokens.card,
        role.Midlight: tokens.hair,
        role.Mid: tokens.line,
        role.Dark: tokens.ctrl,
        role.Shadow: tokens.ctrl,
        role.Accent: tokens.jade,
    }
    palette = QPalette()
    for which, colour in colours.items():
        palette.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.ink3))
    return palette


def draw_marks(tokens: Theme, home: Path) -> Path:
    """Check boxes, radio rings and carets as small pictures: a styled control loses Qt's own."""
    folder = home / f"marks-1-{tokens.name}-{tokens.percent}"
    folder.mkdir(parents=True, exist_ok=True)
    side = tokens.px(18)
    for name, paint in _MARKS.items():
        for dpr, suffix in ((1, ""), (2, "@2x")):
            path = folder / f"{name}{suffix}.png"
            if not path.exists():
                _picture(paint, tokens, tokens.px(14) if name == "caret" else side, dpr).save(str(path))
    return folder


def _picture(paint: object, tokens: Theme, side: int, dpr: int) -> QPixmap:
    picture = QPixmap(side * dpr, side * dpr)
    picture.setDevicePixelRatio(dpr)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    assert callable(paint)
    paint(painter, QRectF(0, 0, side, side), tokens)
    painter.end()
    return picture


def _box(edge: str, fill: str, sign: str = "") -> object:
    def paint(painter: QPainter, rect: QRectF, tokens: Theme) -> None:
        painter.setPen(QPen(QColor(getattr(tokens, edge)), tokens.px(1.5)))
        painter.setBrush(QColor(getattr(tokens, fill)))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), tokens.radius_inner, tokens.radius_inner)
        if sign:
            icons.draw(painter, rect, sign, "card" if fill == "jade" else "ink3", tokens.px(14))

    return paint


def _ring(edge: str, dot: str = "") -> object:
    def paint(painter: QPainter, rect: QRectF, tokens: Theme) -> None:
        painter.setPen(QPen(QColor(getattr(tokens, edge)), tokens.px(1.5)))
        painter.setBrush(QColor(getattr(tokens, dot or "card")))
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))
        if dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.card))
            painter.drawEllipse(rect.center(), rect.width() / 6, rect.width() / 6)

    return paint


def _caret(painter: QPainter, rect: QRectF, _tokens: Theme) -> None:
    icons.draw(painter, rect, "down", "ink2")


_MARKS = {
    "box": _box("ctrl", "card"),
    "box-on": _box("jade", "jade", "check"),
    "box-part": _box("jade", "jade", "minus"),
    "box-off": _box("line", "sunk"),
    "box-on-off": _box("line", "wash", "check"),
    "ring": _ring("ctrl"),
    "ring-on": _ring("jade", "jade"),
    "caret": _caret,
}
