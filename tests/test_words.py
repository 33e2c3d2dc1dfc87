"""Words the desk never says, on screen, on paper or on the command line: they name the machine's trouble, not the way out."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BANNED = ("确定", "提交", "操作", "处理一下", "错误", "失败", "非法", "无效", "异常", "参数", "数据库", "记录ID", "！")
SAID_BY = ("ui", "venue_desk", "db", "printing")
HAN = re.compile(r"[\u4e00-\u9fff]")


def sentences(module: Path) -> Iterator[tuple[int, str]]:
    """Every Chinese text of a module that somebody may read: not its docstrings."""
    tree = ast.parse(module.read_text("utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
            and HAN.search(node.value)
        ):
            yield node.lineno, node.value


@pytest.mark.parametrize("room", SAID_BY)
def test_no_screen_and_no_sentence_uses_the_words_of_the_office(room: str) -> None:
    said = [
        f"{module.relative_to(ROOT)}:{line} {text}"
        for module in (ROOT / room).rglob("*.py")
        for line, text in sentences(module)
        if any(word in text for word in BANNED)
    ]
    assert said == []


def test_the_manual_keeps_to_them_too() -> None:
    said = [
        f"{page.name}: {word}"
        for page in (ROOT / "resources" / "manual").glob("*.md")
        for word in BANNED
        if word in page.read_text("utf-8")
    ]
    assert said == []


def test_a_banned_word_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "said.py"
    module.write_text('"""操作说明不算。"""\nBUTTON = "确定"\n', "utf-8")
    assert [text for _, text in sentences(module)] == ["确定"]
