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
    r"[^\u3400-\u9fff·—–-]|经(?!济|贸)|[的和与及在了是对从将为由被把于等并或至向其该这此那条座个项]|修建|建设|新建|建成|建立|推进|推动"
    r"|启动|开通|通过|通往|参与|参观|投资|运营|讨论|关于|支持|加快|实施|落实|共建|包括|以及|连接|成为|沿着|经由|融资|入驻"
    r"|提出|宣布|签署|批准|关闭|完成|开工|古代|承建|企业|开发|扩建|签约|公司|集团|政府|收购|停产|出口|他说|表示|最大|最小|第[一二三四五六七八九十]大"
)
_LONGEST_COUNTRY = 8
_NO_PORT = re.compile(r".*[香开易自大小新空军渔海各出进离到抵入两商良口天主内外近转运]").fullmatch
_GOES_ON = re.compile(r"[口元币股人珠交务府台资商澳石业产企工砂高]").match
_GENERAL = re.compile(
    r"(?:高速|电气化|跨境|国际|国家|地方|新|旧|老|一|两|三|多|标准轨|重载|货运|城际|大型|小型|中国|俄罗斯|外国|全球|首|本|我国|重大|重要|现代|当地|各)+"
)


def at_ending(scene: Scene, i: int) -> Candidate | None:
    """The name whose last character is token ``i``, if there is one."""
    view, endings = scene.view, scene.lexicon.chinese
    low = i
    while low > 0 and i - low < _REACH and view.joined(low):
        low -= 1
    text = view.text[view.starts[low] : view.ends[i]]
    ending = next((text[-n:] for n in range(_LONGEST_ENDING, 0, -1) if text[-n:] in endings), None)
    if ending is None or len(ending) == len(text):
        return None
    if _GOES_ON(view.text, view.ends[i]) and ending[-1] in "港矿场礦場":
        return None  # 港口, 铁矿石, 机场高速
    before = text[: -len(ending)]
    cut = max((match.end() for match in _BOUNDARY.finditer(before)), default=0)
    proper = _without_country(before[cut:].lstrip("·—–-"), scene.lexicon.han_countries)
    if len(ending) == 1 and (_NO_PORT(proper) or text.endswith("香港")):
        return None
    if len(proper) < 2 or _GENERAL.fullmatch(proper) or (len(proper) > 8 and "—" not in proper):
        return None
    first = view.token_at(view.ends[i] - len(ending) - len(proper))
    return Candidate(first, i + 1, i + 1, "chinese", endings[ending], None)


def _without_country(name: str, countries: set[str]) -> str:
    """Cut the country where something is off its name: 斯里兰卡汉班托塔港. In 中国—中亚 it belongs to the name."""
    for length in range(min(_LONGEST_COUNTRY, len(name) - 2), 1, -1):
        if name[:length] in countries and name[length] not in "—–-·":
            rest = name[length:].removeprefix("国")
            return rest if len(rest) > 1 else name
    return name
