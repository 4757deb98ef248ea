# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later
"""Small multiples as SVG, both axes logarithmic: what grows by a power of the size is a straight line."""
import math
from html import escape

WIDTH, HEIGHT, COLUMNS = 420, 320, 2  # of a panel, and panels side by side
LEFT, RIGHT, TOP, BOTTOM = 60, 36, 34, 96  # around the plot in its panel
COLOURS = ["#1b6ca8", "#c0392b", "#2e7d32", "#8e44ad"]


def decades(values):
    """Exponents of ten around all values: at least one decade."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def label(exponent):
    return f"{10 ** exponent:,}" if exponent >= 0 else f"{10 ** exponent:.{-exponent}f}"


def text(x, y, content, **attributes):
    written = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f'<text x="{x:.1f}" y="{y:.1f}"{written}>{escape(content)}</text>'


def draw_panel(number, sizes, title, lines):
    x_low, x_high = decades(sizes)
    y_low, y_high = decades([max(value, 1e-6) for _, values, _ in lines for value in values])
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM

    def x(size):
        return LEFT + (math.log10(size) - x_low) / (x_high - x_low) * (right - LEFT)

    def y(value):
        return bottom - (math.log10(max(value, 1e-6)) - y_low) / (y_high - y_low) * (bottom - TOP)

    parts = [text(LEFT, TOP - 12, title, font_weight="bold"),
             f'<clipPath id="panel{number}"><rect x="{LEFT}" y="{TOP}" width="{right - LEFT}" '
             f'height="{bottom - TOP}"/></clipPath>']
    for exponent in range(x_low, x_high + 1):
        at = x(10 ** exponent)
        parts.append(f'<path d="M{at:.1f} {TOP}V{bottom}" class="grid"/>')
        parts.append(text(at, bottom + 16, label(exponent), text_anchor="middle"))
    for exponent in range(y_low, y_high + 1):
        at = y(10 ** exponent)
        parts.append(f'<path d="M{LEFT} {at:.1f}H{right}" class="grid"/>')
        parts.append(text(LEFT - 6, at + 4, label(exponent), text_anchor="end"))
    for place, (name, values, law) in enumerate(lines):
        colour = COLOURS[place % len(COLOURS)]
        if law:
            exponent, factor = law
            ends = [10 ** x_low, 10 ** x_high]
            line = " L".join(f"{x(size):.1f} {y(factor * size ** exponent):.1f}" for size in ends)
            parts.append(f'<path d="M{line}" stroke="{colour}" fill="none" clip-path="url(#panel{number})"/>')
        for size, value in zip(sizes, values):
            parts.append(f'<circle cx="{x(size):.1f}" cy="{y(value):.1f}" r="4" fill="{colour}"/>')
        said = f"{name}: N^{law[0]:.2f}" if law else name
        parts.append(text(LEFT, bottom + 34 + 15 * place, "● " + said, fill=colour))
    return "".join(parts)


def draw(sizes, panels):
    """`panels`: title -> a list of (name, a value for each size, (exponent, factor) or None)."""
    rows = math.ceil(len(panels) / COLUMNS)
    width, height = WIDTH * COLUMNS, HEIGHT * rows + 24
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
             'font-size="12">',
             '<style>.grid { stroke: #ddd; }</style>', f'<rect width="{width}" height="{height}" fill="white"/>']
    for number, (title, lines) in enumerate(panels.items()):
        at = (number % COLUMNS * WIDTH, number // COLUMNS * HEIGHT)
        parts.append(f'<g transform="translate({at[0]} {at[1]})">{draw_panel(number, sizes, title, lines)}</g>')
    parts.append(text(width / 2, height - 8, "articles (N); lines: the fitted power of N", text_anchor="middle"))
    return "\n".join(parts) + "\n</svg>\n"
