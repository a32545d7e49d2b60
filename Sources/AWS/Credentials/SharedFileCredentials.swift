/// Keys of a profile in `~/.aws/credentials`.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct SharedFileCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let profileName: String

    let name = "shared credentials file"

    var absence: String {
        let file = configuration.files.credentials
        return file.absence ?? "\(file.path) has no keys in a profile '\(profileName)'"
    }

    func credentials() async throws(CredentialError) -> Credentials? {
        // Read again each time: other programs put new keys here when the old ones end.
        let files: SharedFiles
        do { files = try SharedFiles(configuration.surroundings) } catch {
            throw CredentialError(provider: name, reason: "\(error)")
        }
        return try files.credentials.profiles[profileName]?.keys(provider: name)
    }
}
