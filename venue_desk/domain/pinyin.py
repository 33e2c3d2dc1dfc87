"""How names are ordered: by pinyin, a surname by its own reading."""

# 《通用规范汉字表》 readings that differ when the character is a surname; two-character surnames first.
SURNAMES = {
    "尉迟": "yu chi", "长孙": "zhang sun", "单于": "chan yu", "万俟": "mo qi", "澹台": "tan tai",
    "单": "shan", "仇": "qiu", "曾": "zeng", "查": "zha", "解": "xie", "朴": "piao", "区": "ou", "任": "ren", "盖": "ge",
    "冼": "xian", "翟": "zhai", "覃": "qin", "华": "hua", "缪": "miao", "乐": "yue", "员": "yun", "召": "shao", "折": "she",
    "黑": "he", "秘": "bi", "纪": "ji", "宁": "ning", "哈": "ha", "种": "chong", "逄": "pang", "繁": "po", "过": "guo",
    "祭": "zhai", "重": "chong", "葛": "ge", "佴": "nai", "都": "du", "牟": "mu", "车": "che", "臧": "zang", "宓": "fu",
}  # fmt: skip


def sort_key(name: str) -> str:
    """张文海 → 'zhang wen hai': syllables apart, so that 李安 comes before 林安. What has no reading stays itself."""
    from pypinyin import lazy_pinyin  # its dictionary takes a seventh of a second: not at the window's start

    for length in (2, 1):
        surname = SURNAMES.get(name[:length])
        if surname is not None and len(name) > 1:
            return " ".join([surname, *lazy_pinyin(name[length:])])
    return " ".join(lazy_pinyin(name))
