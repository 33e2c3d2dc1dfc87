"""The window's typefaces: static Noto Sans SC cut once into the cache folder, Phosphor for icons, a chain for rare characters.

Qt sees only the thinnest style of the variable collection that the font package ships, and fakes its bold; three static
cuts named as one family answer to weights 400, 500 and 700, in style sheets too.
"""

import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

FAMILY = "Noto Sans SC"
ICON_FAMILY = "Phosphor"
WEIGHTS = {400: "Regular", 500: "Medium", 700: "Bold"}
# In the order in which they are asked; together they hold every Han character of GB 18030-2022 level 3.
RARE_FAMILIES = (
    "HanaMinA",
    "HanaMinB",
    "SimSun-ExtB",
    "SimSun-ExtG",
    "MingLiU-ExtB",
    "Noto Serif CJK SC",
    "KaiXinSong",
)
FONT_SUFFIXES = (".ttf", ".otf", ".ttc")

_FACE_SC = 2
_VERSION = "2"


def cache_dir() -> Path:
    """Where cut fonts are kept between starts."""
    from platformdirs import user_cache_path

    return user_cache_path("venue-desk", appauthor=False)


def package_file(package: str, *parts: str) -> Path:
    """A file beside an installed package, found without running the package (qtawesome costs a quarter of a second)."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"{package} is not installed")
    return Path(next(iter(spec.submodule_search_locations)), *parts)


def ensure_fonts(folder: Path | None = None, progress: Callable[[int, int], None] | None = None) -> tuple[Path, ...]:
    """The three static weights, cut on the first call and reused after; two processes may call at once."""
    home = (folder or cache_dir()) / f"fonts-{_VERSION}"
    home.mkdir(parents=True, exist_ok=True)
    paths = []
    for done, (weight, style) in enumerate(WEIGHTS.items()):
        path = home / f"NotoSansSC-{style}.otf"
        if not path.exists():
            _write_whole(path, _cut(weight, style))
        paths.append(path)
        if progress is not None:
            progress(done + 1, len(WEIGHTS))
    return tuple(paths)


def _write_whole(path: Path, content: bytes) -> None:
    """Write beside, then rename: another process sees the whole font or none."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
        Path(name).replace(path)
    except PermissionError:
        # Windows: the other process was first and has the font open already; its copy is as good.
        Path(name).unlink(missing_ok=True)
        if not path.exists():
            raise
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _cut(weight: int, style: str) -> bytes:
    """One static weight of the SC face, every character of it, without what upright screen text never asks for."""
    import uharfbuzz as hb

    face = hb.Face(hb.Blob.from_file_path(str(package_file("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"))), _FACE_SC)
    plan = hb.SubsetInput()
    plan.pin_all_axes_to_default(face)
    plan.pin_axis_location(face, "wght", weight)
    plan.unicode_set.update(face.unicodes)
    plan.layout_feature_tag_set.clear()
    plan.layout_feature_tag_set.add(_tag("kern"))
    for table in ("GSUB", "vhea", "vmtx", "VORG", "BASE", "DSIG", "STAT"):
        plan.drop_table_tag_set.add(_tag(table))
    # CFF2 without its axes is a rare bird: plain CFF is what Windows and FreeType have read for twenty years.
    plan.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.DOWNGRADE_CFF2
    return _named(hb.subset(face, plan).blob.data, weight, style)


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")


def _named(font_bytes: bytes, weight: int, style: str) -> bytes:
    """The same font under the names by which Qt groups the three into one family."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(font_bytes), lazy=True, recalcBBoxes=False, recalcTimestamp=False)
    names = font["name"]
    names.names = []
    family, subfamily = (FAMILY, style) if weight in (400, 700) else (f"{FAMILY} {style}", "Regular")
    texts = {1: family, 2: subfamily, 3: f"venue-desk {weight} {_VERSION}", 4: f"{FAMILY} {style}"}
    texts |= {6: f"NotoSansSC-{style}", 16: FAMILY, 17: style}
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    # Bits 0, 5, 6 of fsSelection: italic, bold, regular.
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0b1100001) | (0x20 if weight == 700 else 0x40)
    font["head"].macStyle = 1 if weight == 700 else 0
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def register(paths: Iterable[Path], data_fonts: Path | None = None) -> tuple[str, ...]:
    """Make the fonts known to Qt and chain the rare-character families behind ours; answers the chain in use."""
    from PySide6.QtGui import QFont, QFontDatabase

    for path in paths:
        _add(path)
    _add(package_file("qtawesome", "fonts", "phosphor-1.3.0.ttf"))
    known = set(QFontDatabase.families())
    chain = [family for family in RARE_FAMILIES if family in known]
    chain += _data_families(data_fonts)
    QFont.removeSubstitutions(FAMILY)
    QFont.insertSubstitutions(FAMILY, chain)
    return tuple(chain)


def _data_families(folder: Path | None) -> list[str]:
    """Fonts that the station put into `fonts/` of its data folder."""
    if folder is None or not folder.is_dir():
        return []
    found: list[str] = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in FONT_SUFFIXES:
            found += _add(path)
    return found


def _add(path: Path) -> list[str]:
    from PySide6.QtGui import QFontDatabase

    number = QFontDatabase.addApplicationFont(str(path))
    return QFontDatabase.applicationFontFamilies(number) if number >= 0 else []


def main() -> int:
    """Cut the fonts before the first start, telling how far it is."""
    ensure_fonts(progress=_tell)
    return 0


def _tell(done: int, total: int) -> None:
    # A console without Chinese shows the figures still.
    sys.stdout.buffer.write(f"字体 {done}/{total}\n".encode(sys.stdout.encoding or "utf-8", "replace"))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
