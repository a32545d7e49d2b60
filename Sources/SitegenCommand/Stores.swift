import AWS
import FoundationEssentials
import ObjectStorage

/// Opens the stores that the settings name: a folder, or a bucket as `s3://BUCKET/PREFIX`.
///
/// One connection pool and one set of credentials serve all of a run; both are made when a bucket is first named, so that
/// work on folders alone pays nothing for them.
struct Stores {
    private let settings: Settings
    private let isDryRun: Bool
    private let access: AWSAccess?
    /// How often each operation was asked of S3.
    let requests = RequestCounts()

    init(_ settings: Settings, isDryRun: Bool) throws {
        self.settings = settings
        self.isDryRun = isDryRun
        let places = [settings.source, settings.destination].compactMap { $0 }
        let isNeeded = places.contains(where: Self.isBucket) || settings.distribution != nil
        access =
            try isNeeded
            ? AWSAccess(
                options: .init(profile: settings.profile, region: settings.region),
                variables: ProcessInfo.processInfo.environment) : nil
    }

    /// Whether a place is in S3.
    static func isBucket(_ place: String) -> Bool { place.hasPrefix("s3://") }

    /// The store of notebooks in a bucket; public ones are read without a signature where that is asked for.
    func source(_ place: String) throws -> S3Store {
        try bucket(
            place, setting: .source, endpoint: settings.sourceEndpointURL, isSigned: !settings.isSourceAnonymous)
    }

    /// The website bucket.
    func destination(_ place: String) throws -> S3Store {
        try bucket(place, setting: .destination, endpoint: settings.destinationEndpointURL, isSigned: true)
    }

    /// The site's folder, made where it is missing, which a dry run does not do.
    func destinationFolder(_ path: String) throws(StorageError) -> any ObjectStore {
        guard isDryRun else { return try DirectoryStore(creating: path) }
        do { return try DirectoryStore(path: path) } catch {
            guard error.code == .notFound else { throw error }
            return AbsentFolder(path: path)
        }
    }

    /// The client of CloudFront.
    func cloudFront() throws -> CloudFront? { try access?.cloudFront() }

    private func bucket(_ place: String, setting: Setting, endpoint: String?, isSigned: Bool) throws -> S3Store {
        guard let access, let location = S3Location(parsing: place) else {
            throw ConfigurationError(
                place: setting.option, reason: "'\(place)' names no bucket; write s3://BUCKET or s3://BUCKET/PREFIX.")
        }
        return try access.store(
            location, endpoint: endpoint ?? settings.endpointURL, isSigned: isSigned,
            log: { [requests] in requests.note($0, of: setting) })
    }
}
