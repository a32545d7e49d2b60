/// The AWS services that are spoken to, by the names their settings have.
package enum AWSService: String, Sendable, CaseIterable {
    case s3, cloudfront, sts, sso, sqs, ecs, events, sns
    case ssoOIDC = "sso_oidc"
    case secretsManager = "secrets_manager"

    /// The variable that holds the service's endpoint, for example `AWS_ENDPOINT_URL_S3`.
    ///
    /// https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
    package var endpointVariable: String { "AWS_ENDPOINT_URL_\(rawValue.uppercased())" }
}

/// Names of AWS regions.
package enum AWSRegion {
    /// The domain under which a region's services are, by its partition: `us-east-1` -> `amazonaws.com`.
    ///
    /// https://docs.aws.amazon.com/general/latest/gr/rande.html
    package static func domain(of region: String) -> String {
        if region.hasPrefix("cn-") { return "amazonaws.com.cn" }
        if region.hasPrefix("us-isob-") { return "sc2s.sgov.gov" }
        if region.hasPrefix("us-isof-") || region.hasPrefix("eu-isof-") { return "csp.hci.ic.gov" }
        if region.hasPrefix("us-iso-") { return "c2s.ic.gov" }
        if region.hasPrefix("eu-isoe-") { return "cloud.adc-e.uk" }
        if region.hasPrefix("eusc-") { return "amazonaws.eu" }
        return "amazonaws.com"
    }

    /// Whether a name may be part of a host name, so that nothing else can be reached by it.
    static func isHostLabel(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 63 && name.utf8.first != UInt8(ascii: "-")
            && name.utf8.last != UInt8(ascii: "-")
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }

    /// Whether this is a region of AWS by its form (`eu-west-1`), not the word of another store (`auto`, `garage`).
    static func isOfAWS(_ name: String) -> Bool {
        let parts = name.split(separator: "-")
        return parts.count >= 3 && parts[0].utf8.count >= 2 && (parts.last?.utf8.allSatisfy { $0 < 0x3A } ?? false)
    }
}
