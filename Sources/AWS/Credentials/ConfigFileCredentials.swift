/// Keys of a profile in `~/.aws/config`.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
struct ConfigFileCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let profileName: String

    let name = "config file"

    var absence: String {
        let file = configuration.files.config
        return file.absence ?? "\(file.path) has no keys in a profile '\(profileName)'"
    }

    func credentials() async throws(CredentialError) -> Credentials? {
        try configuration.files.config.profiles[profileName]?.keys(provider: name)
    }
}
