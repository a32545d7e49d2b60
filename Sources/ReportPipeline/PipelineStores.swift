package import AWS
package import ArgumentParser
import FoundationEssentials
package import ObjectStorage
import Synchronization

/// How AWS, or what stands in for it, is reached: the same options for every command of `reportpipe`.
package struct PipelineAccessOptions: ParsableArguments {
    @Option(help: "Profile of the AWS configuration files; environment keys are not used then.")
    package var profile: String?

    @Option(help: "AWS region. (default: AWS_REGION, or the profile's)")
    package var region: String?

    @Option(
        name: .customLong("endpoint-url"),
        help: "Address of an S3 server that is not AWS; AWS_ENDPOINT_URL_* are for the other services.")
    package var endpointURL: String?

    package init() {}
}

/// Opens the places that commands name: a folder, or a bucket as `s3://BUCKET/PREFIX`.
///
/// One connection pool and one set of credentials serve all of a run; both are made when something on AWS is first named,
/// so that work on folders alone needs no settings of AWS.
package final class PipelineStores: Sendable {
    /// The environment, for settings that have no option.
    package let variables: [String: String]
    private let options: AWSConfiguration.Options
    private let endpoint: String?
    private let opened = Mutex<AWSAccess?>(nil)

    /// - Parameter variables: the environment; the process's own where none is given.
    package init(_ access: PipelineAccessOptions, variables: [String: String]? = nil) {
        self.variables = variables ?? ProcessInfo.processInfo.environment
        options = .init(profile: access.profile, region: access.region)
        endpoint = access.endpointURL
    }

    /// Access to the services of AWS.
    package func access() throws(AWSConfigurationError) -> AWSAccess {
        try opened.withLock { opened throws(AWSConfigurationError) in
            if let opened { return opened }
            let access = try AWSAccess(options: options, variables: variables)
            opened = access
            return access
        }
    }

    /// Opens a place.
    ///
    /// - Parameters:
    ///   - place: `s3://BUCKET/PREFIX`, or the path of a folder.
    ///   - creating: whether a folder that does not exist is made.
    package func store(_ place: String, creating: Bool = false) throws -> any ObjectStore {
        guard Self.isBucket(place) else {
            // An address of anything else would be made as a folder with an odd name.
            guard !place.isEmpty, !place.contains("://") else { throw Self.unusable(place) }
            return try creating ? DirectoryStore(creating: place) : DirectoryStore(path: place)
        }
        guard let location = S3Location(parsing: place) else { throw Self.unusable(place) }
        return try access().store(location, endpoint: endpoint)
    }

    /// Whether a place is in S3.
    package static func isBucket(_ place: String) -> Bool { place.hasPrefix("s3://") }

    private static func unusable(_ place: String) -> PipelineSettingError {
        PipelineSettingError("'\(place)' is no place: write a folder, s3://BUCKET or s3://BUCKET/PREFIX.")
    }
}

/// A setting of the command line or the environment that can't be used.
package struct PipelineSettingError: Error, Sendable, CustomStringConvertible {
    /// Which setting, what is wrong with it and how to write it, as sentences.
    package let description: String

    package init(_ description: String) { self.description = description }
}
