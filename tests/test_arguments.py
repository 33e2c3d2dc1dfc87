"""A wrong call is answered in Chinese, whatever this Python's argparse would say."""

import re
from argparse import ArgumentTypeError

import pytest

from venue_desk.__main__ import parser
from venue_desk.arguments import UNKNOWN, SpokenParser, told

LATIN_WORDS = re.compile(r"\b(usage|error|argument|options|show|required|invalid|choose|expected|positional)\b")


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int | str | None, str]:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(arguments)
    return left.value.code, capsys.readouterr().err


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        ("prin", "venue-desk：没有「prin」，可以写：demo、print、"),
        ("print contact-card", "venue-desk print：还没写：--out、--data。"),
        ("print cats --out x --data y", "没有「cats」，可以写：contact-card、"),
        ("demo x --scale huge", "--scale 没有「huge」，可以写：station、township、county。"),
        ("demo x --years", "--years 后面要写一个。"),
        ("demo x --years zehn", "--years 后面要写整数，不是「zehn」。"),
        ("demo x --today gestern", "--today：日期请写成 2026-11-23 或 2026-11-23T10:24 这样，不是「gestern」。"),
        ("papers --loud", "不认得：--loud。"),
        ("print contact-card --out x --data y --all=now", "--all 后面不用写「now」。"),
        ("print contact-card --out x --data y --cad --co 3", "--cadre 后面至少写一个。"),
        ("print contact-card --out x --data y --h x", "--h 可能是"),
    ],
)
def test_what_is_wrong_is_told_in_chinese_below_the_usage(
    call: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = refused(call.split(), capsys)
    assert code == 2
    assert said.startswith("用法：venue-desk")
    assert sentence in said.splitlines()[-1]
    assert not LATIN_WORDS.search(said)


@pytest.mark.parametrize("command", ["", "demo", "print", "import", "export", "template", "papers", "tour", "check"])
def test_no_help_page_has_a_word_of_argparse(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args([*command.split(), "--help"])
    said = capsys.readouterr().out
    assert said.startswith("用法：venue-desk")
    assert "看用法" in said
    assert not LATIN_WORDS.search(said)


def test_a_complaint_of_another_python_is_told_in_general(capsys: pytest.CaptureFixture[str]) -> None:
    assert told("something no version has said yet") == UNKNOWN

    def odd(text: str) -> str:
        raise ArgumentTypeError(f"odd {text}")

    one = SpokenParser(prog="x")
    one.add_argument("--y", type=odd)
    with pytest.raises(SystemExit):
        one.parse_args(["--y", "z"])
    assert capsys.readouterr().err.endswith(f"x：{UNKNOWN}。\n")


def test_choices_are_known_with_and_without_quotes() -> None:
    for choices in ("'a', 'b'", "a, b"):
        assert told(f"argument --z: invalid choice: 'c' (choose from {choices})") == "--z 没有「c」，可以写：a、b"
