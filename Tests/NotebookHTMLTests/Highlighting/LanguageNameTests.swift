import Testing

@testable import NotebookHTML

@Suite("Names of languages")
struct LanguageNameTests {
    @Test(
        "kernels, lexers, fences and extensions name a language",
        arguments: [
            ("python", Language.python), ("Python3", .python), ("ipython3", .python), ("py", .python),
            ("ir", .r), ("R", .r), ("{r, echo=FALSE}", .r), ("julia-1.10", .julia), ("sh", .bash), ("zsh", .bash),
            ("js", .javaScript), ("ts", .typeScript), ("jsonc", .json), ("c++", .c), ("C++17", .c), ("golang", .go),
            ("rs", .rust), ("yml", .yaml), ("xml", .html), ("css", .css), ("postgresql", .sql), ("text", .plain),
            ("ruby", .hashComments), ("swift", .slashComments), ("haskell", .dashComments), ("{.python}", .python),
            ("matlab", .percentComments), ("clojure", .semicolonComments), ("python=", .python),
        ])
    func names(name: String, language: Language) {
        #expect(Language(name: name) == language)
    }

    @Test("other names are no language", arguments: ["", " ", "brainfuck", "pythonista", "{}"])
    func unknown(name: String) {
        #expect(Language(name: name) == nil)
    }
}
