/// HTML made ready for a frame: libraries of public hosts replaced by the site's, what can't be had named.
///
/// All else is copied as it stands, as the frame's sandbox and policy are what keeps it in.
struct FrameSource {
    /// The document.
    private(set) var html: [UInt8] = []
    /// Libraries this program knows that the site has not, as people call them with their major version.
    private(set) var missing: [String] = []
    /// Addresses of programs the document can't do without and the site has not.
    private(set) var unknownScripts: [String] = []
    /// Hosts of other things that are not loaded.
    private(set) var blockedHosts: [String] = []
    /// Large scripts, to be stored once.
    private(set) var scripts: [[UInt8]] = []
    /// The programs it loads, and the libraries they are.
    private(set) var loaded: [FramePrelude] = []
    /// Libraries it loads in any way.
    private(set) var provided: Set<ScriptLibraries.Name> = []
    /// Libraries its programs call.
    private(set) var mentioned: Set<ScriptLibraries.Name> = []
    /// Whether its programs ask RequireJS for something.
    private(set) var usesModules = false
    /// Whether there is anything but elements that show nothing, or a script that could make such.
    private(set) var drawsSomething = false
    /// Whether it is a document of its own rather than a fragment.
    private(set) var isDocument = false

    private let place: FramePlace
    private let source: [UInt8]
    /// MathJax was asked for, and dollar signs that could enclose formulas.
    private var (wantsFormulas, dollars) = (false, 0)
    /// Whether the program that is read configures RequireJS.
    private var namesPaths = false
    /// The size from which an inline script is stored as a file.
    static let largeScript = 100_000

    /// Reads a document or fragment once.
    init(_ source: [UInt8], place: FramePlace) {
        self.source = source
        self.place = place
        html.reserveCapacity(source.count)
        var tokens = HTMLTokenizer(source)
        while let token = tokens.next() {
            switch token {
            case .startTag: startTag(&tokens)
            case .text, .decoded:
                if !drawsSomething {
                    drawsSomething = source[tokens.tokenStart..<tokens.position].contains { $0 > 0x20 }
                }
                copy(tokens)
            case .doctype:
                isDocument = true
                copy(tokens)
            case .endTag, .comment: copy(tokens)
            }
        }
        if wantsFormulas, dollars > 1 { Self.insert("MathJax (formulas)", into: &blockedHosts) }
    }

    private mutating func copy(_ tokens: HTMLTokenizer) {
        html.append(contentsOf: source[tokens.tokenStart..<tokens.position])
    }

    private mutating func startTag(_ tokens: inout HTMLTokenizer) {
        let element = HTMLElement(name: tokens.tag.name)
        switch element {
        case .script: return script(&tokens)
        case .style, .title:
            copy(tokens)
            return passText(element, &tokens)
        case .iframe, .noembed, .noframes, .xmp, .textarea:
            drawsSomething = true
            block(tokens.tag, "src")
            copy(tokens)
            return passText(element, &tokens)
        // The pack's Leaflet brings its style along, and the other style sheets of its maps are for menus they have not.
        case .link: if !provided.contains(.leaflet) { block(tokens.tag, "href") }
        case .html, .body, .head: isDocument = true
        case .meta: break
        default:
            drawsSomething = true
            block(tokens.tag, "src")
        }
        copy(tokens)
    }

    /// Copies text up to the end tag of an element that holds nothing else.
    private mutating func passText(_ element: HTMLElement, _ tokens: inout HTMLTokenizer) {
        tokens.content = element == .title || element == .textarea ? .rcdata : .rawText
        tokens.lastStartTag = element.name
        while let token = tokens.next() {
            copy(tokens)
            if token == .endTag { return }
        }
    }

    private mutating func script(_ tokens: inout HTMLTokenizer) {
        let tag = tokens.tag
        let opening = tokens.tokenStart..<tokens.position
        tokens.content = .scriptData
        tokens.lastStartTag = Array("script".utf8)
        var body = tokens.position..<tokens.position
        while let token = tokens.next() {
            if token == .endTag { break }
            body = body.lowerBound..<tokens.position
        }
        if let address = tag.text("src") {
            external(address, tag, opening)
        } else {
            inline(source[body], tag, opening)
        }
        html.append(contentsOf: "</script>".utf8)
    }

    /// A script with an address: the site's copy, or a word on what is missing.
    private mutating func external(_ address: String, _ tag: HTMLTag, _ opening: Range<Int>) {
        guard let reference = LibraryReference(address: address) else {
            if provided.contains(.leaflet), let program = LeafletMap.substitute(for: address) {
                html.append(contentsOf: "<script>\(program)".utf8)
                return
            }
            if Self.isOptional(address) {
                wantsFormulas = wantsFormulas || address.lowercased().contains("mathjax")
                html.append(contentsOf: "<script>".utf8)
            } else {
                html.append(contentsOf: source[opening])
                if !address.hasPrefix("data:") { Self.insert(address, into: &unknownScripts) }
            }
            return
        }
        guard let own = place.address(reference) else {
            Self.insert(Self.describe(reference), into: &missing)
            html.append(contentsOf: source[opening])
            return
        }
        // Without `integrity` and `crossorigin`: it is another file, and a local one.
        load(reference.name, own)
        if reference.name == .leaflet { html.append(contentsOf: "\(LeafletMap.setup)".utf8) }
    }

    /// Opens a script that is a library of the site.
    private mutating func load(_ name: ScriptLibraries.Name, _ address: String) {
        provided.insert(name)
        if !address.hasPrefix("data:") { loaded.append(FramePrelude(address: address, name: name)) }
        var writer = HTMLWriter()
        writer.raw("<script")
        writer.attribute("src", address)
        writer.raw(">")
        html.append(contentsOf: writer.bytes)
    }

    private mutating func inline(_ body: ArraySlice<UInt8>, _ tag: HTMLTag, _ opening: Range<Int>) {
        let type = tag.text("type")?.lowercased() ?? ""
        guard type.isEmpty || type == "module" || type.hasSuffix("javascript") else {
            html.append(contentsOf: source[opening])
            html.append(contentsOf: body)
            return
        }
        let library = body.count > Self.largeScript ? LibraryReference(banner: body) : nil
        if let library, let major = library.major, let own = place.libraries.library(library.name, major: major) {
            return load(library.name, place.root + own.path)
        }
        if let library {
            provided.insert(library.name)
        } else if !drawsSomething {
            drawsSomething = Self.touchesPage(body)
        }
        readCalls(body)
        let program = library == nil ? rewritten(body) : Array(body)
        if program.count > Self.largeScript, type != "module" {
            let name = FrameSource.fileName(of: program, suffix: ".js")
            scripts.append(program)
            loaded.append(FramePrelude(address: name, name: library?.name))
            html.append(contentsOf: "<script src=\"\(name)\">".utf8)
        } else {
            html.append(contentsOf: source[opening])
            html.append(contentsOf: program)
        }
    }

    /// Takes note of what a program calls; a long one is data, and its calls stand at its beginning.
    private mutating func readCalls(_ program: ArraySlice<UInt8>) {
        let start = program.prefix(Self.largeScript)
        func says(_ word: String) -> Bool { start.holds(word) }
        if says("require(") || says("require.") || says("requirejs") || says("define(") { usesModules = true }
        namesPaths = usesModules && says("paths")
        if says("Plotly.") { mentioned.insert(.plotly) }
        if says("vegaEmbed") { mentioned.insert(.vega) }
        if says("Bokeh.") { mentioned.insert(.bokeh) }
        if says("Bokeh.Panel") { mentioned.insert(.panel) }
    }

    /// A program with addresses of libraries replaced: Altair's loader has them in strings.
    private mutating func rewritten(_ body: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count)
        var index = body.startIndex
        while index < body.endIndex {
            guard body[index] == UInt8(ascii: "h"), body[index...].starts(with: "http".utf8),
                index > body.startIndex, Self.isQuote(body[index - 1])
            else {
                if body[index] == UInt8(ascii: "$") { dollars += 1 }
                result.append(body[index])
                index += 1
                continue
            }
            let end = body[index...].prefix(500).firstIndex { Self.isQuote($0) || $0 <= 0x20 } ?? index + 4
            let address = String(decoding: body[index..<end], as: UTF8.self)
            index = end
            if let reference = LibraryReference(address: address) {
                if let own = place.address(reference) {
                    provided.insert(reference.name)
                    if !own.hasPrefix("data:") { loaded.append(FramePrelude(address: own, name: reference.name)) }
                    result.append(contentsOf: own.utf8)
                    continue
                }
                Self.insert(Self.describe(reference), into: &missing)
            } else if namesPaths, address.hasSuffix(".min") || address.hasSuffix(".js") {
                Self.insert(address, into: &unknownScripts)
            } else if Self.isLoaded(address) {
                addHost(address)
            }
            result.append(contentsOf: address.utf8)
        }
        return result
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    /// Whether a program's address looks like something it fetches.
    private static func isLoaded(_ address: String) -> Bool {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        // A specification names its schema and nothing fetches it.
        guard !path.contains("/schema/") else { return false }
        return address.contains("{z}")
            || [".js", ".mjs", ".css", ".json", ".csv", ".geojson"].contains { path.hasSuffix($0) }
    }

    /// Scripts whose absence costs no more than a formula's beauty.
    private static func isOptional(_ address: String) -> Bool {
        let text = address.lowercased()
        return text.contains("mathjax") || text.contains("require.min.js") || text.contains("require.js")
    }

    /// Whether a program speaks of the page at all; one that does not only prepares something for later outputs.
    static func touchesPage(_ body: ArraySlice<UInt8>) -> Bool {
        let words = ["document", "newPlot", "vegaEmbed", "element"].map { Array($0.utf8) }
        return body.indices.contains { index in
            words.contains { body[index] == $0[0] && body[index...].starts(with: $0) }
        }
    }

    private static func describe(_ reference: LibraryReference) -> String {
        reference.name.title + (reference.major.map { " \($0)" } ?? "")
    }

    private mutating func block(_ tag: HTMLTag, _ name: String) {
        if let address = tag.text(name) { addHost(address) }
    }

    private mutating func addHost(_ address: String) {
        guard let start = ["https://", "http://", "//"].first(where: address.hasPrefix) else { return }
        let host = address.dropFirst(start.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        Self.insert(String(host.prefix(80)), into: &blockedHosts)
    }

    private static func insert(_ text: String, into list: inout [String]) {
        if list.count < 12, !list.contains(text) { list.append(text) }
    }

    /// The name of a file of these bytes.
    static func fileName(of bytes: [UInt8], suffix: String) -> String {
        SHA256.hex(bytes).prefix(16) + suffix
    }
}

extension HTMLTag {
    /// An attribute's value as text.
    func text(_ name: String) -> String? {
        attributes.first { self.name(of: $0).elementsEqual(name.utf8) }
            .map { String(decoding: value(of: $0), as: UTF8.self) }
    }
}
