"""撤销整次导入: all that an import wrote, the last first; what somebody has gone on from keeps all of it, and is named."""

from collections.abc import Generator
from uuid import UUID

from db import cadres, journal, policies, search
from venue_desk.domain.acts import Act
from venue_desk.domain.errors import Refused
from venue_desk.domain.findings import Finding, must
from venue_desk.domain.history import WRITES
from venue_desk.domain.imported import Import

Step = tuple[int, int, str]
AT_ONCE = 1000
USED = "导入以后，有的又登记了补贴、发了卡，要用到导入的内容，所以没有撤销。请先撤销后面的登记。"


def taken_back(act: Act, record: Import) -> Generator[Step, None, None]:
    """Part after part, within the transaction of whoever asks."""
    written = range(record.first_audit, record.last_audit + 1)
    for last in range(len(written), 0, -AT_ONCE):
        yield len(written) - last, len(written), f"已撤 {len(written) - last} 条"
        try:
            journal.undo_many(act, written[max(last - AT_ONCE, 0) : last])
        except Refused as refused:
            raise Refused([_in_words(finding) for finding in refused.findings]) from None


def _in_words(finding: Finding) -> Finding:
    """Of the whole import; the journal speaks of one record."""
    if finding.code == "undo.used":
        return must(finding.code, "", USED)
    if finding.code != "touched" or finding.subject is None:
        return finding
    touches = [change for change in journal.lately([finding.subject], 20) if change.action in WRITES]
    cadre = cadres.cadre(touches[0].actor) if touches else None
    name = cadre.name if cadre else "别人"
    said = f"导入以后，{name}又改过{_title(finding.subject)}。为了不丢这次改动，没有撤销。请先看「变更记录」。"
    return must(finding.code, "", said)


def _title(record_id: UUID) -> str:
    """Whose record it is."""
    drawn = policies.entitlement(record_id)
    known = search.entry(drawn.household_id if drawn else record_id)
    return f"「{known.title}」" + ("的补贴" if drawn else "") if known else "其中的内容"
