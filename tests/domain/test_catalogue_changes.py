"""What was changed from one version to the next, in sentences."""

from dataclasses import replace

import pytest

from tests.case_village import BENEFIT
from venue_desk.domain.catalogue import Material, MaterialForm, Method, ServiceItemEntry
from venue_desk.domain.catalogue_changes import told_changes
from venue_desk.domain.network import Level

CARD, BOOK, PHOTO = BENEFIT.materials


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (BENEFIT, []),
        (replace(BENEFIT, promised_days=0), ["承诺时限：15 个工作日 → 当场办"]),
        (replace(BENEFIT, department="", decided_at=Level.COUNTY), ["主管部门：县民政局 → 没写", "哪一级办：镇便民服务中心 → 县级部门"]),
        (replace(BENEFIT, method=Method.MOBILE, presence=True), ["办理方式：代着办 → 流动办", "本人到场：不用到场 → 要到场"]),
        (replace(BENEFIT, words=("高龄补贴", "老年钱")), ["村民怎么叫：高龄补贴 → 高龄补贴、老年钱"]),
        (
            replace(BENEFIT, materials=(CARD, PHOTO, Material(name="承诺书"), Material(name="银行卡"))),
            ["材料多了承诺书、银行卡", "材料少了户口簿"],
        ),
        (
            replace(BENEFIT, materials=(replace(CARD, form=MaterialForm.COPY, copies=2, returned=False), BOOK, PHOTO)),
            ["材料「身份证」：形式 原件 → 复印件，份数 1 → 2，看后退还 退还 → 不退"],
        ),
        (
            replace(BENEFIT, materials=(CARD, BOOK, replace(PHOTO, required=False, source="申请人自备"))),
            ["材料「近期两寸照片」：必要性 必须交 → 可以不交，来源 没写 → 申请人自备"],
        ),
        (replace(BENEFIT, materials=(BOOK, CARD, PHOTO)), []),
    ],
)  # fmt: skip
def test_what_was_changed_is_told_once_each(after: ServiceItemEntry, told: list[str]) -> None:
    assert list(told_changes(BENEFIT, after)) == told
