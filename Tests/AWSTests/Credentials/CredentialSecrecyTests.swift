import Testing

@testable import AWS

/// Whatever services, programs and files answer, no text for people holds a secret.
@Suite struct CredentialSecrecyTests {
    /// Every secret of the world has this in it, whatever characters stand around it.
    private static let mark = "XSECRETX"
    private static let secrets = ["hunter2-\(mark)", "\(mark)+/=", "a\(mark)b"]

    /// A set-up of one provider, with secrets in all places where it has some.
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var config = ""
        var credentials = ""
        var variables: [String: String] = [:]
        var files: [String: String] = [:]
    }

    private static func cases(_ secret: String) -> [Case] {
        let keys =
            "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = \(secret)\naws_session_token = t\(secret)"
        let sso = """
            [default]
            sso_session = corp
            sso_account_id = 1
            sso_role_name = r
            [sso-session corp]
            sso_region = eu-west-1
            sso_start_url = https://corp.awsapps.com/start
            """
        let token = { (expires: String) in
            #"{"accessToken": "\#(secret)", "expiresAt": "\#(expires)", "clientId": "c", "clientSecret": "s\#(secret)", "#
                + #""refreshToken": "r\#(secret)", "registrationExpiresAt": "2027-01-01T00:00:00Z"}"#
        }
        let path = SSOToken.path(for: "corp").replacing("~", with: "/home/u")
        return [
            Case(
                testDescription: "role",
                config: "[default]\nrole_arn = r\nsource_profile = base\nexternal_id = e\(secret)",
                credentials: keys),
            Case(
                testDescription: "web identity",
                variables: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn"], files: ["/t": secret]),
            Case(testDescription: "sso", config: sso, files: [path: token("2026-11-18T20:00:00Z")]),
            Case(testDescription: "sso ended", config: sso, files: [path: token("2026-11-18T10:00:00Z")]),
            Case(testDescription: "sso damaged", config: sso, files: [path: token("soon")]),
            Case(
                testDescription: "container",
                variables: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/c?id=\(secret)",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": secret,
                ]),
            Case(
                testDescription: "container elsewhere",
                variables: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://u:\(mark)@evil.example/c?id=\(mark)",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": secret,
                ]),
            Case(testDescription: "instance"),
            Case(testDescription: "half a key", variables: ["AWS_SECRET_ACCESS_KEY": secret]),
            Case(
                testDescription: "broken key",
                variables: ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "\(secret) \(secret)"]),
            Case(testDescription: "half a profile", credentials: "[default]\naws_secret_access_key = \(secret)"),
            Case(testDescription: "no file", credentials: "aws_secret_access_key = \(secret)"),
            Case(testDescription: "no line", credentials: "[default]\n\(secret.filter { $0 != "=" })"),
            Case(
                testDescription: "process",
                config: "[default]\ncredential_process = echo '{\"SecretAccessKey\":\"\(secret)\"}'; "
                    + "echo \"$AWS_SESSION_TOKEN\" '\(secret)' >&2; echo '\(secret)' >&2; exit 1",
                variables: ["PATH": "/usr/bin:/bin", "AWS_SESSION_TOKEN": "env\(secret)"]),
        ]
    }

    /// Replies that repeat what was asked, or hold secrets of their own in odd places.
    private static func replies(_ request: CredentialWorld.Request, _ secret: String) -> [HTTPResponse] {
        let echo = request.headers.fields.map { "\($0.name): \($0.value)" }.joined(separator: " ") + " " + request.query
        let plain = "\(echo) \(secret) t\(secret) e\(secret) r\(secret) s\(secret) \(secret)\u{301}"
        let quoted = plain.replacing("\"", with: "'")
        let keys = #""SecretAccessKey": "\#(secret)", "Token": "\#(secret)""#
        var replies: [HTTPResponse] = []
        for status in [200, 302, 400, 401, 403, 404, 500] {
            replies += [
                HTTPResponse(status, plain), HTTPResponse(status, "{\(keys)"), HTTPResponse(status, "{\(keys)}"),
                HTTPResponse(status, #"{"Code": "\#(quoted)", "Message": "\#(quoted)", \#(keys)}"#),
                HTTPResponse(status, #"{"message": "\#(quoted)", "__type": "\#(quoted)"}"#),
                HTTPResponse(
                    status, #"{"Code": "Success", "AccessKeyId": "A", \#(keys), "Expiration": "\#(secret)"}"#),
                HTTPResponse(status, #"{"roleCredentials": {"accessKeyId": "A", "secretAccessKey": "\#(secret)"}}"#),
                HTTPResponse(
                    status,
                    "<ErrorResponse><Error><Code>\(quoted)</Code><Message>\(quoted)</Message></Error></ErrorResponse>"),
                HTTPResponse(
                    status,
                    "<AssumeRoleResponse><AssumeRoleResult><Credentials><SecretAccessKey>\(secret)</SecretAccessKey>"
                        + "</Credentials></AssumeRoleResult></AssumeRoleResponse>"),
            ]
        }
        return replies
    }

    @Test(arguments: secrets) func noErrorHoldsASecret(secret: String) async {
        var texts = 0
        for test in Self.cases(secret) {
            for number in 0..<64 {
                let world = CredentialWorld(
                    config: test.config, credentials: test.credentials, variables: test.variables, files: test.files
                ) { request throws(HTTPError) in
                    // The instance lets in, to get further.
                    if request.method == "PUT" { return HTTPResponse(200, secret) }
                    let replies = Self.replies(request, secret)
                    if number < replies.count { return replies[number] }
                    throw HTTPError(
                        code: .other, method: request.method, url: HTTPURL(host: "h"),
                        reason: "odd \(secret) t\(secret)")
                }
                var text = ""
                switch await world.answer() {
                case .success(let credentials): text = "\(credentials.map { "\($0)" } ?? "nil")"
                case .failure(let error): text = error.text
                }
                texts += 1
                #expect(!text.contains(Self.mark), "\(test.testDescription), reply \(number): \(text)")
                // One of each is enough where no service is asked.
                if world.requests.isEmpty { break }
            }
        }
        #expect(texts > 200)
    }

    @Test func descriptionsNeverHoldASecret() {
        let credentials = Credentials(
            accessKeyID: "AKIA\(Self.mark)", secretAccessKey: Self.mark, sessionToken: Self.mark, expiration: 1)
        var dumped = ""
        dump(credentials, to: &dumped)
        for text in [
            "\(credentials)", String(reflecting: credentials), "\([credentials])", "\(Optional(credentials) as Any)",
        ] {
            #expect(!text.contains(Self.mark))
        }
        let file =
            #"{"accessToken": "\#(Self.mark)", "expiresAt": "2026-11-18T20:00:00Z", "refreshToken": "\#(Self.mark)"}"#
        let token = SSOToken(Array(file.utf8))
        dump(token, to: &dumped)
        #expect(token != nil && !"\(String(describing: token))".contains(Self.mark))
        // The first letters of an access key's id may be seen: they tell which one it is.
        #expect(!dumped.contains(Self.mark))
    }
}
