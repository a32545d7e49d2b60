import FoundationEssentials

/// An error as Lambda wants to be told of it, with nothing in it that must stay secret.
package struct LambdaFault: Sendable, Hashable {
    /// One word, for example `StorageError`.
    package var type: String
    /// What failed, on what, and what to do next.
    package var message: String

    /// - Parameters:
    ///   - message: cut where it is long.
    ///   - secrets: texts that are taken out of the message.
    package init(type: String, message: String, hiding secrets: [String] = []) {
        self.type = String(
            decoding: type.utf8.map { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F: byte
                default: UInt8(ascii: "_")
                }
            }, as: UTF8.self)
        var text = message
        for secret in secrets where secret.utf8.count >= 4 {
            text = ForeignText.replacing(Array(secret.utf8), in: text)
        }
        self.message = text.utf8.count <= 4_096 ? text : String(text.unicodeScalars.prefix(1_024)) + "..."
    }

    /// The fault of any error: its type's name and its description.
    package init(_ error: any Error, hiding secrets: [String] = []) {
        self.init(type: "\(Swift.type(of: error))", message: "\(error)", hiding: secrets)
    }

    /// `{"errorMessage":"...","errorType":"...","stackTrace":[]}`.
    package var body: [UInt8] {
        let document = Document(errorMessage: message, errorType: type, stackTrace: [])
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts always encode.
        return (try? encoder.encode(document)).map { Array($0) } ?? []
    }

    private struct Document: Encodable {
        var errorMessage: String
        var errorType: String
        var stackTrace: [String]
    }

    /// The values of variables that no message may hold: keys of AWS, and what is named as a secret.
    package static func secrets(in variables: [String: String]) -> [String] {
        variables.filter { name, _ in
            ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "REPORTPIPE_CONTACT"].contains(name)
                || name.hasSuffix("_PASSWORD") || name.hasSuffix("_TOKEN")
        }.map(\.value).sorted { $0.utf8.count > $1.utf8.count }
    }
}
