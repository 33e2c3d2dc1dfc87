"""撤销整次导入 is asked first, in the place where it was wanted."""

from collections.abc import Callable

from ui.kit.confirm_sheet import ConfirmSheet
from venue_desk.domain.imported import Import


def undo_question(record: Import, undo: Callable[[], object], leave: Callable[[], object]) -> ConfirmSheet:
    """What will happen, and what keeps it from happening."""
    what = (
        f"「{record.file}」：{record.sentence}。",
        "新增的都去掉，改动的都回到导入以前的样子。",
    )
    final = "导入以后又有人改过的，就一行也不撤，并说出是谁改的。"
    return ConfirmSheet(what, final, "撤销导入", undo, leave)
