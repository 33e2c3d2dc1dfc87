"""QApplication set up: fonts, Fusion, Chinese for Qt's own dialogs, focus rings; nothing of the desk itself."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ui import fonts, style
from ui.kit.buttons import FocusRings
from ui.style import Appearance

NAME = "村站值守台"


def make_app(cache: Path | None = None, data_fonts: Path | None = None) -> QApplication:
    """The one QApplication, dressed in the light theme at 100 % until someone signs in."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("venue-desk")
    app.setApplicationDisplayName(NAME)
    home = cache or fonts.cache_dir()
    fonts.register(fonts.ensure_fonts(home), data_fonts)
    app.setStyle("Fusion")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    _speak_chinese(app)
    FocusRings(app)
    style.apply(app, style.theme_for(Appearance(), compact=False), home)
    return app


def _speak_chinese(app: QApplication) -> None:
    """Qt's file and print dialogs speak English without this."""
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
