import ObjectStorage

/// The objects of an S3 bucket below a prefix, at AWS or at another store with its API.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
package struct S3Store: ObjectStore {
    package let place: S3Location
    package var location: String { place.description }
    /// Larger objects are uploaded in parts.
    package var partThreshold: Int
    /// The size of a part: at least 5 MiB at AWS, which takes at most 10,000 of them.
    package var partSize: Int
    let session: S3Session

    /// - Parameters:
    ///   - region: what requests are signed for at first; a bucket elsewhere is followed to its region.
    ///   - credentials: gives nil to have requests sent without a signature.
    ///   - now: seconds since 1970.
    ///   - log: told of every request, also of those that are sent again.
    package init(
        _ place: S3Location, region: String?, endpoint: S3Endpoint = S3Endpoint(),
        credentials: @escaping CredentialSource, transport: any HTTPTransport, retries: Retries = Retries(),
        now: @escaping @Sendable () -> Int = Surroundings.clock, partThreshold: Int = 16 << 20, partSize: Int = 8 << 20,
        log: S3RequestLog? = nil
    ) {
        self.place = place
        self.partThreshold = partThreshold
        self.partSize = partSize
        session = S3Session(
            place: place, region: region, endpoint: endpoint, credentials: credentials, transport: transport,
            retries: retries, now: now, log: log)
    }

    /// The region the bucket is in, as far as it is known by now.
    package var region: String { session.region }
}

/// What requests are signed with: asked before each, and with the credentials a store refused as ended, for others.
/// nil sends them without a signature.
package typealias CredentialSource =
    @Sendable (_ refused: Credentials?) async throws(CredentialError) -> Credentials?
