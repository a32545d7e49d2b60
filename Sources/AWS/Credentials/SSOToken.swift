import COpenSSL
import Notebook

/// A token of IAM Identity Center that `aws sso login` left in a file.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
struct SSOToken: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    var accessToken: String
    /// Seconds since 1970.
    var expiresAt: Int
    var refreshToken: String?
    var clientID: String?
    var clientSecret: String?
    /// When the client's registration ends; a token can't be refreshed afterwards.
    var registrationExpiresAt: Int?
    var startURL: String?
    var region: String?

    /// The token in a file; nil where the bytes are none.
    init?(_ bytes: [UInt8]) {
        guard let document = CredentialDocument(bytes), let accessToken = document["accessToken"],
            accessToken.isVisibleASCII, let expiresAt = document["expiresAt"].flatMap(CredentialTime.seconds)
        else { return nil }
        self.accessToken = accessToken
        self.expiresAt = expiresAt
        refreshToken = document["refreshToken"]
        clientID = document["clientId"]
        clientSecret = document["clientSecret"]
        registrationExpiresAt = document["registrationExpiresAt"].flatMap(CredentialTime.seconds)
        startURL = document["startUrl"]
        region = document["region"]
    }

    /// What a file of the AWS tools holds, so that they go on with the token too.
    var json: [UInt8] {
        let members: [(String, String?)] = [
            ("startUrl", startURL), ("region", region), ("accessToken", accessToken),
            ("expiresAt", CredentialTime.text(expiresAt)), ("clientId", clientID), ("clientSecret", clientSecret),
            ("registrationExpiresAt", registrationExpiresAt.map(CredentialTime.text)), ("refreshToken", refreshToken),
        ]
        return JSONObjectText.bytes(members)
    }

    /// The file of a token: the SHA-1 of the session's name, or of the start URL where there is no session.
    static func path(for key: String) -> String {
        var digest = [UInt8](repeating: 0, count: 20)
        let bytes = Array(key.utf8)
        unsafe copenssl_digest(COPENSSL_SHA1, bytes, bytes.count, &digest)
        let name = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return "~/.aws/sso/cache/\(name).json"
    }

    var description: String { "token of IAM Identity Center until \(CredentialTime.text(expiresAt))" }
    /// Empty, as dumps and debuggers print what is in it.
    var customMirror: Mirror { Mirror(self, children: []) }

    /// What messages must not show.
    var secrets: [String?] { [accessToken, refreshToken, clientSecret] }
}

/// JSON objects of strings, as requests and token files have them.
enum JSONObjectText {
    /// Members without a value are left out.
    static func bytes(_ members: [(String, String?)]) -> [UInt8] {
        let pairs = members.compactMap { name, value in value.map { "\(quoted(name)): \(quoted($0))" } }
        return Array("{\(pairs.joined(separator: ", "))}".utf8)
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
