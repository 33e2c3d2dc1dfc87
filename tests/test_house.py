"""The house stands as ARCHITECTURE has it: rooms, contracts, sizes, names, and what its pages promise."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
ROOMS = ("venue_desk", "ui", "db", "printing", "resources")
FOLDERS = {*ROOMS, "tests", "benchmarks", "docs", ".ci"}
KEPT = {".ci", ".editorconfig", ".gitattributes", ".gitignore"}
VENUE_DESK = {
    "__init__",
    "__main__",
    "window",
    "arguments",
    "commands",
    "desk",
    "changes",
    "domain",
    "services",
    "exchange",
}
VAGUE = {"base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "util", "utils"}
LONGEST = 400


def tracked() -> list[Path]:
    """Every file of the project: what git knows or would take; without git, what is no cache."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HERE, capture_output=True, check=False,
    )  # fmt: skip
    if listing.returncode == 0:
        found = [HERE / name for name in listing.stdout.decode().split("\0") if name]
    else:
        found = [path for path in HERE.rglob("*") if not any(_is_cache(part) for part in path.relative_to(HERE).parts)]
    return sorted(path for path in found if path.is_file())


def _is_cache(part: str) -> bool:
    return part == "__pycache__" or (part.startswith(".") and part not in KEPT)


FILES = tracked()
SOURCES = [path for path in FILES if path.suffix == ".py"]


def in_rooms(paths: list[Path]) -> list[Path]:
    return [path for path in paths if path.relative_to(HERE).parts[0] in ROOMS]


# --- the import contracts ---------------------------------------------------------------------------------------------


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run as its own process inside `folder`, so that only the packages there are seen."""
    program = "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def copy_of_the_house(tmp_path: Path) -> Path:
    for room in ROOMS:
        shutil.copytree(HERE / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(HERE / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_import_contracts_hold(copy_of_the_house: Path) -> None:
    done = lint_imports(copy_of_the_house)
    assert done.returncode == 0, done.stdout + done.stderr


BREACHES = [
    ("ui/kit/breach.py", "import db.connection", "ui.kit.breach -> db.connection"),
    ("ui/kit/breach.py", "import printing.fonts", "ui.kit.breach -> printing.fonts"),
    ("ui/kit/breach.py", "import peewee", "ui.kit.breach -> peewee"),
    ("ui/kit/breach.py", "from reportlab.pdfgen import canvas", "ui.kit.breach -> reportlab"),
    ("ui/kit/breach.py", "def lazily():\n    import db.journal", "ui.kit.breach -> db.journal"),
    ("ui/kit/breach.py", "import venue_desk.commands", "ui.kit.breach -> venue_desk.commands"),
    ("db/breach.py", "import printing.fonts", "db.breach -> printing.fonts"),
    ("db/breach.py", "import venue_desk.services.unit", "db.breach -> venue_desk.services.unit"),
    ("db/breach.py", "import venue_desk.changes", "db.breach -> venue_desk.changes"),
    ("db/breach.py", "from PySide6 import QtCore", "db.breach -> PySide6"),
    ("printing/breach.py", "import db.connection", "printing.breach -> db.connection"),
    ("printing/breach.py", "def lazily():\n    from PySide6 import QtGui", "printing.breach -> PySide6"),
    ("venue_desk/domain/breach.py", "import venue_desk.changes", "venue_desk.domain.breach -> venue_desk.changes"),
    ("venue_desk/domain/breach.py", "import db.connection", "venue_desk.domain.breach -> db.connection"),
    ("venue_desk/domain/breach.py", "import peewee", "venue_desk.domain.breach -> peewee"),
    ("venue_desk/services/breach.py", "import ui.theme", "venue_desk.services.breach -> ui.theme"),
    ("venue_desk/services/breach.py", "import PySide6", "venue_desk.services.breach -> PySide6"),
    ("venue_desk/exchange/breach.py", "import db.connection", "venue_desk.exchange.breach -> db.connection"),
    ("resources/breach.py", "import venue_desk.domain.ids", "resources.breach -> venue_desk.domain.ids"),
]


@pytest.mark.slow
def test_every_breach_of_a_contract_is_named(copy_of_the_house: Path) -> None:
    """All forbidden imports at once, each in a file of its own: the report must name every one."""
    wanted = []
    for number, (name, code, breach) in enumerate(BREACHES):
        path = copy_of_the_house / name.replace("breach", f"breach{number}")
        path.write_text(f"{code}\n", encoding="utf-8")
        wanted.append(breach.replace("breach", f"breach{number}"))
    done = lint_imports(copy_of_the_house)
    assert done.returncode != 0
    report = " ".join(done.stdout.split())
    assert [breach for breach in wanted if breach not in report] == []


# --- rooms, sizes, names ----------------------------------------------------------------------------------------------


def test_the_top_level_is_as_given() -> None:
    folders = {path.relative_to(HERE).parts[0] for path in FILES if len(path.relative_to(HERE).parts) > 1}
    assert folders <= FOLDERS
    assert set(ROOMS) <= folders


def test_venue_desk_has_no_room_the_contracts_do_not_know() -> None:
    inside = {
        path.relative_to(HERE / "venue_desk").parts[0] for path in SOURCES if path.is_relative_to(HERE / "venue_desk")
    }
    assert {name.removesuffix(".py") for name in inside} <= VENUE_DESK


def test_no_source_file_is_too_long_to_read_at_a_sitting() -> None:
    sizes = {str(path.relative_to(HERE)): len(path.read_bytes().splitlines()) for path in in_rooms(SOURCES)}
    long = {name: lines for name, lines in sizes.items() if lines > LONGEST}
    assert long == {}


def test_no_module_has_a_vague_name() -> None:
    words = {path: set(re.split(r"_", path.stem)) | set(path.relative_to(HERE).parts) for path in SOURCES}
    assert [str(path) for path, names in words.items() if names & VAGUE] == []


def test_no_import_hides_from_the_contracts() -> None:
    """A name given to __import__ or import_module is seen by no contract; no room may need one."""
    hidden = [
        f"{path.relative_to(HERE)}:{node.lineno}"
        for path in in_rooms(SOURCES)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id == "__import__")
        or (isinstance(node, ast.Attribute) and node.attr == "import_module")
    ]
    assert hidden == []


# --- what the pages promise -------------------------------------------------------------------------------------------


def test_the_readme_gives_the_command_that_ci_runs() -> None:
    ci = [line for line in (HERE / ".ci" / "run").read_text(encoding="utf-8").splitlines() if "python3" in line]
    assert ci == ["exec python3 start.py test"]
    assert "\npython3 start.py test\n" in (HERE / "README.md").read_text(encoding="utf-8")


def test_every_file_the_pages_point_to_exists() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in FILES
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_says_why_and_what_follows() -> None:
    pages = sorted((HERE / "docs" / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04d}" for number in range(1, len(pages) + 1)]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert text.startswith(f"# {page.name[:4]} "), page.name
        assert heads == ["Context", "Choice", "Why", "Consequences"], page.name
        assert len(text.splitlines()) <= 80, f"{page.name}: one page"


def test_every_decision_that_is_cited_exists() -> None:
    numbers = {page.name[:4] for page in (HERE / "docs" / "decisions").glob("*.md")}
    cited = {
        number
        for path in FILES
        if path.suffix in {".py", ".md", ".toml", ".txt"}
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text(encoding="utf-8"))
    }
    assert cited <= numbers


def test_the_constraints_pin_exactly_and_name_no_address() -> None:
    lines = (HERE / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.+]+(; python_version (<|>=) '3\.\d+')?", pin)] == []


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    pins = (HERE / "constraints.txt").read_text(encoding="utf-8")
    pinned = {plain(line.split("==")[0]) for line in pins.splitlines() if "==" in line}
    assert {plain(re.split(r"[><=!;\s\[]", one)[0]) for one in wanted} - pinned == set()


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


ELSEWHERE = re.compile(
    r"(?<![\w.])/(?:home|root|work|Users|opt)/|https?://[^\s)]*(?:pypi|pythonhosted|debian|npmjs|mirror)"
)


def test_no_file_names_a_machine_or_a_registry() -> None:
    texts = {".py", ".md", ".toml", ".txt", ".cfg", ".qss", ".svg", ""}
    found = [
        f"{path.relative_to(HERE)}: {match.group()}"
        for path in FILES
        if path.suffix in texts and (match := ELSEWHERE.search(path.read_text(encoding="utf-8")))
    ]
    assert found == []
