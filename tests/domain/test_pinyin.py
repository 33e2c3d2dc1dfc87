"""Names in the order of pinyin, surnames by their own reading."""

import pytest

from venue_desk.domain.pinyin import sort_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("张文海", "zhang wen hai"), ("单田芳", "shan tian fang"), ("仇英", "qiu ying"), ("曾国", "zeng guo"), ("查良镛", "zha liang yong"),
        ("解小东", "xie xiao dong"), ("朴树", "piao shu"), ("区大相", "ou da xiang"), ("尉迟恭", "yu chi gong"), ("尉健行", "wei jian xing"),
        ("单", "dan"), ("Tom", "Tom"), ("", ""),
    ],
)  # fmt: skip
def test_surnames_have_their_own_reading(name: str, key: str) -> None:
    assert sort_key(name) == key


def test_a_shorter_syllable_comes_first_and_the_unknown_last() -> None:
    names = ["林安", "𠮷安", "李安", "王安", "李艾"]
    assert sorted(names, key=sort_key) == ["李艾", "李安", "林安", "王安", "𠮷安"]
