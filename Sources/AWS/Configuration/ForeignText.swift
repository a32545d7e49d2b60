/// Text of others within our messages: replies of services, what programs print, values of settings.
package enum ForeignText {
    private static let limit = 300

    /// The text on one line, cut where it is long, with every secret replaced by `***`.
    ///
    /// - Parameter secrets: what was sent or received with it; a service that repeats it must not bring it to a log.
    package static func shown(_ text: String, hiding secrets: [String?] = []) -> String {
        var text = String(text.prefix(4_096))
        // Longest first: a secret may be part of another.
        for secret in secrets.compactMap({ $0 }).sorted(by: { $0.utf8.count > $1.utf8.count }) where !secret.isEmpty {
            text = replacing(Array(secret.utf8), in: text)
        }
        var shown = ""
        var wasSpace = true
        for scalar in text.unicodeScalars {
            let isSpace = scalar.properties.isWhitespace || isInvisible(scalar)
            if isSpace && wasSpace { continue }
            shown.unicodeScalars.append(isSpace ? " " : scalar)
            wasSpace = isSpace
            if shown.unicodeScalars.count == limit { return shown + "…" }
        }
        return shown.trimmed
    }

    /// By bytes: a mark behind a secret makes another character of its last letter, and the secret can still be read.
    static func replacing(_ secret: [UInt8], in text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        var offset = 0
        while offset < bytes.count {
            if bytes[offset] == secret[0], bytes[offset...].starts(with: secret) {
                output += "***".utf8
                offset += secret.count
            } else {
                output.append(bytes[offset])
                offset += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Controls and marks that change the direction of text: they could make a message look like another.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
    }
}
