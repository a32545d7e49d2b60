import Testing

@testable import NotebookHTML

@Suite("Highlighting of other languages")
struct LanguageHighlightingTests {
    @Test(
        "R",
        arguments: [
            ("f <- function(x) TRUE", "[nf:f] <- [k:function](x) [kc:TRUE]"),
            ("g(f = function(x) x)", "[nf:g](f = [k:function](x) x)"),
            ("a$if (x) + b", "a$[nf:if] (x) + b"),
            ("x %in% y # c", "x %in% y [c:# c]"),
            ("r\"---(a)\"b)---\" 1L", "[s:r\"---(a)\"b)---\"] [m:1L]"),
            ("`a b`$next ... 'x\\n'", "`a b`$next [kc:...] [s:'x][se:\\n][s:']"),
            ("is.if <- T", "is.if <- [nb:T]"),
        ])
    func r(source: String, expected: String) { #expect(spans(source, .r) == expected) }

    @Test(
        "Julia",
        arguments: [
            ("\"a $x $(f(\"b\")) c\"", "[s:\"a ][si:$x][s: ][si:$(]f([s:\"b\"])[si:)][s: c\"]"),
            ("#= a #= b =# c =# d", "[c:#= a #= b =# c =#] d"),
            ("x::Int = a' * 'b'", "x::[kt:Int] = a' * [s:'b']"),
            ("struct P{T} <: Q end", "[k:struct] [nc:P]{[kt:T]} <: [kt:Q] [k:end]"),
            ("function f!(x) return :sym end", "[k:function] [nf:f!](x) [k:return] [s::sym] [k:end]"),
            ("@time a[1:n] r\"\\d\"i", "[nd:@time] a[[m:1]:n] [s:r\"\\d\"i]"),
            ("x = nothing; 1..n", "x = [kc:nothing]; [m:1]..n"),
            ("function Base.show(io)", "[k:function] Base.[nf:show](io)"),
            ("1.5f-3 + 2f0 + 2f", "[m:1.5f-3] + [m:2f0] + [m:2]f"),
        ])
    func julia(source: String, expected: String) { #expect(spans(source, .julia) == expected) }

    @Test(
        "SQL",
        arguments: [
            ("SELECT count(*) FROM t", "[k:SELECT] [k:count](*) [k:FROM] t"),
            ("select 'it''s' -- c", "[k:select] [s:'it''s'] [c:-- c]"),
            ("CREATE TABLE `order` (id BIGINT)", "[k:CREATE] [k:TABLE] `order` (id [nb:BIGINT])"),
            ("select rank, rank () from t", "[k:select] rank, [k:rank] () [k:from] t"),
            ("coalesce\n(round(a), round)", "[k:coalesce]\n([nb:round](a), round)"),
            ("nvarchar(max), [varchar] ( MAX), f(max)", "[nb:nvarchar]([k:max]), [varchar] ( [k:MAX]), f(max)"),
            ("a AT TIME\nZONE 'b', time zones", "a [k:AT] [k:TIME]\n[k:ZONE] [s:'b'], [nb:time] zones"),
            ("[date] [NVarChar](9), [a b] [length]", "[date] [[nb:NVarChar]]([m:9]), [a b] [length]"),
            ("order by password, views", "[k:order] [k:by] password, views"),
            ("/* a /* b */ c */ t.select", "[c:/* a /* b */ c */] t.select"),
            ("# note\nselect a # 1", "[c:# note]\n[k:select] a # [m:1]"),
            ("select [Order Date], a[1]", "[k:select] [Order Date], a[[m:1]]"),
            ("as $f$ select 'it''s' $f$; $1", "[k:as] [s:$f$] [k:select] [s:'it''s'] [s:$f$]; $1"),
            ("$$it's$$ select", "[s:$$]it[s:'s$$] [k:select]"),
            ("x = NULL AND \"a\"\"b\" > 1.5", "x = [k:NULL] [k:AND] [s:\"a\"\"b\"] > [m:1.5]"),
        ])
    func sql(source: String, expected: String) { #expect(spans(source, .sql) == expected) }

    @Test(
        "templates of SQL",
        arguments: [
            (
                "select {{ a }} from {{ ref('b') }}",
                "[k:select] [si:{{] a [si:}}] [k:from] [si:{{] ref([s:'b']) [si:}}]"
            ),
            (
                "{%- if x is defined -%} -- {{ y }} z\n{% endif %}",
                "[si:{%-] [k:if] x [k:is] [nf:defined] [si:-%}] [c:-- ][si:{{] y [si:}}][c: z]\n[si:{%] [k:endif] [si:%}]"
            ),
            ("'{{ ds }}' = '{{1,2},{3}}'", "[s:'][si:{{] ds [si:}}][s:'] = [s:'{{1,2},{3}}']"),
            ("{# select\n#} select", "[c:{# select\n#}] [k:select]"),
            ("{{ f({'a': {'b': 1}}) }} x", "[si:{{] f({[s:'a']: {[s:'b']: [m:1]}}) [si:}}] x"),
            ("{% macro m(a) %}", "[si:{%] [k:macro] m(a) [si:%}]"),
            (
                "{% if a is not b and c is none or not d %}",
                "[si:{%] [k:if] a [k:is] [k:not] [nf:b] [k:and] c [k:is] [nf:none] [k:or] [k:not] d [si:%}]"
            ),
            ("{% for a in none %}", "[si:{%] [k:for] a [k:in] [k:none] [si:%}]"),
            ("{{ a select", "{{ a [k:select]"),
        ])
    func templates(source: String, expected: String) { #expect(spans(source, .sql) == expected) }

    @Test("a byte order mark belongs to no word")
    func byteOrderMark() { #expect(spans("\u{FEFF}select 1", .sql) == "\u{FEFF}[k:select] [m:1]") }

    @Test(
        "Bash",
        arguments: [
            ("for i in a b; do echo $i; done", "[k:for] i [k:in] a b; [k:do] [nb:echo] [si:$i]; [k:done]"),
            ("echo if #c\na#b", "[nb:echo] if [c:#c]\na#b"),
            ("x=\"a${B:-c}$(ls \"d\")\"", "[si:x]=[s:\"a][si:${B:-]c[si:}$(]ls [s:\"d\"][si:)][s:\"]"),
            ("n() { return 1; }", "[nf:n]() { [k:return] [m:1]; }"),
            ("LANG=C echo a=1; b+=2", "[si:LANG]=C [nb:echo] a=[m:1]; [si:b]+=[m:2]"),
            ("local a=1 b=2; c d=3", "[nb:local] [si:a]=[m:1] [si:b]=[m:2]; c d=[m:3]"),
            ("a=(test if) # c\ntrue", "[si:a]=(test if) [c:# c]\n[nb:true]"),
            ("\"${a%%[}\" #c", "[s:\"][si:${a%%][[si:}][s:\"] [c:#c]"),
            ("cat <<'E' | wc\n$x\nE\nls", "cat <<[s:'E'] | wc\n[s:$x\nE]\nls"),
            ("cat <<-E\n\ta $x\n\tE\nls", "cat <<-[s:E]\n[s:\ta ][si:$x][s:\n\tE]\nls"),
            ("echo $((1 << 2)) '\\'", "[nb:echo] [si:$((][m:1] << [m:2][si:))] [s:'\\']"),
            ("$((n+16#ff * a[i] - $b))", "[si:$((n]+[m:16#ff] * [si:a][[si:i]] - [si:$b))]"),
            ("a `b` \\c", "a [si:`]b[si:`] [se:\\c]"),
        ])
    func bash(source: String, expected: String) { #expect(spans(source, .bash) == expected) }

    @Test(
        "JSON",
        arguments: [
            (
                #"{"a": "b\n", "c": [-1.5e3, true]}"#,
                #"{[nt:"a"]: [s:"b][se:\n][s:"], [nt:"c"]: [[m:-1.5e3], [kc:true]]}"#
            ),
            ("{} // c", "{} [c:// c]"),
        ])
    func json(source: String, expected: String) { #expect(spans(source, .json) == expected) }

    @Test(
        "JavaScript",
        arguments: [
            ("const r = /[/]\\/x/g, d = a / b / c", "[k:const] r = [s:/[/]\\/x/g], d = a / b / c"),
            ("`a${`b${c}`}d`", "[s:`a][si:${][s:`b][si:${]c[si:}][s:`][si:}][s:d`]"),
            ("function f() { return /x/ }", "[k:function] [nf:f]() { [k:return] [s:/x/] }"),
            ("a.delete(1n) / 2", "a.delete([m:1n]) / [m:2]"),
            ("x = /open", "x = /open"),
        ])
    func javaScript(source: String, expected: String) { #expect(spans(source, .javaScript) == expected) }

    @Test(
        "compiled languages",
        arguments: [
            (Language.rust, "fn f<'a>(x: &'a u8) { 'x' }", "[k:fn] [nf:f]<[na:'a]>(x: &[na:'a] [kt:u8]) { [s:'x'] }"),
            (
                .rust, "r#\"a\"b\"# /* /* */ */ println!(\"\")",
                "[s:r#\"a\"b\"#] [c:/* /* */ */] [nb:println!]([s:\"\"])"
            ),
            (.rust, "#[derive(Debug)]\nstruct S;", "[nd:#[derive(Debug)]]\n[k:struct] [nc:S];"),
            (.go, "func f() { x := `a\\`; _ = nil }", "[k:func] [nf:f]() { x := [s:`a\\`]; _ = [kc:nil] }"),
            (.c, "#include <a.h>\nint x = 0x1FUL;", "[nd:#include] [s:<a.h>]\n[kt:int] x = [m:0x1FUL];"),
            (.c, "R\"d(a)\"b)d\" 'c'", "[s:R\"d(a)\"b)d\"] [s:'c']"),
            (.java, "@Override public class A {}", "[nd:@Override] [k:public] [k:class] [nc:A] {}"),
            (
                .scala, "def f = s\"a $b ${c + 1}\"",
                "[k:def] [nf:f] = [s:s\"a ][si:$b][s: ][si:${]c + [m:1][si:}][s:\"]"
            ),
            (.slashComments, "let x = \"a\" // b", "let x = [s:\"a\"] [c:// b]"),
            (.plain, "if <x> & 'y'", "if <x> & 'y'"),
        ])
    func compiled(language: Language, source: String, expected: String) {
        #expect(spans(source, language) == expected)
    }

    @Test(
        "markup and configuration",
        arguments: [
            (Language.yaml, "a: 1 # c\n- \"b\": 'd'", "[nt:a]: [m:1] [c:# c]\n- [nt:\"b\"]: [s:'d']"),
            (.yaml, "run: |\n  ls\n  cd\nx: true", "[nt:run]: |\n[s:  ls\n  cd]\n[nt:x]: [kc:true]"),
            (.html, "<a href=\"x\">b &amp; c</a>", "<[nt:a] [na:href]=[s:\"x\"]>b [se:&amp;] c</[nt:a]>"),
            (.html, "<script>if (a) {}</script>", "<[nt:script]>[k:if] (a) {}</[nt:script]>"),
            (.html, "<style>p { color: #fff }</style>", "<[nt:style]>[nt:p] { [na:color]: [m:#fff] }</[nt:style]>"),
            (.html, "<!-- a -->1 < 2", "[c:<!-- a -->]1 < 2"),
            (
                .css, "@media print { .a:hover { top: -1.5em } }",
                "[k:@media] print { [nc:.a][nd::hover] { [na:top]: [m:-1.5em] } }"
            ),
        ])
    func markup(language: Language, source: String, expected: String) {
        #expect(spans(source, language) == expected)
    }

    @Test(
        "a cell magic switches the language of the rest",
        arguments: [
            ("%%bash\nif true; then", "[g:%%bash]\n[k:if] [nb:true]; [k:then]"),
            ("%%html\n<b>", "[g:%%html]\n<[nt:b]>"),
            ("%%js\nlet x", "[g:%%js]\n[k:let] x"),
            ("%%R -i df\nTRUE", "[g:%%R] -i df\n[kc:TRUE]"),
            ("%%sql\nselect 1", "[g:%%sql]\n[k:select] [m:1]"),
            ("%%script bash\nfi", "[g:%%script] bash\n[k:fi]"),
            ("%%writefile a.json\n{\"a\": 1}", "[g:%%writefile] a.json\n{[nt:\"a\"]: [m:1]}"),
            ("%%capture out\ndef f(): 1", "[g:%%capture] out\n[k:def] [nf:f](): [m:1]"),
            ("!echo \"$HOME\"\nx = 1", "[g:!][nb:echo] [s:\"][si:$HOME][s:\"]\nx = [m:1]"),
            ("x = !ls 'a\nTrue", "x = [g:!]ls [s:'a]\n[kc:True]"),
        ])
    func magics(source: String, expected: String) { #expect(spans(source, .python) == expected) }
}
