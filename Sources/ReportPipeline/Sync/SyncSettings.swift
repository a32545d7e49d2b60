import AWS

/// What a sync is told: options of the command line, else the variables of the environment.
package struct SyncSettings: Sendable {
    /// The settings by the names of their options, each with the variable that stands in for it.
    package enum Name: String, Sendable, CaseIterable {
        case staging
        case seriesURL = "series-url"
        case populationURL = "population-url"
        case contactSecret = "contact-secret"
        case requestInterval = "request-interval"
        case maxDeletes = "max-deletes"

        package var option: String { "--\(rawValue)" }

        /// For example `REPORTPIPE_SERIES_URL`.
        package var variable: String {
            "REPORTPIPE_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
        }
    }

    /// Where the contact address comes from.
    package enum Contact: Sendable {
        case none
        case address(ContactAddress)
        /// The name of a secret in Secrets Manager.
        case secret(String)
    }

    /// The variable that holds the address itself.
    package static let contactVariable = "REPORTPIPE_CONTACT"

    package var staging: String
    package var contact: Contact
    package var run: SyncRun.Options

    /// Reads the settings.
    ///
    /// - Parameter options: those that were given; an empty variable counts as not set.
    package init(options: [Name: String], environment: [String: String]) throws(SyncError) {
        func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        func value(_ name: Name) -> (text: String, from: String)? {
            options[name].map { ($0, name.option) } ?? variable(name.variable).map { ($0, name.variable) }
        }
        guard let staging = value(.staging)?.text, !staging.isEmpty else {
            throw SyncError(
                .setting, Name.staging.option, "It is not told where the files go",
                advice: "Name a folder or s3://BUCKET/PREFIX, or set \(Name.staging.variable).")
        }
        self.staging = staging
        let series = value(.seriesURL) ?? (SourceAddress.series, Name.seriesURL.option)
        let population = value(.populationURL) ?? (SourceAddress.population, Name.populationURL.option)
        run = SyncRun.Options(
            series: try SourceAddress.parseFolder(series.text, from: series.from),
            population: try SourceAddress.parse(population.text, from: population.from))
        if let interval = value(.requestInterval) { run.interval = try Self.seconds(interval.text, interval.from) }
        if let most = value(.maxDeletes) {
            guard let number = Int(most.text), number >= 0 else {
                throw SyncError(.setting, most.from, "'\(ForeignText.shown(most.text))' is no number of files")
            }
            run.maxDeletes = number
        }
        // What is said on the command line wins; then the address itself, which needs no request.
        if let secret = options[.contactSecret] {
            contact = .secret(secret)
        } else if let address = variable(Self.contactVariable) {
            contact = .address(try ContactAddress(address, from: Self.contactVariable))
        } else {
            contact = variable(Name.contactSecret.variable).map { .secret($0) } ?? .none
        }
    }

    private static func seconds(_ text: String, _ setting: String) throws(SyncError) -> Duration {
        guard let seconds = Double(text), (0...3600).contains(seconds) else {
            throw SyncError(
                .setting, setting, "'\(ForeignText.shown(text))' is no number of seconds from 0 to 3600")
        }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }
}
