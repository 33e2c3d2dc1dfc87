"""Which font has which character: Noto Sans CJK SC first, then fonts for rare characters found on the machine.

Every Han character of GB 18030-2022 may be part of a name. Noto lacks the rarest; Hanazono (花园明朝), SimSun-ExtB and
the fonts that UOS and Kylin bring have them. They are looked for, never assumed.
"""

import os
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import manimgx_fonts_cjk
import uharfbuzz as hb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NOTO = Path(manimgx_fonts_cjk.__file__).with_name("NotoSansCJK-VF.otf.ttc")
NOTO_SC = 2
"""The face of the collection drawn to mainland forms."""

RARE_FONTS = ("HanaMinA.ttf", "HanaMinB.ttf", "simsunb.ttf", "SimSunExtG.ttf")
"""Asked in this order before any other font of the machine: all of Extension B and beyond is in them."""

GETA = "〓"
"""What a character without a glyph becomes, once somebody agreed to it (JIS X 4051 calls it the geta mark)."""

_RESTRICTED = 0x0002
"""OS/2 fsType bit 1: the maker forbids embedding (OpenType specification, OS/2)."""


@dataclass(frozen=True)
class FontFile:
    """One face of a font file, opened when first asked."""

    path: Path
    index: int = 0
    _opened: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def face(self) -> Any:
        """The face as hb-subset takes it."""
        if "face" not in self._opened:
            self._opened["face"] = hb.Face(hb.Blob.from_file_path(str(self.path)), self.index)
        return self._opened["face"]

    @property
    def outlines(self) -> str:
        """`CFF ` (also for CFF2) or `glyf`; empty for a font of bitmaps or a broken one."""
        if "outlines" not in self._opened:
            tags = set(self.face.table_tags)
            found = "CFF " if tags & {"CFF ", "CFF2"} else "glyf" if "glyf" in tags else ""
            self._opened["outlines"] = "" if self._forbidden(tags) else found
        return str(self._opened["outlines"])

    def has(self, char: str) -> bool:
        """Whether this face can draw `char`."""
        if "unicodes" not in self._opened:
            self._opened["unicodes"] = frozenset(self.face.unicodes) if self.outlines else frozenset()
        return ord(char) in self._opened["unicodes"]

    def font(self, weight: int) -> Any:
        """The face at `weight`, for glyph ids and advances."""
        font = hb.Font(self.face)
        if self.face.has_var_data:
            font.set_variations({"wght": weight})
        return font

    def _forbidden(self, tags: set[str]) -> bool:
        if "OS/2" not in tags:
            return False
        table = self.face.reference_table("OS/2").data
        return bool(int.from_bytes(table[8:10], "big") & 0x000F == _RESTRICTED)


class FontChain:
    """The fonts asked in turn for each character. The machine's other fonts are opened only for a rare one."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        """`folders` are searched, subfolders too, for fonts beside Noto."""
        self.main = FontFile(NOTO, NOTO_SC)
        self._folders = folders
        self._known: dict[str, FontFile | None] = {}
        self._opened: list[FontFile] = []
        self._rest: Iterator[FontFile] = self._candidates()

    def font_for(self, char: str) -> FontFile | None:
        """The first font that has `char`; None if no font of this machine does."""
        if char not in self._known:
            self._known[char] = next((font for font in self._fonts() if font.has(char)), None)
        return self._known[char]

    def _fonts(self) -> "Iterator[FontFile]":
        yield from self._opened
        for font in self._rest:
            self._opened.append(font)
            yield font

    def _candidates(self) -> "Iterator[FontFile]":
        yield self.main
        files = {path.name.lower(): path for path in _font_files(self._folders)}
        for name in RARE_FONTS:
            if path := files.pop(name.lower(), None):
                yield FontFile(path)
        for name in sorted(files):
            yield FontFile(files[name])


def _font_files(folders: tuple[Path, ...]) -> "Iterator[Path]":
    for folder in folders:
        for base, _, names in os.walk(folder):
            yield from (Path(base, name) for name in names if name.lower().endswith((".ttf", ".otf", ".ttc")))


def system_folders() -> tuple[Path, ...]:
    """Where Windows, Linux, UOS and Kylin keep their fonts."""
    home = Path.home()
    windows = [Path(os.environ[name], tail) for name, tail in _WINDOWS if name in os.environ]
    unix = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]
    return tuple(folder for folder in (*windows, *unix) if folder.is_dir())


_WINDOWS = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft/Windows/Fonts"))


@cache
def font_chain(folders: tuple[Path, ...]) -> FontChain:
    """The chain over `folders`, opened once a process."""
    return FontChain(folders)


def is_silent(char: str) -> bool:
    """Characters that leave no mark: controls, joiners and variation selectors (the base glyph is drawn)."""
    selects = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return selects or unicodedata.category(char) in {"Cc", "Cf"}


def missing_characters(texts: "Iterable[str]", folders: tuple[Path, ...]) -> tuple[str, ...]:
    """The characters of `texts` that no font has, in the order of their code points."""
    chain = font_chain(folders)
    return tuple(c for c in sorted(set().union(*texts)) if not is_silent(c) and chain.font_for(c) is None)
