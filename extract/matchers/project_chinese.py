"""Projects in Chinese: names that end in a noun like 铁路 (railway) with a proper part before it: 中吉乌铁路.

Chinese writes no spaces, and each character is a token. The proper part begins behind the last mark or the
last word that cannot be part of a name (的, 和, 修建 …).
"""

from __future__ import annotations

import re

from extract.matchers.project_scene import Candidate, Scene

_LONGEST_ENDING = 7
_REACH = 14
_BOUNDARY = re.compile(
    r"[^\u3400-\u9fff·—–-]|其中|经(?!济|贸)|經(?!濟|貿)|[的和与與及在了是对對从從将將为為由被把于於等并並或至向其该該这這此那条條座个個项項已拟擬說说称稱]|也(?!门|門)"
    r"|修建|建设|建設|新建|建成|建立|推进|推進|推动|推動"
    r"|启动|啟動|开通|開通|通过|通過|通往|参与|參與|参观|參觀|投资|投資|运营|運營|讨论|討論|关于|關於|支持|加快|实施|實施|落实|落實|共建|包括|以及"
    r"|连接|連接|连通|联通|贯通|成为|成為|沿着|沿著|经由|融资|融資|入驻|进驻|進駐|提出|宣布|签署|簽署|批准|核准|核定|拍板|关闭|關閉|完成|开工|開工"
    r"|动工|動工|完工|竣工|施工|古代|承建|企业|企業|开发|開發|扩建|擴建|签约|簽約|公司|集团|集團|政府|行政院|国务院|收购|收購|停产|停產|出口|他说|他說"
    r"|表示|最大|最小|第[一二三四五六七八九十]大|届时|屆時|同时|同時|此外|此前|此后|此後|随后|隨後|用好|办好|建好|管好|做好|继续|繼續|今天|昨天|明天|今日|昨日|今年|去年|明年|目前|正在|已经|已經|决定|決定"
    r"|打造|推出|发布|發布|公布|制定|执行|執行|启用|啟用|横跨|橫跨|跨越|途经|穿越|依托|利用|围绕|列入|纳入|納入|加入|参加|參加|位于|位於|属于|作为|作為|名为"
    r"|名為|称为|涉及|影响|影響|促进|促進|深化|加强|加強|扩大|擴大|追加|编列|編列|审议|審議|中标|得标|负责|負責|搭乘|乘坐|前往|抵达|抵達|改建|重建|兴建|興建"
    r"|规划建|目标|通报|视察|視察|考察|访问|訪問|援建|服务|服務|助力|全长|全長|全线|升级|升級|改造|维修|維修|重启|重啟|暂停|暫停|取消|反对|反對|支援|指出"
)
_LONGEST_COUNTRY = 8
_NO_PORT = re.compile(r".*[香开易自大小新空军渔海各出进离到抵入两商良口天主内外近转运]").fullmatch
_GOES_ON = re.compile(r"[口元币股人珠交务府台资商澳石业产企工砂高]").match
_AREAS = frozenset({"自贸区", "自由贸易区", "自貿區", "自由貿易區"})
_IS_TREATY = re.compile(r"中(?!部)|亚太|亞太|非洲|东盟|東盟|东协|東協|欧亚|歐亞|北美|欧洲").match
_STATION = re.compile(r"[站局]").match
_LINE = re.compile(
    r"(?:地铁|地鐵|捷运|捷運|轻轨|輕軌|轨道交通|軌道交通|磁浮|城轨|有轨电车)"
    r"(?:[0-9]{1,2}[号號]|[一二三四五六七八九十]{1,3}[号號]|[\u3400-\u9fff]{1,3})[线線]\Z"
).search
_PLAN = re.compile(r"(?:计划|計畫|計劃|规划|規劃|战略|戰略|纲要|綱要)\Z").search
_PLAN_GOES_ON = re.compile(r"第[0-9一二三四五六七八九十]{1,2}[期阶階]|特别预算|特別預算|[((]20\d\d").match
_COMMON_PLAN = re.compile(
    r"(?:[一二三四五六七八九十0-9]+年|年度|短期|中期|长期|長期|投资|投資|工作|行动|行動|发展|發展|裁员|裁員|扩建|擴建|生产|生產|预算|預算|援助|改革|建设|建設|总体|總體)+"
).fullmatch
_IN_QUOTES = {"《": "》", "“": "”", "「": "」", "『": "』", "〈": "〉"}
_VISION = re.compile(r"(?:20\d\d年?(?:国家|國家)?[愿願]景)\Z").search
_GENERAL = re.compile(
    r"(?:高速|电气化|跨境|国际|国家|地方|新|旧|老|一|两|三|多|标准轨|重载|货运|城际|大型|小型|中国|俄罗斯|外国|全球|首|本|我国|重大|重要|现代|当地|各|國際|國家|舊|兩|標準軌|外國|全球|我國|現代|當地|海底|跨海|跨江|长江|長江)+"
)


def at_ending(scene: Scene, i: int) -> Candidate | None:
    """The name whose last character is token ``i``, if there is one."""
    view, endings = scene.view, scene.lexicon.chinese
    low = i
    while low > 0 and i - low < _REACH and view.joined(low):
        low -= 1
    text = view.text[view.starts[low] : view.ends[i]]
    if text[-1] in "线線":
        return _line(scene, i, text)
    if text[-1] in "景划畫劃略要":
        return _plan(scene, low, i, text)
    ending = next((text[-n:] for n in range(_LONGEST_ENDING, 0, -1) if text[-n:] in endings), None)
    if ending is None or len(ending) == len(text):
        return None
    if _GOES_ON(view.text, view.ends[i]) and ending[-1] in "港矿场礦場":
        return None  # 港口, 铁矿石, 机场高速
    if endings[ending] == "transport" and _STATION(view.text, view.ends[i]):
        return None  # 高铁站, 铁路局
    proper = _proper(scene, text[: -len(ending)])
    if ending in _AREAS and (_IS_TREATY(proper) or any(mark in proper for mark in "—–-")):
        return None
    if len(ending) == 1 and (_NO_PORT(proper) or text.endswith("香港")):
        return None
    if len(proper) < 2 or _GENERAL.fullmatch(proper) or (len(proper) > 8 and "—" not in proper):
        return None
    return _candidate(scene, i, len(ending) + len(proper), endings[ending])


def _line(scene: Scene, i: int, text: str) -> Candidate | None:
    """ "桃園捷運綠線", "北京地铁19号线": a line of a city's metro."""
    found = _LINE(text)
    if found is None or scene.view.words(i + 1, i + 2) in (["路"], ["上"]):
        return None
    proper = _proper(scene, text[: found.start()])
    return _candidate(scene, i, len(proper) + len(found.group()), "transport") if 2 <= len(proper) <= 5 else None


def _plan(scene: Scene, low: int, i: int, text: str) -> Candidate | None:
    """ "2030愿景", "《欧洲绿色发展规划》", "前瞻基礎建設計畫第4期": a plan with a year, in quotes, or with its phases.

    Plans are so common that nothing less makes a name of one.
    """
    view = scene.view
    if (vision := _VISION(text)) is not None:
        return _candidate(scene, i, len(vision.group()), "initiative")
    if (ending := _PLAN(text)) is None:
        return None
    closing = view.text[view.ends[i] : view.ends[i] + 1]
    opening = max(text.rfind(mark) for mark in _IN_QUOTES)
    if opening >= 0 and _IN_QUOTES[text[opening]] == closing:
        size = len(text) - opening - 1
        return _candidate(scene, i, size, "initiative") if size > 4 else None
    if not _PLAN_GOES_ON(view.text, view.ends[i]):
        return None
    noun = text[: ending.start()]
    # "建设" right before the noun is part of the name, and no verb.
    inner = noun.removesuffix("建设").removesuffix("建設").removesuffix("发展").removesuffix("發展")
    proper = _proper(scene, inner)
    size = len(proper) + len(text) - len(inner)
    is_name = len(proper) > 1 and not _GENERAL.fullmatch(proper) and not _COMMON_PLAN(proper) and size <= 14
    return _candidate(scene, i, size, "initiative") if is_name else None


def _proper(scene: Scene, before: str) -> str:
    """What stands before a noun, from the last mark or word on that can be part of no name."""
    cut = max((match.end() for match in _BOUNDARY.finditer(before)), default=0)
    return _without_country(before[cut:].lstrip("·—–-"), scene.lexicon.han_countries)


def _candidate(scene: Scene, i: int, size: int, category: str) -> Candidate:
    first = scene.view.token_at(scene.view.ends[i] - size)
    return Candidate(first, i + 1, i + 1, "chinese", category, None)


def _without_country(name: str, countries: set[str]) -> str:
    """Cut the country where something is off its name: 斯里兰卡汉班托塔港. In 中国—中亚 it belongs to the name."""
    for length in range(min(_LONGEST_COUNTRY, len(name) - 2), 1, -1):
        if name[:length] in countries and name[length] not in "—–-·":
            rest = name[length:].removeprefix("国")
            return rest if len(rest) > 1 else name
    return name
