import Testing

@testable import NotebookHTML

@Suite("Python highlighting")
struct PythonHighlightingTests {
    @Test(
        "colours statements, definitions and names",
        arguments: [
            ("if x is not None:", "[k:if] x [ow:is] [ow:not] [kc:None]:"),
            ("def name(self): pass", "[k:def] [nf:name]([nb:self]): [k:pass]"),
            ("async def print(): ...", "[k:async] [k:def] [nf:print](): ..."),
            ("class Error(ValueError):", "[k:class] [nc:Error]([nb:ValueError]):"),
            ("@app.route('/')\ndef f(): 1", "[nd:@app.route]([s:'/'])\n[k:def] [nf:f](): [m:1]"),
            ("a @b", "a @b"),
            ("x.print(print)", "x.print([nb:print])"),
            ("from io import open", "[k:from] io [k:import] [nb:open]"),
            ("import input, map as m", "[k:import] input, map [k:as] m"),
            ("raise X from None", "[k:raise] X [k:from] [kc:None]"),
            ("super().__init__()", "[nb:super]().[nb:__init__]()"),
            ("naïve = été", "naïve = été"),
        ])
    func statements(source: String, expected: String) {
        #expect(spans(source, .python) == expected)
    }

    @Test(
        "tells soft keywords from names",
        arguments: [
            ("match x:\n  case _: pass", "[k:match] x:\n  [k:case] _: [k:pass]"),
            ("match = case(match)", "match = case(match)"),
            ("match.group(1)", "match.group([m:1])"),
            ("match in x", "match [ow:in] x"),
            ("match (a, b):", "[k:match] (a, b):"),
            ("match(a)", "match(a)"),
            ("f(\nmatch x)", "f(\nmatch x)"),
            ("type X = int", "[k:type] X = [nb:int]"),
            ("type(x)", "[nb:type](x)"),
        ])
    func softKeywords(source: String, expected: String) {
        #expect(spans(source, .python) == expected)
    }

    @Test(
        "reads every form of number",
        arguments: [
            ("1_000 0x_FF 0b01 0o17", "[m:1_000] [m:0x_FF] [m:0b01] [m:0o17]"),
            ("1.5e-3 .5 1. 2J 1e5j", "[m:1.5e-3] [m:.5] [m:1.] [m:2J] [m:1e5j]"),
            ("x[1:2] 1if y", "x[[m:1]:[m:2]] [m:1][k:if] y"),
            ("1.real x1 .x", "[m:1].real x1 .x"),
        ])
    func numbers(source: String, expected: String) {
        #expect(spans(source, .python) == expected)
    }

    @Test(
        "reads prefixes, escapes and fields of strings",
        arguments: [
            (#"'a\n\q\x41'"#, #"[s:'a][se:\n][s:\q][se:\x41][s:']"#),
            (#"r'\n\'' Rb"\x""#, #"[s:r'\n\''] [s:Rb"\x"]"#),
            (#""\N{BULLET}\N{" "#, #"[s:"][se:\N{BULLET}][s:\N{"] "#),
            ("'''a\n'b''c''' d", "[s:'''a\n'b''c'''] d"),
            ("'%5.2f%% %(n)s % z' % x", "[s:'][si:%5.2f%%][s: ][si:%(n)s][s: % z'] % x"),
            ("'{} {0.a[b]!r:>8,.2f} {a b} {{x}}'", "[s:'][si:{}][s: ][si:{0.a[b]!r:>8,.2f}][s: {a b} {][si:{x}][s:}']"),
            ("'open\nx = 1", "[s:'open]\nx = [m:1]"),
            ("\"\"\"open\nx", "[s:\"\"\"open\nx]"),
            ("'a\\\nb' c", "[s:'a][se:\\\n][s:b'] c"),
        ])
    func strings(source: String, expected: String) {
        #expect(spans(source, .python) == expected)
    }

    @Test(
        "reads the expressions inside f-strings",
        arguments: [
            (#"f"a{x}b""#, #"[s:f"a][si:{]x[si:}][s:b"]"#),
            (#"f"{d["k"]!r:>{w}.2f}""#, #"[s:f"][si:{]d[[s:"k"]][si:!r:][s:>][si:{]w[si:}][s:.2f][si:}][s:"]"#),
            (#"f"{{x}} {y=}""#, #"[s:f"][se:{{][s:x][se:}}][s: ][si:{]y[si:=}][s:"]"#),
            (#"f'{ {"a": 1}["a"] }'"#, #"[s:f'][si:{] {[s:"a"]: [m:1]}[[s:"a"]] [si:}][s:']"#),
            (#"f"{f'{f"{1}"}'}""#, #"[s:f"][si:{][s:f'][si:{][s:f"][si:{][m:1][si:}][s:"][si:}][s:'][si:}][s:"]"#),
            ("f'''{\nx\n}'''", "[s:f'''][si:{]\nx\n[si:}][s:''']"),
            ("f'{x\ny = 1", "[s:f'][si:{]x\ny = [m:1]"),
            ("f'{x:>\ny = 1", "[s:f'][si:{]x[si::][s:>]\ny = [m:1]"),
            ("rf'\\d{x}'", "[s:rf'\\d][si:{]x[si:}][s:']"),
        ])
    func formattedStrings(source: String, expected: String) {
        #expect(spans(source, .python) == expected)
    }

    @Test("f-strings nested deeper than Python reads are text, so that time and memory stay linear")
    func deepNesting() {
        let html = String(
            decoding: highlightedHTML(Array(String(repeating: "f\"{", count: 50_000).utf8), .python), as: UTF8.self)
        let fields = html.split(separator: "class=\"si\"", omittingEmptySubsequences: false).count - 1
        #expect((100...256).contains(fields))
    }

    @Test(
        "understands magics and help",
        arguments: [
            ("%matplotlib inline", "[g:%matplotlib] inline"),
            ("%time x = len(y)", "[g:%time] x = [nb:len](y)"),
            ("x = %timeit -o 1", "x = [g:%timeit] -o [m:1]"),
            ("x = y\n% z", "x = y\n% z"),
            ("f(a\n%b)", "f(a\n%b)"),
            ("a \\\n%b", "a \\\n%b"),
            ("!export A=1\n!b c=d", "[g:!][nb:export] [si:A]=[m:1]\n[g:!]b c=d"),
            ("len?", "[nb:len][g:?]"),
            ("obj.name??", "obj.name[g:??]"),
            ("?obj", "[g:?]obj"),
            ("x != y", "x != y"),
            ("%%time\nx = 1", "[g:%%time]\nx = [m:1]"),
            ("\n%%latex\n$x = 1$", "\n[g:%%latex]\n$x = 1$"),
            ("x = 1\n%%html\ny = 1", "x = [m:1]\n[g:%%html]\ny = [m:1]"),
        ])
    func magics(source: String, expected: String) {
        #expect(spans(source, .python) == expected)
    }
}
