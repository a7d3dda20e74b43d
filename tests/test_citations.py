"""Every citation of the two reports in the tree, held against the paragraph that it names.

R11 is A/66/320 (2011), R17 is A/72/310 (2017). The reports lie beside the project in Chinese: the table says which
words a cited place must hold, so what nobody has read cannot be cited; a percentage beside a place must stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.realdata import shared_data

ROOT = Path(__file__).resolve().parents[1]
SEEDS = {"R11": "A_66_320.zh.txt", "R17": "A_72_310.zh.txt"}
REPORTS = {"R11": "R11", "A/66/320": "R11", "R17": "R17", "A/72/310": "R17"}
# The numbered paragraph after which each box stands.
BOXES = {
    "R11": {1: 8, 2: 9, 3: 10, 4: 17, 5: 27, 6: 28, 7: 31, 8: 32, 9: 38, 10: 45, 11: 49, 12: 55},
    "R17": {1: 9, 2: 10, 3: 15, 4: 17, 5: 21, 6: 26, 7: 28, 8: 29},
}
# The paragraph to which each footnote belongs.
NOTES = {"R11": {1: 2}, "R17": {}}
KINDS_OF_TEXT = {".csv", ".md", ".po", ".py", ".yaml"}
_PLACE = r"(?:¶\s*\d+(?:[-–]¶?\d+)?|Annex [ABC]|Box \d+(?:(?:,| and) \d+)*)"
_BETWEEN = r"[\s,;()*“\"]*(?:and |or |speaks of )?[\s(]*"
_TOKEN = re.compile(rf"(?P<report>\bR11\b|\bR17\b|A/66/320|A/72/310)|(?P<place>{_PLACE})")
_CITED = re.compile(rf"(?:\bR11\b|\bR17\b|A/66/320|A/72/310)(?:{_BETWEEN}{_PLACE})+")
_PERCENT = re.compile(r"(\d+)\s?(?:%|percent)")

# Place -> words that stand there, in the order in which they are read.
TABLE: dict[str, tuple[str, ...]] = {
    "R11 ¶2": ("23个联合国机构、基金和方案", "20人"),
    "R11 ¶8": ("核心企业和价值链伙伴关系", "价值链"),
    "R11 ¶9": ("财政支助", "社会事业基金", "实物", "公司志愿人员", "技术专门知识"),
    "R11 ¶10": ("宣传和公共政策参与", "治理差距"),
    "R11 ¶15": ("私营部门路线",),
    "R11 ¶17": ("私营部门论坛", "领导人高峰会议"),
    "R11 ¶18": ("75%以上", "100多人参加"),
    "R11 ¶19": ("50%以上",),
    "R11 ¶20": ("网站提供关于过去和现行伙伴关系的资讯", "加强联合国的需要与企业资源之间的联系"),
    "R11 ¶22": ("公司可持续力领导蓝图", "全球契约先锋"),
    "R11 ¶23": ("儿童权利与企业原则",),
    "R11 ¶26": ("所有相关部门的利益攸关方", "核心能力", "广泛的行为上改变", "更大的范围和影响"),
    "R11 ¶27": ("持久性影响", "改变规则和制度"),
    "R11 ¶28": ("小额筹款", "特定事业有关的促销", "向顾客和职员筹款"),
    "R11 ¶29": ("全球供应链",),
    "R11 ¶30": ("包容性市场发展办法", "绿色商品融资机制", "企业行动呼吁"),
    "R11 ¶32": ("财政援助和实物捐赠", "运输、后勤、资讯技术和电讯"),
    "R11 ¶38": ("企业领导委员会",),
    "R11 ¶39": ("补充任务", "而非互相竞争"),
    "R11 ¶42": ("最小的角色可能对伙伴关系的成功贡献较大",),
    "R11 ¶44": ("特定事业有关的促销", "社会媒介"),
    "R11 ¶45": ("并非只意味更大和更复杂的伙伴关系",),
    "R11 ¶49": ("借调", "交流工作人员方案"),
    "R11 ¶50": ("声誉和公信力受到损害的风险", "甄别可能有害的合作"),
    "R11 ¶53": ("过滤机制", "联合国个别实体和任务彼此之间的区别"),
    "R11 ¶54": ("避免工作重复", "总部与国家办事处之间的工作必须清楚划分"),
    "R11 ¶55": ("一个联合国", "打击贩卖人口"),
    "R11 ¶56": ("成本效益分析", "为伙伴关系而建立伙伴关系"),
    "R11 ¶57": ("分享最佳做法和经验教训",),
    "R11 ¶58": ("知识管理",),
    "R11 ¶60": ("40%以上", "10%的答复者"),
    "R11 ¶70": ("革新筹资伙伴关系",),
    "R11 ¶72": ("借调和工作人员交流",),
    "R11 ¶75": ("惠益定超过费用",),
    "R11 ¶82": ("争取有价值的公司伙伴的竞争", "协调机制", "零和"),
    "R11 Box 1": ("乌干达植物油发展项目", "1.2亿美元", "3000多个", "道德时装方案"),
    "R11 Box 2": ("改善通讯的新软件", "企业家学习倡议"),
    "R11 Box 3": ("积极防治艾滋病毒的宣传", "更好工作方案"),
    "R11 Box 4": ("私营部门路线", "500多位"),
    "R11 Box 5": ("激光束项目",),
    "R11 Box 6": ("我们反馈", "200000学童"),
    "R11 Box 7": ("妇女增强能力原则", "木槿价值链", "国际进口商"),
    "R11 Box 8": ("利比亚危机图", "待命工作队", "48小时内", "恢复通讯系统"),
    "R11 Box 9": ("私营部门咨询小组",),
    "R11 Box 10": ("每一妇女每一小孩", "促进集体打击腐败行动"),
    "R11 Box 11": ("研修假方案", "借调计划"),
    "R11 Box 12": ("打击贩卖人口", "六个实体组成全球倡议的指导委员会"),
    "R17 ¶1": ("大会第70/224号决议",),
    "R17 ¶3": ("39个参与调查的联合国实体",),
    "R17 ¶5": ("37个联合国实体", "1500多个工商伙伴关系", "一半以上", "只涉及一个公司伙伴", "79%", "少于五年"),
    "R17 ¶6": ("只有四分之一的联合国实体",),
    "R17 ¶7": ("1000多名", "其中一半", "85%"),
    "R17 ¶9": ("全球影响力", "数据资源", "规范性资产", "召集人", "数字支付平台"),
    "R17 ¶10": ("87%",),
    "R17 ¶11": ("摆脱以捐赠为基础", "以创新为基础", "多利益攸关方", "更广泛的行为体生态系统", "中小微型企业"),
    "R17 ¶12": ("不到三分之一", "四分之三", "较长期"),
    "R17 ¶13": ("创新", "人口基金", "后勤、分配", "填补联合国的能力差距"),
    "R17 ¶14": ("增加一倍以上", "最常见的伙伴关系形式"),
    "R17 ¶15": ("每个妇女每个儿童", "60多个政府承诺", "150个"),
    "R17 ¶16": ("超过90%", "60%至70%", "中小微型企业"),
    "R17 ¶17": ("中小微型企业", "动员小企业联盟"),
    "R17 ¶20": ("公司拥有利益和业务的地区", "五分之四"),
    "R17 ¶21": ("短期的双边伙伴关系", "多年期多利益攸关方倡议"),
    "R17 ¶22": ("金融创新", "公共和私人投资"),
    "R17 ¶23": ("金融从业者和专家多学科行动平台", "创效投资"),
    "R17 ¶24": ("可持续证券交易倡议", "60多家"),
    "R17 ¶25": ("众筹平台", "担保基金", "本金风险"),
    "R17 ¶26": ("绿色债券", "碳抵销", "只有一个实体已经付诸实践", "从失败中吸取教训"),
    "R17 ¶28": ("有三分之一", "机构间对合作伙伴的竞争", "保密障碍", "具有挑战性的合作伙伴", "同时参与多个伙伴关系"),
    "R17 ¶29": ("半数实体", "三分之一", "19%"),
    "R17 ¶30": ("近半数实体", "行政领导力"),
    "R17 ¶31": ("超过四分之三", "法律政策和程序"),
    "R17 ¶32": ("办法和标准不同", "不一致的决策"),
    "R17 ¶33": (
        "独立进行尽职调查",
        "不到三分之一",
        "排除标准也不尽相同",
        "61%",
        "19%",
        "20%",
        "没有适用于烟草行业的具体政策",
    ),
    "R17 ¶34": ("18个联合国实体", "2家", "多个联合国实体在对同一公司进行筛选", "没有系统地与其他实体分享"),
    "R17 ¶35": ("超过半数", "共同的尽职调查框架", "潜在伙伴评价者与伙伴关系管理者之间", "利益冲突"),
    "R17 ¶37": ("大约80%", "强制要求"),
    "R17 ¶38": ("每年报告", "被逐出倡议的风险"),
    "R17 ¶40": ("附属于私营部门实体的非政府组织",),
    "R17 ¶41": ("捐款和对等捐款", "不报告对等捐款", "没有提供伙伴关系财务方面的细节", "没有在任何统一位置公开"),
    "R17 ¶42": ("无法对整个联合国系统的伙伴关系活动提供核心概览",),
    "R17 ¶43": ("相互争夺企业伙伴", "不愿意公布", "财务内容", "匿名"),
    "R17 ¶44": ("一半以上", "总是或通常在开始合作时报告", "不到一半", "不到五分之一"),
    "R17 ¶45": ("SMART", "基于资源", "数据倡议"),
    "R17 ¶46": ("近四分之三", "不到一半"),
    "R17 ¶47": ("主要业绩指标", "半数联合国实体很少或从来没有", "不到三分之一", "不到三分之二", "四分之一", "近半数"),
    "R17 ¶48": ("工商界行动呼吁", "21家"),
    "R17 ¶50": ("四分之三", "中心资料库"),
    "R17 ¶51": ("全球契约地方网络", "驻地协调员"),
    "R17 ¶57": ("全球契约领导人", "联合决定"),
    "R17 ¶59": ("共同的最低标准", "10项原则作出公开承诺", "集中的尽职调查"),
    "R17 ¶60": ("全系统年度报告",),
    "R17 ¶61": ("全球契约地方网络", "能力和覆盖范围各不相同"),
    "R17 Annex A": ("多国公司", "87%", "独立或家族基金会", "45%"),
    "R17 Annex B": ("52%", "27%", "21%", "2至10个伙伴", "10个以上伙伴"),
    "R17 Annex C": ("0至3个月", "4%", "10年以上", "7%"),
    "R17 Box 1": ("即时网络学校", "31个", "40000"),
    "R17 Box 2": ("格拉米英特尔", "32%", "47%"),
    "R17 Box 3": ("连接企业", "13个私营部门网络", "马达加斯加", "早期警报"),
    "R17 Box 4": ("虚拟现实林业培训", "工发组织最初并没有寻求虚拟现实的解决办法"),
    "R17 Box 5": ("高效照明", "60多个国家"),
    "R17 Box 6": ("犀牛", "成果付款人"),
    "R17 Box 7": ("几个月缩短到2至4周", "120个新的伙伴关系", "80个"),
    "R17 Box 8": ("儿基会", "在印度的所有工作人员"),
}


@cache
def files() -> tuple[Path, ...]:
    """Return the texts of the tree in which something may be cited."""
    top = ["acts", "benchmarks", "commandline", "dashboard", "data", "deploy", "docs", "matching", "models", "tests"]
    found = [path for name in top for path in (ROOT / name).rglob("*") if path.suffix in KINDS_OF_TEXT]
    return tuple(sorted([*found, *ROOT.glob("*.md"), *ROOT.glob("*.py")], key=str))


def places(report: str, written: str) -> Iterator[str]:
    """Give each place of one token, a range and a list of boxes one by one."""
    numbers = [int(each) for each in re.findall(r"\d+", written)]
    if written.startswith("Annex"):
        yield f"R17 {written}"  # the report of 2011 has none
    elif written.startswith("Box"):
        yield from (f"{report} Box {number}" for number in numbers)
    else:
        yield from (f"{report} ¶{number}" for number in range(numbers[0], numbers[-1] + 1))


def cited(text: str) -> Iterator[tuple[str, int]]:
    """Give each place that a text cites with where it stands; a bare paragraph is of the report named last before."""
    report = ""
    for found in _TOKEN.finditer(text):
        if found["report"]:
            report = REPORTS[found["report"]]
        elif report or found["place"].startswith("Annex"):
            yield from ((place, found.start()) for place in places(report, found["place"]))


@cache
def paragraphs(report: str) -> dict[str, str]:
    """Return the places of a report with their text, without blanks: a line may break anywhere."""
    lines = shared_data("seeds", SEEDS[report]).read_text(encoding="utf-8").splitlines()
    found: dict[str, list[str]] = {}
    number, of_box = 0, False
    start = next(place for place, line in enumerate(lines) if re.search(r"一\.\s*导言", line))
    for line in lines[start:]:
        begins = re.match(rf"^[\s-]*{number + 1}\.\s", line)
        if begins or (report == "R17" and line.strip() == "附件"):
            number, of_box = (number + 1, False) if begins else (1000, False)
        # What follows a heading or the frame of a box is no part of the paragraph.
        of_box = of_box or line.lstrip().startswith("#") or "方框" in line
        note = re.match(r"<sup>\D*(\d+)</sup>", line)
        key = f"{NOTES[report][int(note[1])]}" if note else f"{number} box" if of_box else f"{number}"
        found.setdefault(key, []).append(line)
    whole = {key: re.sub(r"\s|<[^>]*>", "", "".join(each)) for key, each in found.items()}
    named = {f"{report} ¶{key}": text for key, text in whole.items() if key.isdigit()}
    named |= {f"{report} Box {box}": whole.get(f"{after} box", "") for box, after in BOXES[report].items()}
    return named | {f"R17 Annex {letter}": whole.get("1000", "") for letter in "ABC" if report == "R17"}


def at(place: str) -> str:
    """Return the text of a place."""
    return paragraphs(place.split(maxsplit=1)[0]).get(place, "")


def test_no_place_is_cited_that_nobody_has_read_and_none_stands_in_the_table_in_vain() -> None:
    found = {place: path for path in files() for place, _ in cited(path.read_text(encoding="utf-8"))}
    unread = {place: str(path.relative_to(ROOT)) for place, path in found.items() if place not in TABLE}
    assert (unread, sorted(TABLE.keys() - found.keys())) == ({}, [])


@pytest.mark.parametrize("place", TABLE)
def test_a_cited_place_holds_the_words_of_the_table(place: str) -> None:
    text = at(place)
    assert [words for words in TABLE[place] if words not in text] == []


def test_a_percentage_beside_a_citation_stands_in_the_paragraph_that_it_names() -> None:
    wrong = []
    for path in files():
        if path.suffix not in {".md", ".py", ".yaml"} or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        for sentence in re.split(r"(?<=[.!?])\s|\n\s*\n|\\n", text):
            before = 0  # what stands before an earlier citation is that one's
            for citation in _CITED.finditer(sentence):
                of = " ".join(at(place) for place, _ in cited(citation[0]))
                after = re.split(r"[)\n]", sentence[citation.end() :])[0]
                beside = sentence[max(before, citation.start() - 100) : citation.end()] + after
                before = citation.end()
                name = f"{path.relative_to(ROOT)}: {citation[0]}"
                wrong += [f"{name}: {each} %" for each in _PERCENT.findall(beside) if f"{each}%" not in of]
    assert wrong == []
