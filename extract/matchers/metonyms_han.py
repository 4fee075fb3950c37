"""Capitals that act for their states in Chinese, told from capitals as places by what stands beside them.

A capital acts where a verb of states follows it (北京随即表示), perhaps behind adverbs, or where a relation or deal
with it is told (与莫斯科签署, 对德黑兰的制裁). Anything else is a place: 在北京举行, 北京市.
"""

from __future__ import annotations

import re

_ADVERB = (
    "方面|随即|隨即|随后|隨後|立即|迅速|则|則|也|亦|又|再|已|曾|将|將|均|都|仍|还|還|却|卻|正|一再|再次|多次|此前|日前|近日|"
    "昨天|昨日|今天|今日|周[一二三四五六日]|上周|本周|上月|正式|公开|公開|强烈|強烈|坚决|堅決|严厉|嚴厲|明确|明確"
)
_VERB = (
    "表示|宣布|宣佈|警告|呼吁|呼籲|指责|指責|谴责|譴責|反对|反對|敦促|要求|承诺|承諾|拒绝|拒絕|否认|否認|同意|认为|認為|希望|"
    "强调|強調|回应|回應|抗议|抗議|批评|批評|指控|施压|施壓|决定|決定|支持|签署|簽署|试图|試圖|对此|對此|担心|擔心|暂停|暫停|取消|"
    "召回|召见|召見|驱逐|驅逐|制裁|承认|承認|退出|加入|提议|提議|提出|威胁|威脅|声称|聲稱|愿意|願意|有意|无意|無意|不会|不會|不满|不滿"
)
_NOUN = (
    "(?:双边|雙邊|外交)?(?:关系|關係|谈判|談判|对话|對話|盟友|盟约|盟約|结盟|結盟|断交|斷交|建交|复交|復交|压力|壓力|援助|分歧|"
    "争端|爭端|磋商|交涉|制裁)"
)
_SUBJECT = re.compile(
    f"[,，]?(?:{_ADVERB}){{0,3}}(?:{_VERB}|[与與同和對对][^，。,.;；\n]{{2,6}}(?:{_VERB}))"
    f"|[与與同和][^，。,.;；\n]{{2,4}}?(?:之间|之間)?的?{_NOUN}"
).match
_RELATION = re.compile(f"(?:之间|之間)?的?(?:{_NOUN}|达成|達成|签署|簽署|签订|簽訂)").match
_WITH = frozenset("与與同和跟对對向")
_PLACE = frozenset("在于於到至赴访訪抵离離经經从從由飞飛往返")
_REACH = 30
"""So many characters behind a capital are looked at."""


def acts(text: str, start: int, end: int) -> bool:
    """Whether the capital at ``text[start:end]`` acts for its state.

    >>> acts("北京随即表示反对", 0, 2), acts("会议在北京表示", 3, 5), acts("北京市政府", 0, 2)
    (True, False, False)
    """
    before = text[start - 1 : start]
    if before and before in _PLACE:
        return False
    if before and before in _WITH:
        return _RELATION(text, end, end + _REACH) is not None
    return _SUBJECT(text, end, end + _REACH) is not None


def is_place(text: str, start: int, end: int) -> bool:
    """Whether a seat of government (白宫) is meant as a building."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return (before != "" and before in _PLACE) or (after != "" and after in "内內外里裡前附旁")
