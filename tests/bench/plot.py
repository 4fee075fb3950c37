"""A bar chart as SVG: shares of a reference, on a logarithmic scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.sax.saxutils import escape

_LEFT, _RIGHT, _ROW, _WIDTH = 300, 70, 26, 760


def chart(title: str, bars: Sequence[tuple[str, float]]) -> str:
    """An SVG image with a bar for each (label, value above 0); a line marks 1."""
    low = min(0.1, *(value for _, value in bars))
    high = max(10.0, *(value for _, value in bars))
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    scale = (_WIDTH - _LEFT - _RIGHT) / (last - first)

    def x(value: float) -> float:
        return round(_LEFT + (math.log10(value) - first) * scale, 1)

    bottom = 44 + _ROW * len(bars)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {bottom + 26}" role="img" '
        f'font-family="sans-serif" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{_WIDTH}" height="{bottom + 26}" fill="#fff"/>',
        f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>',
    ]
    for power in range(first, last + 1):
        at = x(10.0**power)
        lines.append(f'<line x1="{at}" x2="{at}" y1="34" y2="{bottom}" stroke="#{"000" if power == 0 else "ddd"}"/>')
        lines.append(f'<text x="{at}" y="{bottom + 18}" text-anchor="middle" fill="#555">{10.0**power:g}</text>')
    for number, (label, value) in enumerate(bars):
        y = 40 + _ROW * number
        end = x(value)
        color = "#1f6f8b" if label.startswith("newsfacts") else "#b9b9b9"
        lines.append(f'<text x="{_LEFT - 10}" y="{y + 14}" text-anchor="end">{escape(label)}</text>')
        lines.append(f'<rect x="{_LEFT}" y="{y}" width="{max(1.0, end - _LEFT):.1f}" height="18" fill="{color}"/>')
        lines.append(f'<text x="{end + 6}" y="{y + 14}">{value:.2g}</text>')
    return "\n".join([*lines, "</svg>", ""])
