"""start.py on machines unlike this one: older Pythons, no display, missing libraries, nothing installed."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import start

HERE = Path(start.__file__).parent


def test_an_old_python_can_still_read_it() -> None:
    ast.parse((HERE / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_it_needs_the_standard_library_only() -> None:
    tree = ast.parse((HERE / "start.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--data", "folder"], True),
        (["--help"], False),
        (["--data", "folder", "--help"], False),
        (["demo", "folder"], False),
        (["print", "policy-sheet", "--all"], False),
    ],
)
def test_only_a_window_needs_a_display(arguments: list[str], window: bool) -> None:
    assert start.opens_window(arguments) is window


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_a_display_is_x11_wayland_or_a_platform_chosen_on_purpose() -> None:
    assert not start.has_display({})
    assert not start.has_display({"DISPLAY": ""})
    assert start.has_display({"DISPLAY": ":0"})
    assert start.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert start.has_display({"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a display")
def test_without_a_display_it_says_what_to_do_before_anything_is_installed(tmp_path: Path) -> None:
    copy = tmp_path / "start.py"
    copy.write_bytes((HERE / "start.py").read_bytes())
    done = subprocess.run([sys.executable, copy], env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "请在桌面上的终端里运行" in done.stderr
    assert "DISPLAY" in done.stderr
    assert list(tmp_path.iterdir()) == [copy]


def test_it_installs_again_only_when_the_dependencies_or_the_folder_change(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        for name in ("pyproject.toml", "constraints.txt"):
            (folder / name).write_bytes((HERE / name).read_bytes())
    first = start.digest(one)
    assert start.digest(one) == first
    assert start.digest(other) != first
    (one / "constraints.txt").write_text("peewee==4.5.3\n", encoding="utf-8")
    assert start.digest(one) != first


@pytest.mark.parametrize("noted", ["", "{", "3", '"text"'])
def test_a_spoilt_note_of_what_is_installed_means_installing_again(tmp_path: Path, noted: str) -> None:
    stamp = tmp_path / "installed.json"
    stamp.write_text(noted, encoding="utf-8")
    assert start.stamped(stamp) == set()
    assert start.stamped(tmp_path / "missing.json") == set()
    stamp.write_text(json.dumps(["a", "dev"]), encoding="utf-8")
    assert start.stamped(stamp) == {"a", "dev"}


def test_what_the_loader_misses_is_named_once_with_its_packages() -> None:
    listing = """
        libX11-xcb.so.1 => /lib/x86_64-linux-gnu/libX11-xcb.so.1 (0x00007f)
        libxcb-icccm.so.4 => not found
        libxcb-keysyms.so.1 => not found
        libxcb-icccm.so.4 => not found
        libEGL.so.1 => not found
    """
    missing = start.not_found(listing)
    assert missing == ["libEGL.so.1", "libxcb-icccm.so.4", "libxcb-keysyms.so.1"]
    assert start.packages_of(missing) == (
        ["libegl1", "libxcb-icccm4", "libxcb-keysyms1"],
        ["libglvnd-egl", "xcb-util-keysyms", "xcb-util-wm"],
    )


def test_an_unknown_library_stands_for_itself() -> None:
    assert start.packages_of(["libnew.so.3"]) == (["libnew.so.3"], ["libnew.so.3"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Qt brings its own libraries elsewhere")
def test_every_library_in_the_table_is_one_qt_really_loads() -> None:
    """A misspelt name in the table would never be matched and its package never named."""
    qt = next(Path(sys.prefix).glob("lib/python3*/site-packages/PySide6"))
    listing = start.output(["ldd", str(qt / "Qt/plugins/platforms/libqxcb.so")])
    loaded = {line.split()[0].split(".so")[0] for line in listing.splitlines() if line.strip()}
    assert {row[0] for row in start.LIBRARIES} <= loaded


def test_the_missing_package_is_given_as_a_command_to_copy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = tmp_path / "yum"
    tool.write_text("#!/bin/sh\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stopped:
        start.provide_libraries(["libxcb-cursor.so.0"], needed=True)
    assert stopped.value.code == 1
    said = capsys.readouterr().err
    assert "libxcb-cursor.so.0" in said
    assert "yum install xcb-util-cursor" in said
