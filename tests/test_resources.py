"""What the program ships with is whole and fit to be shown."""

import re
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from itertools import pairwise
from uuid import UUID

import pytest

from printing.fonts import missing_characters
from venue_desk.domain.cadres import SERVICE_MAX
from venue_desk.domain.case_intake import forbidden_in
from venue_desk.domain.catalogue import Method, check_item
from venue_desk.domain.policies import Rate, RateEntry, check_policy, check_rate, rate_in_force
from venue_desk.services.resource_files import certificates, sample_policies, service_items, table

SCREENS = (
    "home", "duty-log", "attendance", "roster", "canteen", "cadres", "households", "policies", "printouts", "importing", "settings", "first-use", "backup",
)  # fmt: skip
TOML = (("services.toml",), ("policies.toml",), ("certificates.toml",), ("demo", "names.toml"), ("demo", "county.toml"))
BANNED = ["确定", "提交", "操作", "处理一下", "错误", "失败", "非法", "无效", "异常", "参数", "数据库", "记录ID"]


def test_services_fit_a_card_and_are_told_apart() -> None:
    items = service_items()
    assert len(items) >= 25
    assert len({item.entry.name for item in items}) == len({item.card for item in items}) == len(items)
    assert all(0 < len(item.card) <= len(item.entry.name) <= SERVICE_MAX for item in items)
    assert all((item.entry.promised_days == 0) == (item.entry.method is Method.ON_THE_SPOT) for item in items)
    for item in items:
        assert check_item(item.entry) == []
        assert item.entry.basis
        assert item.entry.conditions
        assert item.entry.words
        assert forbidden_in([m.name for m in item.entry.materials], certificates()) is None


def test_services_hold_every_starter_item_of_the_domain() -> None:
    starters = (  # noqa: SIM905  # a list of words reads better as words
        "医保参保 医保报销 养老参保 养老资格认证 低保申请 特困供养 临时救助 残疾证办理 残疾人两项补贴 高龄津贴 生育登记 户口簿变更 "
        "宅基地申请 林木采伐许可 农机购置补贴 耕地地力保护补贴申报 社保卡办理 老年证 危房改造 雨露计划 事实无人抚养儿童 法律援助 "
        "就业登记 小额贷款贴息 土地流转登记"
    ).split()
    names = [item.entry.name for item in service_items()]
    assert [starter for starter in starters if not any(starter in name for name in names)] == []


def test_twenty_certificates_each_say_where_to_go() -> None:
    known = certificates()
    assert len({certificate.name for certificate in known}) == len(known) == 20
    for certificate in known:
        assert certificate.name.endswith("证明")
        assert certificate.authority
        assert "村民委员会" not in certificate.authority
        assert certificate.words
        assert certificate.advice.endswith("。")


def test_sample_policies_pass_the_rules_they_teach() -> None:
    samples = sample_policies()
    assert len({sample.entry.name for sample in samples}) == len(samples) >= 10
    for sample in samples:
        assert sample.entry.is_sample
        assert check_policy(sample.entry) == []
        kept: list[Rate] = []
        for rate in sample.rates:
            assert re.fullmatch(r"示例〔\d{4}〕\d+号", rate.document_number)
            assert check_rate(rate, kept) == []
            kept.append(_kept(rate))
        assert sample.rates[-1].to_on is None
        assert all(before.to_on and before.to_on < after.from_on for before, after in pairwise(sample.rates))


@pytest.mark.parametrize(
    ("key", "day", "fen"),
    [
        ("wheat", date(2014, 6, 1), 1000),
        ("maize", date(2014, 6, 1), 1000),
        ("forest", date(2014, 6, 1), 7000),
        ("forest-living", date(2014, 6, 1), 2000),
        ("pension", date(2013, 12, 31), 5500),
        ("pension", date(2014, 1, 1), 7000),
        ("family-planning", date(2014, 6, 1), 96000),
        ("insurance", date(2013, 12, 31), 28000),
        ("insurance", date(2014, 1, 1), 32000),
    ],
)
def test_rates_are_those_of_the_source(key: str, day: date, fen: int) -> None:
    sample = next(sample for sample in sample_policies() if sample.key == key)
    rate = rate_in_force([_kept(rate) for rate in sample.rates], day)
    assert rate is not None
    assert rate.rate_fen == fen


def test_new_forest_is_paid_in_three_parts_of_1500() -> None:
    parts = [sample.rates[0].rate_fen for sample in sample_policies() if sample.key.startswith("forest-new")]
    assert parts == [80000, 30000, 40000]
    assert sum(parts) == 150000


def manual_page(screen: str) -> str:
    return files("resources").joinpath("manual", f"{screen}.md").read_text("utf-8")


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_has_its_page_in_plain_words(screen: str) -> None:
    text = manual_page(screen)
    assert text.startswith("# ")
    assert [word for word in BANNED if word in text] == []
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)
    assert re.findall(r"[一-鿿][,;:!?][一-鿿]", prose) == []
    assert "！" not in prose


def test_pages_point_only_at_pages_there_are() -> None:
    for screen in SCREENS:
        for target in re.findall(r"(?<!!)\[[^]]*\]\(([^)#]+)\)", manual_page(screen)):
            assert files("resources").joinpath("manual", target).is_file(), (screen, target)


def test_the_shipped_font_has_every_character_we_ship() -> None:
    texts = [files("resources").joinpath(*path).read_text("utf-8") for path in TOML]
    assert missing_characters(texts, ()) == ()


def test_demo_names_hold_the_readings_and_characters_that_go_wrong() -> None:
    names = table("demo", "names.toml")
    assert {"单", "仇", "曾", "查", "解", "朴", "区", "尉迟"} <= set(names["surnames"])
    assert any(ord(char) > 0xFFFF for name in names["rare"]["male"] + names["rare"]["female"] for char in name)


def _kept(entry: RateEntry) -> Rate:
    return Rate(**asdict(entry), id=UUID(int=1), station_id=UUID(int=2), policy_id=UUID(int=3))
