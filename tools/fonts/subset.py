#!/usr/bin/python3
"""Makes the faces of the sketch engine: each a subset under a neutral name, with plain kerning.

Usage: subset.py NODE_MODULES OUT_DIR [FACE ...]

The names of the originals are not used for the results: several of the licences reserve them.
Pair kerning is flattened from GPOS into a `kern` table, because FontBox reads only that, and all
other layout tables are dropped.
"""
import glob
import os
import shutil
import sys
import tempfile

from fontTools import subset
from fontTools.merge import Merger, Options as MergeOptions
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

FONTS = os.environ.get("FONTS", "/usr/share/fonts")
NOTO = FONTS + "/opentype/noto/"
NOTO_CORE = FONTS + "/truetype/noto/"
WENKAI = FONTS + "/truetype/lxgw-wenkai/"
SIMPLIFIED_CHINESE = 2  # place in the Noto collections

LATIN = (
    [*range(0x20, 0x7F), *range(0xA0, 0x180)]
    + [0x192, 0x218, 0x219, 0x21A, 0x21B, 0x2C6, 0x2DA, 0x2DC, 0x1E9E]
    + [*range(0x2010, 0x2028), *range(0x2030, 0x205F)]
    + [*range(0x20A0, 0x20C1), 0x2113, 0x2116, 0x2120, 0x2122, 0x2126, 0x2190, 0x2191, 0x2192, 0x2193]
    + [0x2202, 0x2206, 0x220F, 0x2211, 0x2212, 0x221A, 0x221E, 0x222B, 0x2248, 0x2260, 0x2264, 0x2265]
)


def decode_all(codec, first, last):
    found = set()
    for high in range(first, last + 1):
        for low in range(0x40, 0xFF):
            try:
                found.add(ord(bytes([high, low]).decode(codec)))
            except (UnicodeDecodeError, TypeError):
                pass
    return found


GB2312 = decode_all("gb2312", 0xA1, 0xF7)
GB2312_COMMON = decode_all("gb2312", 0xB0, 0xD7)  # level 1: the brush face is heavy, its strokes are ragged
BIG5_COMMON = decode_all("big5", 0xA4, 0xC6)
BIG5 = decode_all("big5", 0xA4, 0xF9)
JIS = decode_all("shift_jis", 0x81, 0xEF)
HANGUL = {c for c in decode_all("euc_kr", 0xA1, 0xFD) if 0xAC00 <= c < 0xD7A4}
CHINESE = set(LATIN) | GB2312 | {*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F), 0xFFE5}
# Characters of given names and of signs that are in neither set.
NAMES = (
    "喆囍堃玥珺犇骉淼焱垚晞昇昉旻昊晟翀颢瑄珩祎祺鑫祐煊昀赟婧妍姝嫣娅媛琪琰璟璐瑾瑜珂玟甯翊翎翾芃苒茜菡蔚荟蕾薇葳"
    "郦郗钰铭锴雱霏韬颀飏馨骞骐鹂麒镕堉烜烨焜熠燊燚琞瑀璇璨皛皓皞睿祯禤竑筠绮羿聿臻芊芮茗萱蓁鋆鋐闳隽霁颉颍飒骁髙"
    "彧懿忻恺愫慜戬攸斐斓旎昕昙昫晁晅晔晗晙晢晧暄暐曌曦杍栩桉棣槿樾歆沅泓泠洺洵浠浔淇淏湉湜滢漪潇潼澍澹濛瀚灏炅炆炘炜峯"
)
JAPANESE = CHINESE | BIG5_COMMON | JIS | {*range(0x3000, 0x3100), *range(0xFFE0, 0xFFE7), *map(ord, NAMES)}
WORLD = (
    set(LATIN)
    | {*range(0x180, 0x250), *range(0x2B0, 0x530), *range(0x1E00, 0x2000)}
    | {*range(0x2070, 0x20C1), *range(0x2100, 0x2190)}
)
SIGNS = {*range(0x2190, 0x2200), *range(0x2460, 0x2800), *range(0x2900, 0x2980), *range(0x2B00, 0x2C00)}
EMOJI = {*range(0x203C, 0x3300), *range(0x1F000, 0x1FB00)}

# name: (source, name shown, the characters kept)
FACES = {
    "sans-black": ((NOTO + "NotoSansCJK-Black.ttc", SIMPLIFIED_CHINESE), "Zimage Sans Black", JAPANESE | HANGUL),
    "sans-medium": ((NOTO + "NotoSansCJK-Medium.ttc", SIMPLIFIED_CHINESE), "Zimage Sans Medium", JAPANESE | BIG5 | HANGUL),
    "serif-bold": ((NOTO + "NotoSerifCJK-Bold.ttc", SIMPLIFIED_CHINESE), "Zimage Serif Bold", JAPANESE),
    "hand": (WENKAI + "LXGWWenKai-Bold.ttf", "Zimage Hand", CHINESE),
    "brush": ("ma-shan-zheng 400", "Zimage Brush", set(LATIN) | decode_all("gb2312", 0xA1, 0xA9) | GB2312_COMMON | {*range(0x3000, 0x3018), *range(0xFF01, 0xFF5F), 0xFFE5}),
    "world-sans": (NOTO_CORE + "NotoSans-Bold.ttf", "Zimage World Sans", WORLD),
    "world-serif": (NOTO_CORE + "NotoSerif-Bold.ttf", "Zimage World Serif", WORLD),
    "signs": (NOTO_CORE + "NotoSansSymbols2-Regular.ttf", "Zimage Signs", SIGNS),
    "emoji": ("noto-emoji 700", "Zimage Emoji", EMOJI),
    "latin-poster": ("anton 400", "Zimage Poster", LATIN),
    "latin-wide": ("archivo-black 400", "Zimage Wide", LATIN),
    "latin-geometric": ("montserrat 800", "Zimage Geometric", LATIN),
    "latin-text": ("montserrat 600", "Zimage Text", LATIN),
    "latin-narrow": ("oswald 500", "Zimage Narrow", LATIN),
    "latin-serif": ("playfair-display 800", "Zimage Latin Serif", LATIN),
    "latin-serif-text": ("playfair-display 600", "Zimage Latin Serif Text", LATIN),
    "latin-fat": ("abril-fatface 400", "Zimage Fat", LATIN),
    "latin-deco": ("limelight 400", "Zimage Deco", LATIN),
    "latin-casual": ("courgette 400", "Zimage Casual", LATIN),
    "latin-hand": ("caveat 700", "Zimage Latin Hand", LATIN),
    "latin-mono": ("jetbrains-mono 700", "Zimage Mono", LATIN),
    "latin-round": ("comfortaa 700", "Zimage Round", LATIN),
}


def open_source(source, modules):
    if isinstance(source, tuple):
        return TTFont(source[0], fontNumber=source[1], recalcTimestamp=False)
    if source.startswith("/"):
        return TTFont(source, recalcTimestamp=False)
    family, weight = source.split()
    return merged(family, weight, modules)


def merged(family, weight, modules):
    """The web packages cut a face into ranges; this puts those that matter together again."""
    pattern = os.path.join(modules, "@fontsource", family, "files", f"{family}-*-{weight}-normal.woff")
    parts = [p for p in sorted(glob.glob(pattern)) if "cyrillic" not in p and "greek" not in p and "vietnamese" not in p]
    parts.sort(key=lambda p: not p.endswith(f"-latin-{weight}-normal.woff"))  # the plain Latin part leads
    if len(parts) == 1:
        return TTFont(parts[0], recalcTimestamp=False)
    folder = tempfile.mkdtemp()
    try:
        files = []
        for part in parts:
            font = TTFont(part)
            font.flavor = None
            for tag in ("GSUB", "GDEF", "STAT", "DSIG", "BASE") + (("GPOS",) if part != parts[0] else ()):
                if tag in font:
                    del font[tag]
            files.append(os.path.join(folder, f"{len(files)}.ttf"))
            font.save(files[-1])
        lead = TTFont(files[0])
        kerning = kern_pairs(lead)
        code_of = {n: c for c, n in lead.getBestCmap().items()}
        for file in files:
            font = TTFont(file)
            if "GPOS" in font:
                del font["GPOS"]
            font.save(file)
        options = MergeOptions()
        options.drop_tables = ["GSUB", "GPOS", "GDEF", "hinting", "gasp", "fpgm", "prep", "cvt "]
        font = Merger(options=options).merge(files)
        # Glyph names can change in a merge, code points cannot.
        cmap = font.getBestCmap()
        font.zimage_kerning = {
            (cmap[code_of[a]], cmap[code_of[b]]): v
            for (a, b), v in kerning.items()
            if code_of.get(a) in cmap and code_of.get(b) in cmap
        }
        out = os.path.join(folder, "merged.ttf")
        kern = font.zimage_kerning
        font.save(out)
        font = TTFont(out, recalcTimestamp=False)
        font.getGlyphOrder()
        font.zimage_kerning = kern
        for tag in font.keys():
            if tag != "GlyphOrder":
                font[tag]  # read before the folder goes
        return font
    finally:
        shutil.rmtree(folder)


def kern_pairs(font):
    """The pairs of the `kern` feature between characters of Western text, in font units."""
    if "GPOS" not in font:
        return {}
    table = font["GPOS"].table
    lookups = sorted({i for f in table.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex})
    letters = {n for c, n in font.getBestCmap().items() if c < 0x180 or 0x2010 <= c < 0x2040}
    pairs = {}
    for index in lookups:
        in_lookup = {}
        for sub in table.LookupList.Lookup[index].SubTable:
            if sub.LookupType == 9:
                sub = sub.ExtSubTable
            if sub.LookupType == 2:
                read_pairs(sub, letters, in_lookup)
        for pair, value in in_lookup.items():
            pairs.setdefault(pair, value)
    smallest = font["head"].unitsPerEm / 250
    return {p: v for p, v in pairs.items() if abs(v) >= smallest}


def read_pairs(sub, letters, into):
    firsts = [g for g in sub.Coverage.glyphs if g in letters]
    if sub.Format == 1:
        for glyph, pair_set in zip(sub.Coverage.glyphs, sub.PairSet):
            if glyph in letters:
                for record in pair_set.PairValueRecord:
                    if record.SecondGlyph in letters and record.Value1 is not None:
                        into.setdefault((glyph, record.SecondGlyph), getattr(record.Value1, "XAdvance", 0))
        return
    first_class = sub.ClassDef1.classDefs
    second_class = sub.ClassDef2.classDefs
    for a in firsts:
        row = sub.Class1Record[first_class.get(a, 0)].Class2Record
        for b in letters:
            value = row[second_class.get(b, 0)].Value1
            into.setdefault((a, b), getattr(value, "XAdvance", 0) if value is not None else 0)


def add_kern(font, pairs):
    if not pairs:
        return
    kern = newTable("kern")
    kern.version = 0
    sub = KernTable_format_0(apple=False)
    sub.coverage, sub.tupleIndex = 1, None
    sub.kernTable = pairs
    kern.kernTables = [sub]
    font["kern"] = kern


def rename(font, shown):
    names = font["name"]
    keep = {i: names.getDebugName(i) for i in (0, 13, 14)}
    names.names = []
    for i, text in {**keep, 1: shown, 2: "Regular", 3: shown, 4: shown, 5: "Version 1.0", 6: shown.replace(" ", "")}.items():
        if text:
            names.setName(text, i, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [shown.replace(" ", "")]
        top = cff.topDictIndex[0]
        for key in ("FullName", "FamilyName"):
            if key in top.rawDict:
                top.rawDict[key] = shown


def make(face, modules, out):
    source, shown, characters = FACES[face]
    font = open_source(source, modules)
    kerning = getattr(font, "zimage_kerning", None)
    if kerning is None:
        kerning = kern_pairs(font)
    by_code = {}
    code_of = {n: c for c, n in font.getBestCmap().items()}
    for (a, b), value in kerning.items():
        if a in code_of and b in code_of:
            by_code[code_of[a], code_of[b]] = value
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "gasp", "DSIG", "STAT", "VDMX", "hdmx", "LTSH", "kern"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = True  # FontBox warns of a post table without names
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font["cmap"].tables = [t for t in font["cmap"].tables if t.format != 14]
    cmap = font.getBestCmap()
    add_kern(font, {(cmap[a], cmap[b]): v for (a, b), v in by_code.items() if a in cmap and b in cmap})
    rename(font, shown)
    if "CFF " not in font and font["post"].formatType == 3:
        font["post"].formatType, font["post"].extraNames, font["post"].mapping = 2.0, [], {}
    font.flavor = None
    name = face + (".otf" if "CFF " in font else ".ttf")
    path = os.path.join(out, name)
    font.save(path)
    missing = len([c for c in GB2312 if c not in cmap]) if characters is not LATIN else 0
    print(f"{name}: {os.path.getsize(path) // 1024} KiB, {len(cmap)} characters, {len(by_code)} pairs, {missing} of GB 2312 missing")


def licences(modules, out):
    """The licence of every original, beside the faces that were made of it."""
    folder = os.path.join(out, "licences")
    os.makedirs(folder, exist_ok=True)
    families = sorted({source.split()[0] for source, _, _ in FACES.values() if isinstance(source, str) and " " in source})
    for family in families:
        shutil.copyfile(os.path.join(modules, "@fontsource", family, "LICENSE"), os.path.join(folder, family + ".txt"))
    with open(os.path.join(modules, "@fontsource", "anton", "LICENSE"), encoding="utf-8") as file:
        body = file.read().split("\n", 1)[1]
    for name, owner in (
        ("noto", "Copyright 2010-2020 Google LLC (https://github.com/notofonts)"),
        ("noto-cjk", "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'."),
        ("lxgw-wenkai", "Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font Names 'LXGW' and '霞鹜'.\n"
                        "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)"),
    ):
        with open(os.path.join(folder, name + ".txt"), "w", encoding="utf-8") as file:
            file.write(owner + "\n" + body)


def main():
    modules, out, *only = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    licences(modules, out)
    for face in only or FACES:
        make(face, modules, out)


main()
