"""The command line's own words: usage, help and what is wrong with a call, in Chinese.

argparse words its complaints itself, a little differently in every Python: they are known again here by their beginning,
and one that is not is told in general. Nothing of it reaches anybody in English.
"""

import re
from argparse import SUPPRESS, ArgumentParser, HelpFormatter
from collections.abc import Callable, Iterable
from typing import Any, NoReturn

UNKNOWN = "这一行没看懂，请对照用法再写一遍"
_OF = r"argument (?P<name>.*?): "


def _not_among(found: re.Match[str]) -> str:
    known = "、".join(_bare(choice) for choice in found["known"].split(", "))
    where = f"{found['name']} " if found["name"] else ""
    return f"{where}没有「{_bare(found['said'])}」，可以写：{known}"


def _bare(said: str) -> str:
    return said.strip("'\"")


_WORDS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"the following arguments are required: (?P<what>.+)", lambda m: f"还没写：{m['what'].replace(', ', '、')}"),
    (r"unrecognized arguments: (?P<what>.+)", lambda m: f"不认得：{m['what']}"),
    (rf"{_OF}invalid choice: (?P<said>.+?) \(choose from (?P<known>.+)\)", _not_among),
    (rf"{_OF}expected one argument", lambda m: f"{m['name']} 后面要写一个"),
    (rf"{_OF}expected at least one argument", lambda m: f"{m['name']} 后面至少写一个"),
    (rf"{_OF}invalid int value: (?P<said>.+)", lambda m: f"{m['name']} 后面要写整数，不是「{_bare(m['said'])}」"),
    (rf"{_OF}ignored explicit argument (?P<said>.+)", lambda m: f"{m['name']} 后面不用写「{_bare(m['said'])}」"),
    (
        r"ambiguous option: (?P<said>.+?) could match (?P<known>.+)",
        lambda m: f"{m['said']} 可能是 {m['known'].replace(', ', '、')}，请写全",
    ),
    (rf"{_OF}(?P<own>.*[\u4e00-\u9fff].*)", lambda m: f"{m['name']}：{m['own']}"),
)


class SpokenParser(ArgumentParser):
    """An ArgumentParser whose usage, help and complaints are Chinese; commands made of it are so too."""

    def __init__(self, **kept: Any) -> None:
        super().__init__(add_help=False, formatter_class=_Spoken, **kept)
        self._positionals.title, self._optionals.title = "要写的", "可以写的"
        self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="看用法")

    def format_help(self) -> str:
        """Headings end in our colon."""
        return super().format_help().replace(":\n", "：\n")

    def error(self, message: str) -> NoReturn:
        """The usage, then what is wrong with the call, on standard error; the status is 2."""
        self.exit(2, f"{self.format_usage()}{self.prog}：{told(message)}。\n")


class _Spoken(HelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def told(message: str) -> str:
    """A complaint of argparse as we say it."""
    for pattern, words in _WORDS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words(found)
    return UNKNOWN
