"""Pictures of all types, pictures that are none, and attachments."""

import base64

from pieces import PNG, SVG, code, display, fixture, markdown, moving_gif, picture


@fixture
def images():
    """All picture types, alt texts, sizes, light and dark needs

    Each picture is there once, with the alt text that the output names and no invented one."""
    return [
        code("png", display({"image/png": PNG, "text/plain": "<Figure size 12x8 with 1 Axes>"})),
        code("alt by type", display({"image/png": PNG}, {"image/png": {"alt": "A teal <box> & \"quotes\"", "width": 24, "height": 16}})),
        code("alt for all", display({"image/png": PNG, "text/plain": "<Figure>"}, {"alt": "A teal box for all"})),
        code("text that says something", display({"image/png": PNG, "text/plain": "A box drawn by hand"})),
        code("jpeg", display({"image/jpeg": picture("JPEG")}, {"image/jpeg": {"width": 12}})),
        code("gif", display({"image/gif": moving_gif()})),
        code("webp", display({"image/webp": picture("WEBP")})),
        code("avif", display({"image/avif": picture("AVIF", quality=30)})),
        code("bmp", display({"image/bmp": picture("BMP")})),
        code("svg", display({"image/svg+xml": SVG, "text/plain": "<SVG>"})),
        code("svg that would run", display({"image/svg+xml": SVG.replace("<rect", "<script>alert(1)</script><rect onload='alert(2)'")})),
        code("svg in base64", display({"image/svg+xml": base64.b64encode(SVG.encode()).decode()})),
        code("svg with a prologue", display({"image/svg+xml": ['<?xml version="1.0"?>\n', "<!DOCTYPE svg>\n", SVG]})),
        code("svg without a size", display({"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'})),
        code("svg and png", display({"image/svg+xml": SVG, "image/png": PNG})),
        code("light", display({"image/png": PNG}, {"image/png": {"needs_background": "light"}})),
        code("dark", display({"image/png": PNG}, {"image/png": {"needs_background": "dark"}})),
        code("lines", display({"image/png": "\n".join(PNG[n : n + 20] for n in range(0, len(PNG), 20)) + "\n"})),
        code("list", display({"image/png": [PNG[:40], PNG[40:]]})),
        code("odd sizes", display({"image/png": PNG}, {"image/png": {"width": "50%", "height": "12px"}})),
        code("bad sizes", display({"image/png": PNG}, {"image/png": {"width": '1" onload="alert(3)', "height": -5}})),
        code("huge size", display({"image/png": PNG}, {"image/png": {"width": 1e9, "height": 99999999}})),
        code("tiff", display({"image/tiff": "SUkqAA==", "text/plain": "a TIFF"})),
    ]


@fixture
def broken_images():
    """Pictures that are none

    Each is replaced by a visible note or its text; nothing is broken out of the attribute."""
    return [
        code("not base64", display({"image/png": "this is *not* base64!", "text/plain": "the text instead"})),
        code("cut", display({"image/png": PNG[:31]})),
        code("empty", display({"image/png": ""})),
        code("a quote", display({"image/png": 'AAAA" onerror="alert(1)'})),
        code("url safe alphabet", display({"image/png": PNG.replace("+", "-").replace("/", "_")})),
        code("a data address", display({"image/png": "data:image/png;base64," + PNG})),
        code("jpeg in name only", display({"image/jpeg": PNG})),
        code("html in name only", display({"image/png": base64.b64encode(b"<script>alert(1)</script>").decode()})),
        code("a number", display({"image/png": 5, "text/plain": "five"})),
        code("null", display({"image/png": None, "text/plain": "none"})),
        code("svg that is none", display({"image/svg+xml": "not an svg <b>at all</b>", "text/plain": "some text"})),
    ]


@fixture
def attachments():
    """Attachments: present, missing, odd names

    Present ones are shown inline, a missing one is marked where it stands, and the rest of the cell is there."""
    return [
        markdown("# Attachments", "", "![present](attachment:a.png) ![missing](attachment:none.png) after", "",
                 '<img src="attachment:a.png" alt="by tag" width="24"> and ![titled](attachment:a.png "A title")',
                 attachments={"a.png": {"image/png": PNG}}),
        markdown("![blank](attachment:my%20picture.png) ![angle](<attachment:my picture.png>) ![ü](attachment:übung.png)",
                 attachments={"my picture.png": {"image/png": PNG}, "übung.png": {"image/png": PNG}}),
        markdown("![svg](attachment:a.svg) ![two types](attachment:b)", attachments={
            "a.svg": {"image/svg+xml": SVG}, "b": {"text/plain": "text", "image/png": PNG}}),
        markdown("[a link to one](attachment:a.png) ![html](attachment:x.html)", attachments={
            "a.png": {"image/png": PNG}, "x.html": {"text/html": "<script>alert(1)</script>"}}),
        markdown("![broken](attachment:c.png) ![a name](attachment:%22onerror=%22alert(1).png)", attachments={
            "c.png": {"image/png": "!!"}, '"onerror="alert(1).png': {"image/png": PNG}}),
        markdown("![of another cell](attachment:a.png)"),
        markdown("![no attachments at all](attachment:a.png)", attachments=None),
        {"cell_type": "raw", "metadata": {}, "source": "raw ![](attachment:a.png)", "attachments": {"a.png": {"image/png": PNG}}},
    ]
