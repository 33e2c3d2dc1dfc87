"""What stands on a paper is gathered from the registers as it is to be read."""

from datetime import date

from tests.builders import YEAR, add_entitlement, add_household
from venue_desk.desk import Desk
from venue_desk.domain.policies import PolicyEntry, RateEntry
from venue_desk.domain.printouts import SheetOrder


def test_the_sheet_names_each_department_once_with_all_its_phones(desk: Desk) -> None:
    household = add_household(desk, "0001", "张满仓", "一社")
    asked = (
        ("小麦", "县农业农村局", "0932-6622021"), ("玉米", "县农业农村局", "0932-6622022"), ("洋芋", "县农业农村局", "0932-6622021"),
        ("医保", "县医疗保障局", ""), ("救济", "", "0932-6622099"),
    )  # fmt: skip
    for name, department, phone in asked:
        entry = PolicyEntry(name=name, department=department, inquiry_phone=phone)
        rate = RateEntry(rate_fen=1000, from_on=date(2020, 1, 1))
        add_entitlement(desk, household, desk.policies.register(desk.act(), entry, [rate]).record, 1000)
    [piece] = desk.printouts.gather(desk.act(), SheetOrder(year=YEAR)).pieces
    departments = sorted(piece.data.inquiry.split("；"))
    assert departments == ["县农业农村局 0932-6622021 或 0932-6622022", "县医疗保障局"]
