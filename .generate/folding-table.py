#!/usr/bin/env python3
"""Writes Sources/PolicyEngine/Text/FoldingTable.swift from Debian's `unicode-data`.

Run it from the repository's folder after `apt-get install unicode-data`:
    python3 .generate/folding-table.py > Sources/PolicyEngine/Text/FoldingTable.swift

A scalar folds to its NFKC_Casefold, decomposed, without nonspacing and enclosing marks, with letters
that look like Latin ones replaced by those. Vietnamese, Spanish and French keep their base letters.
"""
import re
import sys

ROOT = "/usr/share/unicode/"
LIMIT, PAGE = 0x20000, 64
SEPARATOR, TOKEN, IGNORABLE, MARK, SPACE = 0, 1, 2, 3, 4
LOOKALIKE, ACCENT, WORD = 0x80, 0x40, 0x20

# Letters of other scripts that a reader takes for a Latin one. Our own list: each pair was judged
# by shape at text size in common fonts; the direction is always towards plain a-z and 0-9.
ALIKE = {
    "a": "аα⍺ɑ", "b": "ьЬƄɓ", "c": "сϲсⅽ", "d": "ԁɗԀ", "e": "еєҽɛе", "g": "ɡց", "h": "һհℎ",
    "i": "іιıɩӏ", "j": "јϳ", "k": "кκ", "l": "ǀɭ", "m": "мϻ", "n": "пηռո", "o": "оοօ",
    "p": "рρ", "q": "ԛզ", "r": "гꭇɾ", "s": "ѕꜱ", "t": "тτ", "u": "υսʋ", "v": "νѵ",
    "w": "ԝωшѡ", "x": "хχ", "y": "уγү", "z": "ᴢʐ",
}
STROKES = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "ƀ": "b", "ɨ": "i"}
PLAIN = {0x2018: "'", 0x2019: "'", 0x201A: "'", 0x201B: "'", 0x2032: "'", 0x02BC: "'",
         0x00B4: "'", 0x0060: "'", 0x201C: '"', 0x201D: '"', 0x201E: '"', 0x201F: '"',
         0x00AB: '"', 0x00BB: '"', 0x2039: '"', 0x203A: '"', 0x2010: "-", 0x2011: "-",
         0x2012: "-", 0x2013: "-", 0x2014: "-", 0x2015: "-", 0x2212: "-"}
# Letters in boxes and circles that NFKC leaves alone.
BOXED = {}
for first in (0x1F130, 0x1F150, 0x1F170):
    for i in range(26):
        BOXED[first + i] = chr(97 + i)
# Digits in circles that it leaves alone; they fold as those that it knows do.
CIRCLED = {0x24FF: "0", 0x1F10B: "0", 0x1F10C: "0"}
for first in (0x24F5, 0x2776, 0x2780, 0x278A):
    for i in range(10):
        CIRCLED[first + i] = str(i + 1)
for i in range(10):
    CIRCLED[0x24EB + i] = str(i + 11)


def fields(name):
    for line in open(ROOT + name, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line:
            yield [f.strip() for f in line.split(";")]


def span(text):
    low, _, high = text.partition("..")
    return range(int(low, 16), int(high or low, 16) + 1)


version = re.search(r"-(\d+\.\d+\.\d+)", open(ROOT + "DerivedNormalizationProps.txt").readline())[1]
category, ccc, decomposition, ranges, start = {}, {}, {}, [], None
for f in fields("UnicodeData.txt"):
    code = int(f[0], 16)
    if f[1].endswith("First>"):
        start = code
    elif f[1].endswith("Last>"):
        ranges.append((start, code, f[2]))
    category[code], ccc[code] = f[2], int(f[3])
    if f[5] and not f[5].startswith("<"):
        decomposition[code] = [int(x, 16) for x in f[5].split()]
for low, high, kind in ranges:
    for code in range(low, min(high + 1, LIMIT)):
        category[code] = kind
casefold = {}
for f in fields("DerivedNormalizationProps.txt"):
    if f[1] == "NFKC_CF":
        for code in span(f[0]):
            casefold[code] = [int(x, 16) for x in f[2].split()] if len(f) > 2 and f[2] else []
ignorable, alphabetic = set(), set()
for f in fields("DerivedCoreProperties.txt"):
    target = {"Default_Ignorable_Code_Point": ignorable, "Alphabetic": alphabetic}.get(f[1])
    if target is not None:
        target.update(span(f[0]))
alike = {ord(c): latin for latin, others in ALIKE.items() for c in others}


def decompose(code):
    if code not in decomposition:
        return [code]
    return [part for piece in decomposition[code] for part in decompose(piece)]


def is_word(code):
    return code in alphabetic or category.get(code, "Cn")[0] == "N"


def fold(code):
    """(folded scalars, accent dropped, look-alike replaced)"""
    accent = look = False
    out = []
    plain = BOXED.get(code) or CIRCLED.get(code)
    source = [ord(c) for c in plain] if plain else casefold.get(code, [code])
    look = code in BOXED or (not plain and source != [code] and all(x < 0x80 for x in source) and len(source) == 1
                             and category.get(code) in ("Lu", "Ll", "So", "Nd") and code > 0x2000)
    if code == 0x017F or code == 0x212A:
        look = True
    for piece in source:
        for part in decompose(piece):
            if ccc.get(part, 0) and category.get(part) == "Mn":
                accent = True
            elif part in PLAIN:
                out.append(ord(PLAIN[part]))
            elif part in alike:
                out.append(ord(alike[part]))
                look = True
            elif chr(part) in STROKES:
                out.append(ord(STROKES[chr(part)]))
                accent = True
            else:
                out.append(part)
    return out, accent, look


pool, where = bytearray(8), {}


def entry(code):
    kind = category.get(code, "Cn")
    if code in ignorable or (kind == "Cc" and code not in (9, 10, 11, 12, 13, 0x85)) or kind == "Cf":
        return IGNORABLE
    if kind in ("Zs", "Zl", "Zp") or code in (9, 10, 11, 12, 13, 0x85):
        return SPACE
    if kind == "Me" or kind == "Mn" and ccc.get(code, 0):  # "Me": keycaps and the like
        return MARK
    if 0xAC00 <= code <= 0xD7A3:
        return TOKEN
    if code in PLAIN:
        out, accent, look = [ord(PLAIN[code])], False, False
    else:
        out, accent, look = fold(code)
    if out == [code]:
        return TOKEN if is_word(code) else SEPARATOR
    data = "".join(map(chr, out)).encode()
    if not 0 < len(data) <= 24:
        return TOKEN if is_word(code) else SEPARATOR
    word = all(is_word(x) for x in out)
    head = (LOOKALIKE if look else 0) | (ACCENT if accent else 0) | (WORD if word else 0) | len(data)
    key = bytes([head]) + data
    if key not in where:
        where[key] = len(pool)
        pool.extend(key)
    return where[key]


pages, index, seen = [], [], {}
for low in range(0, LIMIT, PAGE):
    page = tuple(entry(code) for code in range(low, low + PAGE))
    if page not in seen:
        seen[page] = len(pages)
        pages.append(page)
    index.append(seen[page])
assert len(pool) < 0x10000 and len(pages) < 0x10000


def listing(values):
    line, lines = "", []
    for value in values:
        piece = f"{value}, "
        if len(line) + len(piece) > 94:
            lines.append("        " + line.rstrip())
            line = ""
        line += piece
    lines.append("        " + line.rstrip())
    return "\n".join(lines)


sys.stdout.write(f"""// Generated by .generate/folding-table.py from Unicode {version}; do not edit.
// swift-format-ignore-file

/// Where each scalar below U+20000 folds to: two stages, {len(pages)} pages of {PAGE} entries.
///
/// An entry below 8 is a `FoldingKind`; any other is the offset in `pool` of a head byte (bit 7 looks
/// like Latin, bit 6 lost an accent, bit 5 belongs to a word, bits 0-4 length) and that many bytes.
///
/// **Source**: Unicode {version} NFKC_Casefold, canonical decomposition, Default_Ignorable_Code_Point
/// and Alphabetic; look-alikes from the generator's own list.
enum FoldingTable {{
    static let unicodeVersion = "{version}"
    static let index: [UInt16] = [
{listing(index)}
    ]
    static let pages: [UInt16] = [
{listing(v for page in pages for v in page)}
    ]
    static let pool: [UInt8] = [
{listing(pool)}
    ]
}}
""")
