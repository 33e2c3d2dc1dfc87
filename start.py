"""Opens the desk on any machine with Python 3.11 or later: `python3 start.py`.

    python3 start.py [ARGUMENTS...]     the window, or a command of venue-desk (demo, print, check, ...)
    python3 start.py test [ARGUMENTS]   everything this project is held to; the arguments go to pytest
    python3 start.py bench [ARGUMENTS]  the measurements

Standard library only, and nothing newer than Python 3.6 in its syntax: an old Python shall get a polite sentence.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Mapping, NoReturn, Optional, Sequence, Set, Tuple

HERE = Path(__file__).resolve().parent
ENVIRONMENT = HERE / ".venv"
STAMP = ENVIRONMENT / "venue-desk-installed.json"
OLDEST = (3, 11)
WINDOWS = os.name == "nt"
RARE_FONTS = Path("/usr/share/fonts/truetype/hanazono")

# What Qt loads from the system on Linux: the start of the library's name, its Debian package, its RPM package.
LIBRARIES = (
    ("libEGL", "libegl1", "libglvnd-egl"),
    ("libGL", "libgl1", "libglvnd-glx"),
    ("libfontconfig", "libfontconfig1", "fontconfig"),
    ("libdbus-1", "libdbus-1-3", "dbus-libs"),
    ("libglib-2.0", "libglib2.0-0", "glib2"),
    ("libgthread-2.0", "libglib2.0-0", "glib2"),
    ("libX11-xcb", "libx11-xcb1", "libX11-xcb"),
    ("libX11", "libx11-6", "libX11"),
    ("libxkbcommon-x11", "libxkbcommon-x11-0", "libxkbcommon-x11"),
    ("libxkbcommon", "libxkbcommon0", "libxkbcommon"),
    ("libxcb-cursor", "libxcb-cursor0", "xcb-util-cursor"),
    ("libxcb-icccm", "libxcb-icccm4", "xcb-util-wm"),
    ("libxcb-image", "libxcb-image0", "xcb-util-image"),
    ("libxcb-keysyms", "libxcb-keysyms1", "xcb-util-keysyms"),
    ("libxcb-render-util", "libxcb-render-util0", "xcb-util-renderutil"),
    ("libxcb-util", "libxcb-util1", "xcb-util"),
    ("libxcb-randr", "libxcb-randr0", "libxcb"),
    ("libxcb-render", "libxcb-render0", "libxcb"),
    ("libxcb-shape", "libxcb-shape0", "libxcb"),
    ("libxcb-shm", "libxcb-shm0", "libxcb"),
    ("libxcb-sync", "libxcb-sync1", "libxcb"),
    ("libxcb-xfixes", "libxcb-xfixes0", "libxcb"),
    ("libxcb-xkb", "libxcb-xkb1", "libxcb"),
    ("libxcb", "libxcb1", "libxcb"),
)

# Tests of the window wait for its timers now and then: others use the processor meanwhile.
WORKERS = str((os.cpu_count() or 2) * 3 // 2)

CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format --check", ("-m", "ruff", "format", "--check", ".")),
    ("mypy --strict", ("-m", "mypy")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
    ("pytest", ("-m", "pytest", "-n", WORKERS, "--dist", "loadfile")),
)


def main(arguments: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without Chinese still shows the English half
    if arguments[:1] == ["test"]:
        return test(arguments[1:])
    if arguments[:1] == ["bench"]:
        python, _ = install("bench")
        return subprocess.call([str(python), "-m", "benchmarks", *arguments[1:]], cwd=str(HERE), env=quiet_screen())
    return desk(arguments)


def desk(arguments: Sequence[str]) -> int:
    """Hand over to venue-desk; before the first start the machine is got ready for it."""
    window = opens_window(arguments)
    if window and not has_display(os.environ):
        stop(
            "这里没有图形桌面，窗口打不开。请在桌面上的终端里运行；远程登录请用 ssh -X 或远程桌面。"
            "只想看看画面：python3 start.py demo 文件夹，再 python3 start.py tour 图片文件夹 --data 文件夹。",
            "There is no graphical desktop here (neither DISPLAY nor WAYLAND_DISPLAY is set). Run this in a terminal "
            "on the desktop, or through ssh -X or a remote desktop. For pictures only: start.py demo, start.py tour.",
        )
    python, fresh = install("")
    if sys.platform.startswith("linux"):
        provide_libraries(libraries_missing(python, window=window), needed=True)
    if fresh:
        prepare_fonts(python)
    command = [str(python), "-m", "venue_desk", *arguments]
    try:
        return subprocess.call(command)
    except KeyboardInterrupt:
        return 130


def test(arguments: Sequence[str]) -> int:
    """Each check in turn; the first that fails ends the run. The last line is pytest's."""
    python, fresh = install("dev")
    if sys.platform.startswith("linux"):
        provide_libraries(libraries_missing(python, window=False), needed=True)
    if fresh:
        prepare_fonts(python)
    for name, command in CHECKS:
        print(f"\n== {name}", flush=True)
        extra = arguments if name == "pytest" else ()
        status = subprocess.call([str(python), *command, *extra], cwd=str(HERE), env=quiet_screen())
        if status:
            print(f"== {name}: failed", flush=True)
            return status
    return 0


def quiet_screen() -> Dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"}


def opens_window(arguments: Sequence[str]) -> bool:
    """No command named, and not merely asked for help."""
    if not arguments:
        return True
    return arguments[0].startswith("-") and not {"-h", "--help", "--version"} & set(arguments)


def has_display(environment: Mapping[str, str]) -> bool:
    if not sys.platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


# --- the environment beside this file ---------------------------------------------------------------------------------


def install(extra: str) -> Tuple[Path, bool]:
    """The environment's Python, and whether anything had to be installed. Nothing changed, nothing is fetched."""
    python = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
    if not runs(python):
        create_environment()
    wanted, extras = digest(HERE), stamped(STAMP)
    if wanted in extras and extra in extras:
        return python, False
    tell("正在安装，第一次要几分钟……", "Installing; the first time takes some minutes...")
    target = f".[{extra}]" if extra else "."
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.call([*command, "--constraint", "constraints.txt", "--editable", target], cwd=str(HERE)):
        stop(
            "没有装完。请看上面最后几行：多半是网络不通或磁盘满了。好了以后再运行一次，已装的不会重装。",
            "The installation did not finish; the lines above say why (mostly network or disk space). Run this again "
            "when it is mended.",
        )
    kept = extras if wanted in extras else set()
    STAMP.write_text(json.dumps(sorted(kept | {wanted, "", extra})), encoding="utf-8")
    return python, True


def digest(folder: Path) -> str:
    """Changes when the dependencies change or the folder is moved."""
    total = hashlib.sha256(str(folder).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        total.update((folder / name).read_bytes())
    return total.hexdigest()


def stamped(stamp: Path) -> Set[str]:
    """What was installed, as `install` noted it; an unreadable note counts as none."""
    try:
        noted = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    return set(noted) if isinstance(noted, list) else set()


def create_environment() -> None:
    base = suitable_python()
    if not base:
        stop(
            f"需要 Python 3.11 或更新的版本，这里是 {sys.version.split()[0]}，别处也没有找到。"
            "Windows 请装 python.org 的安装包；Debian、UOS、麒麟请装软件源里较新的 python3（如 python3.11）。",
            f"Python 3.11 or later is needed; this is {sys.version.split()[0]}, and no newer one was found. Install one "
            "from python.org (Windows) or from your distribution, then run this again.",
        )
    if not succeeds([base, "-c", "import venv, ensurepip"]):
        version = output([base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]).strip()
        provide_packages([f"python{version}-venv"], [f"python{version}"], needed=True)
    if subprocess.call([base, "-m", "venv", "--clear", str(ENVIRONMENT)]):
        stop(
            f"不能在 {HERE} 里建立运行环境，请看上面的原因（文件夹能不能写，磁盘满没满）。",
            f"The environment could not be made in {HERE}; the lines above say why.",
        )


def suitable_python() -> Optional[str]:
    """The Python running here if it is new enough, else the newest one found on the machine."""
    if sys.version_info >= OLDEST:
        return sys.executable
    question = f"import sys; print(sys.executable if sys.version_info >= {OLDEST} else '')"
    asked = [["py", "-3"]] if WINDOWS else [[f"python3.{minor}"] for minor in range(20, OLDEST[1] - 1, -1)]
    for command in asked:
        if shutil.which(command[0]):
            answer = output([*command, "-c", question]).strip()
            if answer:
                return answer
    return None


# --- the machine ------------------------------------------------------------------------------------------------------


def libraries_missing(python: Path, window: bool) -> List[str]:
    """The shared libraries that Qt would look for in vain, as the loader sees it."""
    found = list(python.parent.parent.glob("lib/python3*/site-packages/PySide6"))
    if not found or not shutil.which("ldd"):
        return []
    inside = ["QtWidgets.abi3.so", "QtPrintSupport.abi3.so", "Qt/plugins/platforms/libqoffscreen.so"]
    if window:
        inside.append("Qt/plugins/platforms/libqxcb.so")
    return not_found("".join(output(["ldd", str(found[0] / name)]) for name in inside))


def not_found(listing: str) -> List[str]:
    return sorted(set(re.findall(r"^\s*(\S+) => not found", listing, re.MULTILINE)))


def provide_libraries(missing: Sequence[str], needed: bool) -> None:
    if missing:
        debian, rpm = packages_of(missing)
        tell(f"窗口还缺系统库：{'、'.join(missing)}", f"Qt needs system libraries: {', '.join(missing)}")
        provide_packages(debian, rpm, needed)


def packages_of(libraries: Sequence[str]) -> Tuple[List[str], List[str]]:
    """The Debian and the RPM packages that hold these libraries; an unknown one stands for itself."""
    debian, rpm = set(), set()
    for library in libraries:
        stem = library.split(".so")[0]
        row = next((row for row in LIBRARIES if row[0] == stem), (stem, library, library))
        debian.add(row[1])
        rpm.add(row[2])
    return sorted(debian), sorted(rpm)


def provide_packages(debian: Sequence[str], rpm: Sequence[str], needed: bool) -> None:
    """Install them as root on Debian and its kin; else say the exact command and stop, if they are needed."""
    if may_install() and apt("update") and apt("install", "--yes", "--no-install-recommends", *debian):
        return
    if needed:
        command = install_command(debian, rpm)
        stop(f"请先运行：{command}\n然后再运行一次 start.py。", f"Please run first: {command}\nthen start.py again.")


def may_install() -> bool:
    return not WINDOWS and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt(*arguments: str) -> bool:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return succeeds(["apt-get", "--quiet", *arguments], environment)


def install_command(debian: Sequence[str], rpm: Sequence[str]) -> str:
    sudo = "sudo " if os.geteuid() else ""
    for tool in ("dnf", "yum"):
        if shutil.which(tool) and not shutil.which("apt-get"):
            return f"{sudo}{tool} install {' '.join(rpm)}"
    return f"{sudo}apt-get update && {sudo}apt-get install {' '.join(debian)}"


def prepare_fonts(python: Path) -> None:
    """The window's three weights are cut once; the font for rare characters is taken where it may be, else left."""
    if may_install() and not RARE_FONTS.is_dir():
        provide_packages(["fonts-hanazono"], [], needed=False)
    if (HERE / "ui" / "fonts.py").exists():
        tell("正在准备字体……", "Preparing the fonts...")
        subprocess.call([str(python), "-m", "ui.fonts"], cwd=str(HERE))


# --- small things -----------------------------------------------------------------------------------------------------


def runs(python: Path) -> bool:
    return succeeds([str(python), "-c", "import pip"])


def succeeds(command: Sequence[str], environment: Optional[Mapping[str, str]] = None) -> bool:
    try:
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False
        )
    except OSError:
        return False
    return done.returncode == 0


def output(command: Sequence[str]) -> str:
    """What it prints; nothing, if it cannot be run."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except OSError:
        return ""
    return done.stdout.decode("utf-8", "replace")


def tell(chinese: str, english: str) -> None:
    print(f"{chinese}\n{english}", file=sys.stderr, flush=True)


def stop(chinese: str, english: str) -> NoReturn:
    tell(chinese, english)
    sys.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
