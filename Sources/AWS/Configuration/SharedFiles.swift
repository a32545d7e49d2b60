/// What `~/.aws/config` and `~/.aws/credentials` say.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/file-location.html
struct SharedFiles: Sendable {
    /// One of the two files.
    struct File: Sendable {
        var path: String
        /// Why nothing of it is known: it is missing or may not be read. nil where it was read.
        var absence: String?
        /// By name.
        var profiles: [String: Profile] = [:]
    }

    var config: File
    var credentials: File
    /// The `[sso-session NAME]` sections.
    var ssoSessions: [String: Profile] = [:]
    /// The `[services NAME]` sections.
    var services: [String: Profile] = [:]

    /// Reads both files, where `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` or the home folder have them.
    init(_ surroundings: Surroundings) throws(AWSConfigurationError) {
        let (config, configFile) = try Self.read("AWS_CONFIG_FILE", default: "~/.aws/config", surroundings)
        let (credentials, credentialsFile) =
            try Self.read("AWS_SHARED_CREDENTIALS_FILE", default: "~/.aws/credentials", surroundings)
        self.config = config
        self.credentials = credentials
        for section in configFile?.sections ?? [] { add(configSection: section) }
        for section in credentialsFile?.sections ?? [] {
            let name = section.words.joined(separator: " ")
            self.credentials.profiles[name] = Profile(name: name, properties: section.properties)
        }
    }

    /// A profile with the settings of both files, those of the credentials file winning; nil where neither has it.
    func profile(_ name: String) -> Profile? {
        let (config, credentials) = (config.profiles[name], credentials.profiles[name])
        guard config != nil || credentials != nil else { return nil }
        let properties = (config?.properties ?? [:]).merging(credentials?.properties ?? [:]) { $1 }
        return Profile(name: name, properties: properties)
    }

    /// The names of all profiles, sorted.
    var profileNames: [String] { Set(config.profiles.keys).union(credentials.profiles.keys).sorted() }

    /// `[default]` and `[profile NAME]`; `[profile default]` wins over `[default]`. Other sections mean nothing to us.
    private mutating func add(configSection section: INIFile.Section) {
        let name = section.words.last ?? ""
        let profile = Profile(name: name, properties: section.properties)
        switch section.words.first {
        case "default" where section.words.count == 1:
            if config.profiles["default"] == nil { config.profiles["default"] = profile }
        case "profile" where section.words.count == 2: config.profiles[name] = profile
        case "sso-session" where section.words.count == 2: ssoSessions[name] = profile
        case "services" where section.words.count == 2: services[name] = profile
        default: break
        }
    }

    private static func read(
        _ variable: String, default path: String, _ surroundings: Surroundings
    ) throws(AWSConfigurationError) -> (File, INIFile?) {
        let chosen = surroundings.variable(variable)
        let path = surroundings.expanded(chosen ?? path)
        var file = File(path: path)
        do {
            guard let bytes = try surroundings.readFile(path) else {
                file.absence = "\(path) does not exist"
                return (file, nil)
            }
            return (file, try INIFile(path: path, bytes: bytes))
        } catch let fault as FileFault {
            // Services run with a home folder they may not read: that is no error before somebody asks for the file.
            if chosen == nil {
                file.absence = "\(path) can't be read (\(fault.reason))"
                return (file, nil)
            }
            throw AWSConfigurationError(
                place: FilePlace(path: path), reason: "\(variable) names a file that can't be read: \(fault.reason).")
        } catch let error as AWSConfigurationError {
            throw error
        } catch {
            throw AWSConfigurationError(place: FilePlace(path: path), reason: "The file can't be read.")
        }
    }
}

/// A named set of settings.
struct Profile: Sendable, Hashable {
    var name: String
    /// By lower-case name.
    var properties: [String: INIFile.Property] = [:]

    /// The value of a setting; nil where it is missing or empty.
    subscript(name: String) -> String? {
        guard let value = properties[name]?.value, !value.isEmpty else { return nil }
        return value
    }

    /// Where a setting stands.
    func place(of name: String) -> FilePlace? { properties[name]?.place }
}
