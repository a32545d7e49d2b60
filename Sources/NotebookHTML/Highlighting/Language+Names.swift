extension Language {
    /// The language a notebook or a fence means by `name`: a kernel's or `language_info` name, a Pygments lexer, an
    /// info string, a file extension. Case does not matter; nil when no language has that name.
    ///
    ///     Language(name: "IPython3")       ->   .python
    ///     Language(name: "{r, echo=FALSE}") ->   .r
    package init?(name: String) {
        let bare = name.drop { "{. \t".contains($0) }.prefix { !"}, \t{:=".contains($0) }
        // Kernels carry versions: `julia-1.10`, `python3.12`.
        let unversioned = bare.reversed().drop { $0.isNumber || $0 == "." || $0 == "-" }.reversed()
        let candidates = [bare.lowercased(), String(unversioned).lowercased()]
        guard let language = candidates.lazy.compactMap({ Self.byName[$0] }).first else { return nil }
        self = language
    }

    private static let byName: [String: Language] = {
        var table: [String: Language] = [:]
        for (language, names) in names {
            for name in names.split(separator: " ") { table[String(name)] = language }
        }
        return table
    }()

    private static let names: [(Language, String)] = [
        (
            .python,
            """
            python python2 python3 py py2 py3 ipython ipython2 ipython3 pyi pyw pypy cython sage sagemath xpython \
            pyspark pyodide pycon
            """
        ),
        (.r, "r ir rscript splus xr webr"),
        (.julia, "julia jl"),
        (
            .sql,
            "sql postgresql postgres psql plpgsql mysql mariadb sqlite sqlite3 tsql t-sql bigquery duckdb hive spark-sql"
        ),
        (.bash, "bash sh zsh ksh shell shellscript shell-session console"),
        (.json, "json jsonc json5 jsonl ndjson geojson ipynb webmanifest"),
        (.javaScript, "javascript js jsx mjs cjs node nodejs ecmascript es6 jslab ojs"),
        (.typeScript, "typescript ts tsx mts cts deno tslab"),
        (.scala, "scala sc almond sbt spark"),
        (.c, "c h c++ cpp cc cxx hpp hxx h++ c++11 c++14 c++17 c++20 xcpp11 xcpp14 xcpp17 cuda cu arduino objective-c"),
        (.java, "java ijava jshell"),
        (.go, "go golang gophernotes"),
        (.rust, "rust rs evcxr"),
        (.yaml, "yaml yml"),
        (.html, "html htm xhtml xml svg vue rss xsl xslt mathml"),
        (.css, "css scss less"),
        (.hashComments, hashNames), (.slashComments, slashNames), (.dashComments, dashNames),
        (.percentComments, "matlab octave tex latex erlang erl prolog postscript"),
        (.semicolonComments, "lisp common-lisp elisp emacs-lisp scheme racket clojure clj hy asm nasm llvm autohotkey"),
        (.plain, "text txt plain plaintext none output md markdown csv tsv log"),
    ]

    private static let hashNames = """
        ruby rb irb perl pl elixir ex exs crystal nim coffeescript tcl awk sed make makefile mk cmake docker dockerfile toml \
        ini cfg conf properties nix fish powershell ps1 pwsh graphql r-markdown starlark bazel hcl terraform tf nginx gnuplot
        """

    private static let slashNames = """
        swift kotlin kt kts csharp cs c# dart php groovy gradle fsharp fs f# objectivec d zig v solidity sol glsl hlsl wgsl \
        proto protobuf pascal delphi verilog systemverilog stan jsonnet modelica q# qsharp openqasm
        """

    private static let dashNames = "haskell hs ihaskell lua luau elm ada vhdl purescript agda idris applescript"
}
