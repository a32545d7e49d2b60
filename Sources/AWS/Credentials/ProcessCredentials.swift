import Notebook

/// Credentials that a program of the user's choice prints.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
struct ProcessCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let profile: Profile
    /// Long enough to answer a prompt in a browser.
    var timeout: Duration = .seconds(60)

    let name = "credential_process"

    private static let setting = "credential_process"

    var absence: String { "the profile '\(profile.name)' has no credential_process" }

    func credentials() async throws(CredentialError) -> Credentials? {
        guard let command = profile[Self.setting] else { return nil }
        let result: ShellCommand.Result
        do {
            result = try await ShellCommand(
                text: command, variables: configuration.surroundings.variables, timeout: timeout
            ).run()
        } catch {
            throw fault(error.reason)
        }
        let document = CredentialDocument(result.output)
        guard result.status == 0 else {
            throw fault("The program ended with \(result.statusText)\(words(of: result, document)).")
        }
        guard let document else {
            throw fault("The program printed something that is no JSON object\(words(of: result, nil)).")
        }
        guard document.root["Version"]?.int == 1 else {
            throw fault("The program must print a JSON object with \"Version\": 1.")
        }
        let credentials: Credentials
        do { credentials = try document.credentials(.process) } catch {
            throw fault("The program printed no credentials: \(error.reason).")
        }
        if let expiration = credentials.expiration, expiration <= configuration.surroundings.now() {
            throw fault("The program printed credentials that ended at \(CredentialTime.text(expiration)).")
        }
        return credentials
    }

    /// The first line of what the program complained of; the rest may be a trace with anything in it.
    private func words(of result: ShellCommand.Result, _ document: CredentialDocument?) -> String {
        let text = String(decoding: result.complaint, as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first { !$0.trimmed.isEmpty }
        guard let line else { return "" }
        var secrets: [String?] = ["SecretAccessKey", "SessionToken"].map { document?[$0] }
        // What the shell was told may be part of what it complains of.
        secrets += ["AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"].map(configuration.surroundings.variable)
        return ": " + ForeignText.shown(String(line), hiding: secrets)
    }

    private func fault(_ reason: String) -> CredentialError { profile.fault(reason, at: Self.setting, name) }
}
