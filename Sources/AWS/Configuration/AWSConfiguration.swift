/// The settings of the AWS tools as they hold for a run: options win over variables, variables over the profile.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html
package struct AWSConfiguration: Sendable {
    /// What the user said on the command line about access to AWS.
    package struct Options: Sendable, Hashable {
        /// `--profile`.
        package var profile: String?
        /// `--region`.
        package var region: String?
        /// `--no-sign-request`.
        package var isAnonymous: Bool

        package init(profile: String? = nil, region: String? = nil, isAnonymous: Bool = false) {
            self.profile = profile
            self.region = region
            self.isAnonymous = isAnonymous
        }
    }

    let options: Options
    let surroundings: Surroundings
    let files: SharedFiles
    /// The profile in use; one without settings where there are no files.
    let profile: Profile
    /// `AWS_REGION`'s kin resolved, nil where nothing names a region.
    package let region: String?

    /// Reads the variables and files.
    ///
    /// - Throws: an error with file and line where a file is damaged, or a profile was named that does not exist.
    package init(options: Options = Options(), surroundings: Surroundings) throws(AWSConfigurationError) {
        self.options = options
        self.surroundings = surroundings
        files = try SharedFiles(surroundings)
        let variable = ["AWS_PROFILE", "AWS_DEFAULT_PROFILE"].first { surroundings.variable($0) != nil }
        let name = options.profile ?? variable.flatMap(surroundings.variable) ?? "default"
        let isNamed = options.profile != nil || variable != nil
        let profile = files.profile(name)
        if profile == nil, isNamed, name != "default" {
            throw Self.missing(name, namedBy: options.profile != nil ? "--profile" : variable ?? "", files)
        }
        self.profile = profile ?? Profile(name: name)
        region = try Self.region(options, surroundings, self.profile)
    }

    /// The file of trusted certificates: `AWS_CA_BUNDLE`, then `ca_bundle` of the profile; nil for the system's.
    package var certificateBundle: String? {
        (surroundings.variable("AWS_CA_BUNDLE") ?? profile["ca_bundle"]).map(surroundings.expanded)
    }

    /// A value below a service's name in the profile, for example `addressing_style` below `s3`.
    package func setting(_ name: String, of service: AWSService) -> String? {
        profile.properties[service.rawValue]?.nested[name]?.value
    }

    private static func missing(_ name: String, namedBy source: String, _ files: SharedFiles) -> AWSConfigurationError {
        let names = files.profileNames
        let known =
            names.isEmpty ? "There are no profiles" : "There are: \(names.prefix(12).joined(separator: ", "))"
        let absences = [files.config.absence, files.credentials.absence].compactMap { $0 }
        let reason =
            "The profile '\(ForeignText.shown(name))' (\(source)) does not exist. \(known)"
            + (absences.isEmpty ? "." : " (\(absences.joined(separator: "; "))).")
        return AWSConfigurationError(reason: reason)
    }

    private static func region(
        _ options: Options, _ surroundings: Surroundings, _ profile: Profile
    ) throws(AWSConfigurationError) -> String? {
        let candidates: [(source: String, value: String?)] = [
            ("--region", options.region),
            ("AWS_REGION", surroundings.variable("AWS_REGION")),
            ("AWS_DEFAULT_REGION", surroundings.variable("AWS_DEFAULT_REGION")),
            ("region", profile["region"]),
        ]
        guard let (source, value) = candidates.first(where: { $0.value != nil }), let value else { return nil }
        guard AWSRegion.isHostLabel(value) else {
            throw AWSConfigurationError(
                place: source == "region" ? profile.place(of: "region") : nil,
                reason: "\(source): '\(ForeignText.shown(value))' is no region; write it like 'eu-west-1'.")
        }
        return value
    }
}
