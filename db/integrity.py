"""Is the file sound: pages, foreign keys, the audit's chain, every record as the audit last saw it, every seal whole."""

from collections.abc import Iterator
from pathlib import Path

from playhouse.sqlcipher_ext import SqlCipherDatabase

from db import journal, sealed_handovers
from db.as_audited import altered, vanished
from db.connection import DATABASE, opened
from db.schema import TABLES
from db.table import Table, name_of
from venue_desk.domain.errors import Unavailable
from venue_desk.domain.findings import Finding, must

RESTORE = "请用最近的备份恢复。"
TITLES = {
    "stations": "站点",
    "village_groups": "村民小组",
    "hamlets": "自然社",
    "settings": "设置",
    "cadres": "干部",
    "households": "农户",
    "villagers": "村民",
    "policies": "惠农政策",
    "rates": "补贴标准",
    "entitlements": "补贴明细",
    "printouts": "印发登记",
    "issuances": "发放登记",
    "holidays": "放假安排",
    "shift_patterns": "班次",
    "duties": "值班表",
    "publications": "值班表公布",
    "leaves": "请假",
    "wishes": "排班意愿",
    "swaps": "换班",
    "sign_ons": "签到签退",
    "log_lines": "值班记录",
    "belongings": "物品",
    "seal_uses": "用印登记",
    "petty_cash": "备用金",
    "handovers": "交接班",
    "handover_items": "交接事项",
    "handover_additions": "交接补记",
    "service_points": "代办网络",
    "service_items": "事项目录",
    "cases": "代办件",
    "case_materials": "代办件材料",
    "batches": "送件单",
    "case_steps": "代办件流转",
    "appointments": "约定时间",
    "held_originals": "证件保管",
    "signing_keys": "回执签名钥匙",
    "notices": "公示屏通知",
    "rooms": "房间",
    "beds": "床位",
    "nights": "住宿登记",
    "spot_checks": "抽查记录",
    "regime_terms": "住站制度",
    "suppliers": "供货商",
    "purchases": "采购",
    "stock_outs": "库存领用",
    "advances": "伙食预交",
    "allotments": "伙食拨款",
    "settlement_corrections": "结算冲正",
    "settlements": "伙食结算",
    "meals": "就餐登记",
    "menu_lines": "菜单",
    "meal_prices": "餐费标准",
    "samples": "留样登记",
    "health_certificates": "健康证",
    "imports": "导入登记",
}


def file_findings(database: SqlCipherDatabase) -> list[Finding]:
    """What is wrong with the file as the engine sees it: every page's seal, its trees, its foreign keys."""
    try:
        return list(_file_findings(database))
    except Unavailable as trouble:
        return [must("file.damaged", "", trouble.sentence)]


def _file_findings(database: SqlCipherDatabase) -> Iterator[Finding]:
    broken = database.execute_sql("PRAGMA cipher_integrity_check").fetchall()
    if broken:
        yield must("file.seal", "", f"数据文件有 {len(broken)} 页和写入时不同，可能是磁盘坏了。{RESTORE}")
    trees = [row[0] for row in database.execute_sql("PRAGMA integrity_check").fetchall()]
    if trees != ["ok"]:
        yield must("file.trees", "", f"数据文件的内部结构有损坏。{RESTORE}")
    lost = database.execute_sql("PRAGMA foreign_key_check").fetchall()
    if lost:
        yield must("file.references", "", f"有 {len(lost)} 条登记找不到它所属的那一条。{RESTORE}")


def copy_findings(file: Path, key: bytes) -> list[Finding]:
    """The same of a file that is not in use, such as a backup."""
    try:
        with opened(file, key) as database:
            return file_findings(database)
    except Unavailable as trouble:
        return [must("file.closed", "", trouble.sentence)]


def check() -> list[Finding]:
    """Everything that can be wrong with the open station file; empty if it is sound."""
    findings = file_findings(DATABASE.obj)
    if findings:
        return findings  # on torn pages the rest would only repeat it
    broken = journal.verify_chain()
    if broken is not None:
        findings.append(
            must("audit.chain", "", f"变更记录从第 {broken} 条起和写入时不同，有人绕过本程序改过。{RESTORE}")
        )
    for table in TABLES:
        if table.record is not None:
            findings += _strangers(table)
    return findings + sealed_handovers.findings()


def _strangers(table: type[Table]) -> Iterator[Finding]:
    """Records that are not as the journal last wrote them."""
    changed = sum(1 for _ in altered(table)) + len(vanished(table))
    if changed:
        yield must(
            "audit.rows",
            "",
            f"「{TITLES[name_of(table)]}」里有 {changed} 条和变更记录不符，有人绕过本程序改过。{RESTORE}",
        )
