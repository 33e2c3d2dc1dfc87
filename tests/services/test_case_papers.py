"""What is printed of a case says what the case says; a scanned receipt leads back to it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import custody
from tests.case_village import accept, applicant, centre, entry, item
from tests.printing.sheets import codes_in, picture, printed, text_of
from venue_desk.desk import Desk
from venue_desk.domain.case_papers import CasePaperOrder, DeliveryOrder, fitting_papers
from venue_desk.domain.case_steps import StepEntry
from venue_desk.domain.cases import Case, Step
from venue_desk.domain.printouts import PaperKey
from venue_desk.domain.receipts import Verdict
from venue_desk.services.deliveries import DeliveryEntry


def run(desk: Desk, order: Any, out: Path) -> Any:
    """Print it, remember it, and open it again."""
    gathered = desk.printouts.gather(desk.act(), order)
    started = desk.printouts.start(desk.act(), gathered, out)
    list(started.job())
    desk.printouts.record(desk.act(), started)
    return started


def text(desk: Desk, order: Any, out: Path) -> str:
    job = run(desk, order, out).job.args[0]
    return text_of(printed(job))


def paper(case: Case, key: PaperKey) -> CasePaperOrder:
    return CasePaperOrder(paper=key, case_ids=(case.id,))


def with_envelope(desk: Desk) -> Case:
    said = entry(desk, applicant(desk), item(desk))
    lines = (replace(said.materials[0], envelope=7), said.materials[1], replace(said.materials[2], given=False))
    return desk.cases.accept(
        desk.act(), replace(said, materials=lines, acting_name="张国瑞", acting_relation="儿子")
    ).record


def test_the_receipt_says_what_was_taken_and_its_code_leads_back(desk: Desk, tmp_path: Path) -> None:
    case = with_envelope(desk)
    started = run(desk, paper(case, PaperKey.CASE_RECEIPT), tmp_path / "r.pdf")
    document = printed(started.job.args[0])
    said = text_of(document)
    for wanted in (
        case.number,
        "张文海（一社）",
        "张国瑞（儿子）",
        "留下 · 7 号袋",
        "还缺",
        "材料补齐起 15 个工作日",
        "存根",
    ):
        assert wanted in said
    (code,) = codes_in(picture(document[0], 300))
    read = desk.receipts.read(desk.act(), code)
    assert (read.verdict, read.case) == (Verdict.GENUINE, case)
    (given,) = desk.households.get(case.station_id, case.household_id).issued
    assert given.title == "张文海的高龄津贴申请受理回执"


@pytest.mark.parametrize(
    ("step", "key", "wanted"),
    [
        (StepEntry(step=Step.FINISH, note="已审批，12月起发放"), PaperKey.CASE_CLOSING, "已审批，12月起发放"),
        (StepEntry(step=Step.REFUSE, note="不满 80 周岁"), PaperKey.CASE_REFUSAL, "原因是：不满 80 周岁。"),
        (StepEntry(step=Step.SUSPEND, note="县里系统升级"), PaperKey.CASE_SUSPENSION, "2026年11月23日起中止办理"),
    ],
)
def test_each_notice_tells_its_reason(desk: Desk, tmp_path: Path, step: StepEntry, key: PaperKey, wanted: str) -> None:
    case = accept(desk)
    assert desk.printouts.gather(desk.act(), paper(case, key)).pieces == ()  # it has not come to that
    case = desk.cases.take(desk.act(), case, step).record
    assert fitting_papers(case)[0] is key
    assert wanted in text(desk, paper(case, key), tmp_path / "n.pdf")


def test_what_is_missing_and_the_new_promise_are_told(desk: Desk, tmp_path: Path) -> None:
    case = with_envelope(desk)
    assert "近期两寸照片（复印件 2 份）" in text(desk, paper(case, PaperKey.MATERIALS_MISSING), tmp_path / "m.pdf")
    case = accept(desk)
    for step in (StepEntry(step=Step.SUSPEND, note="系统升级"), StepEntry(step=Step.RESUME, note="系统好了")):
        case = desk.cases.take(desk.act(), case, step).record
    said = text(desk, paper(case, PaperKey.CASE_RESUMPTION), tmp_path / "c.pdf")
    assert "系统好了" in said
    assert "2026年12月14日" in said


def test_the_authorization_names_both_and_the_register_form_the_whole_life(desk: Desk, tmp_path: Path) -> None:
    case = with_envelope(desk)
    authorized = text(desk, paper(case, PaperKey.AUTHORIZATION), tmp_path / "a.pdf")
    assert "张国瑞" in authorized
    assert "高龄津贴申请" in authorized
    case = desk.cases.take(desk.act(), case, StepEntry(step=Step.AMEND, brought=(3,))).record
    desk.cases.take(desk.act(), case, StepEntry(step=Step.FINISH, note="已批"))
    registered = text(desk, paper(case, PaperKey.CASE_REGISTER), tmp_path / "f.pdf")
    for wanted in ("受理", "通知补正", "补正到了", "办结", "留下 7 号袋"):
        assert wanted in registered


def test_a_delivery_lists_its_cases_with_the_originals_that_go_along(desk: Desk, tmp_path: Path) -> None:
    said = entry(desk, applicant(desk), item(desk))
    lines = (replace(said.materials[0], envelope=7), *said.materials[1:])
    cases = [
        desk.cases.accept(desk.act(), replace(said, materials=lines)).record,
        accept(desk, applicant(desk, "李满仓")),
    ]
    order = DeliveryEntry(case_ids=tuple(c.id for c in cases), point_id=centre(desk).id, with_originals=True)
    batch = desk.deliveries.carry(desk.act(), order).record
    said_text = text(desk, DeliveryOrder(batch_id=batch.id), tmp_path / "d.pdf")
    for wanted in (batch.number, "菜子镇便民服务中心", "张文海", "李满仓", "身份证", "共 2 件"):
        assert wanted in said_text
    assert custody.of_case(cases[0].id)[0].away_at == "菜子镇便民服务中心"
