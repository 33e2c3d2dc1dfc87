"""The papers of cases: what is ordered, and which notice fits which state of a case."""

from dataclasses import dataclass
from uuid import UUID

from venue_desk.domain.cases import Case, CaseState, CaseStep, Step
from venue_desk.domain.printouts import PaperKey

NOTICES: dict[PaperKey, Step] = {
    PaperKey.MATERIALS_MISSING: Step.ASK_AMENDMENT,
    PaperKey.CASE_CLOSING: Step.FINISH,
    PaperKey.CASE_REFUSAL: Step.REFUSE,
    PaperKey.CASE_SUSPENSION: Step.SUSPEND,
    PaperKey.CASE_RESUMPTION: Step.RESUME,
}
"""Each notice tells of a step, the last one of its kind."""

_OF_STATE = {
    CaseState.AMENDING: PaperKey.MATERIALS_MISSING,
    CaseState.DONE: PaperKey.CASE_CLOSING,
    CaseState.REFUSED: PaperKey.CASE_REFUSAL,
    CaseState.SUSPENDED: PaperKey.CASE_SUSPENSION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePaperOrder:
    """A paper of these cases; `copies` of each. An authorization names whom the applicant lets act, else the agent."""

    paper: PaperKey
    case_ids: tuple[UUID, ...]
    copies: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOrder:
    """The list of one delivery."""

    batch_id: UUID
    paper: PaperKey = PaperKey.DELIVERY_LIST


def told_by(paper: PaperKey, steps: tuple[CaseStep, ...]) -> CaseStep | None:
    """The step that a notice tells of; None if the case never came to it."""
    wanted = NOTICES[paper]
    return next((step for step in reversed(steps) if step.step is wanted and not step.taken_back), None)


def fitting_papers(case: Case) -> tuple[PaperKey, ...]:
    """What is offered to be printed for a case, the likeliest first."""
    now = _OF_STATE.get(case.state)
    return (*((now,) if now else ()), PaperKey.CASE_RECEIPT, PaperKey.CASE_REGISTER, PaperKey.AUTHORIZATION)
