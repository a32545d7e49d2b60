package import AWS

/// The page of a folder as the Bureau of Labor Statistics serves it, read into its files.
///
/// ` 9/5/2024  8:30 AM  1234567 <A HREF="/pub/time.series/pr/pr.class">pr.class</A><br>` ->
/// `File(name: "pr.class", size: 1234567, stamp: "9/5/2024 8:30 AM")`
package struct FolderListing: Sendable, Equatable {
    /// A file of the folder.
    package struct File: Sendable, Hashable {
        /// Without its folder, and fit to be a key.
        package var name: String
        /// In bytes.
        package var size: Int
        /// When it was written, as the page has it: in the server's time zone, to the minute.
        package var stamp: String

        package init(name: String, size: Int, stamp: String) {
            self.name = name
            self.size = size
            self.stamp = stamp
        }
    }

    /// In the order of the page.
    package private(set) var files: [File] = []
    /// Names of folders in the folder, which are passed over.
    package private(set) var folders: [String] = []
    /// Lines that can't be used, and why: the listing is then not known to be complete.
    package private(set) var faults: [String] = []

    /// Names that are never taken from a source: the population's file.
    static let reservedNames: Set<String> = [PopulationSeries.fileName]

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - url: the address of the folder; what it lists must be in it.
    ///   - contact: what the server was told and may repeat: no message and no name has it.
    /// - Throws: `.badListing` where it is another page or its end is missing, `.emptyListing` where it has no file.
    package init(html: [UInt8], url: HTTPURL, contact: ContactAddress? = nil) throws(SyncError) {
        let page = Markup(html)
        guard let body = page.between("<pre>", "</pre>") else {
            throw Self.noListing(page, url, contact)
        }
        var names: Set<String> = []
        for (number, line) in Markup(body).lines.enumerated() {
            switch Line(line, folder: url) {
            case .blank, .parent: break
            case .folder(let name): folders.append(Self.shown(name, contact))
            case .fault(let reason): faults.append("entry \(number + 1): \(Self.shown(reason, contact))")
            case .file(let file):
                if contact?.isPart(of: file.name) ?? false {
                    faults.append("entry \(number + 1): its name holds the contact address")
                } else if names.insert(file.name).inserted {
                    files.append(file)
                } else {
                    faults.append("entry \(number + 1): '\(file.name)' is listed twice")
                }
            }
        }
        guard !files.isEmpty || !faults.isEmpty else {
            throw SyncError(
                .emptyListing, "\(url)", "The folder page lists no file",
                advice: "Nothing was deleted. Look at the page in a browser, and run it again later.")
        }
    }

    private static func shown(_ text: String, _ contact: ContactAddress?) -> String {
        contact?.hidden(in: text) ?? ForeignText.shown(text)
    }

    private static func noListing(_ page: Markup, _ url: HTTPURL, _ contact: ContactAddress?) -> SyncError {
        if page.contains("<pre>") {
            return SyncError(
                .badListing, "\(url)", "The folder page ends before its list does",
                advice: "Nothing was deleted. Run it again later.")
        }
        let title = page.between("<title>", "</title>").map { Self.shown(Markup.text($0), contact) } ?? ""
        let what = title.isEmpty ? "a page without a list of files" : "the page '\(title)'"
        return SyncError(
            .badListing, "\(url)", "This is \(what), not the list of a folder",
            advice: "Nothing was deleted. Check --series-url, or run it again later.")
    }
}

extension FolderListing {
    /// One entry of the list, by what it is.
    private enum Line {
        case blank, parent
        case folder(String)
        case file(File)
        case fault(String)

        init(_ bytes: ArraySlice<UInt8>, folder: HTTPURL) {
            let line = Markup(bytes)
            guard let href = line.between("<a href=\"", "\"") else {
                self = Markup.text(bytes).isEmpty ? .blank : .fault("It has no link: '\(Markup.text(bytes))'")
                return
            }
            let label = line.between("\">", "</a>").map { Markup.text($0) } ?? ""
            if label == "[To Parent Directory]" {
                self = .parent
                return
            }
            let before = Markup.text(line.before("<a href=\"") ?? []).split(separator: " ").map(String.init)
            guard let name = Self.name(of: Markup.text(href), folder: folder) else {
                self = .fault("'\(Markup.text(href))' is no file of this folder")
                return
            }
            if before.last?.lowercased() == "<dir>" {
                self = .folder(name)
            } else if let reason = Self.reasonToRefuse(name) {
                self = .fault(reason)
            } else if before.count >= 3, let digits = before.last, let size = Self.size(digits) {
                self = .file(File(name: name, size: size, stamp: before.dropLast().joined(separator: " ")))
            } else {
                self = .fault("'\(name)' has no date and size before it")
            }
        }

        /// The name a link has in the folder; nil where it leads elsewhere.
        private static func name(of href: String, folder: HTTPURL) -> String? {
            var path = href[...]
            if path.hasPrefix(folder.path) { path = path.dropFirst(folder.path.count) }
            if path.hasSuffix("/") { path = path.dropLast() }
            guard !path.isEmpty, !path.contains(where: { "/?#:\\".contains($0) }) else { return nil }
            return String(validating: PercentEncoding.decode(path), as: UTF8.self)
        }

        /// Why a file of this name is not stored, or nil: a name is a key, and a file's name where a folder is written to.
        private static func reasonToRefuse(_ name: String) -> String? {
            if reservedNames.contains(name) { return "'\(name)' is the name of another source's file" }
            let isPlain = name.unicodeScalars.allSatisfy {
                $0 != "/" && $0 != "\\" && $0.properties.generalCategory != .control
                    && $0.properties.generalCategory != .format
            }
            guard isPlain, name.utf8.count <= 200, let first = name.utf8.first,
                first != UInt8(ascii: "."), first != UInt8(ascii: "_")
            else { return "'\(name)' can't be the name of a stored file" }
            return nil
        }

        private static func size(_ text: String) -> Int? {
            let digits = text.utf8.filter { $0 != UInt8(ascii: ",") }
            guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return Int(String(decoding: digits, as: UTF8.self))
        }
    }
}
