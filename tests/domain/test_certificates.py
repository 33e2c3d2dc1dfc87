"""The certificates no village may write are found by what people call them, and by who issues them."""

import pytest

from venue_desk.domain.certificates import found_certificates
from venue_desk.services.resource_files import certificates


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("健在", "健在证明"),
        ("养狗", "居民养犬证明"),
        ("单身", "婚姻状况证明"),
        ("qinshu", "亲属关系证明"),
        ("jzzm", "健在证明"),
    ],
)
def test_a_certificate_is_found_by_what_people_call_it(typed: str, first: str) -> None:
    assert found_certificates(certificates(), typed)[0].name == first


def test_it_is_found_by_who_issues_it_and_not_by_what_it_is_not() -> None:
    assert {"亲属关系证明", "居民身份信息证明"} <= {each.name for each in found_certificates(certificates(), "派出所")}
    assert found_certificates(certificates(), "医保报销") == []
