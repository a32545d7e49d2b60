extension AWSConfiguration {
    /// The address configured for a service, nil for AWS's own.
    ///
    /// An option of the command line, then `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL`, the profile's `services`
    /// section, the profile's `endpoint_url`. `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` leaves the option only.
    /// https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
    ///
    /// - Parameter option: the value of `--endpoint-url` where it is meant for this service.
    package func endpoint(of service: AWSService, option: String? = nil) throws(AWSConfigurationError) -> HTTPURL? {
        if let option { return try Self.url(option, from: "--endpoint-url", place: nil) }
        let ignored =
            surroundings.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? profile["ignore_configured_endpoint_urls"]
        if ignored?.lowercased() == "true" { return nil }
        for name in [service.endpointVariable, "AWS_ENDPOINT_URL"] {
            if let value = surroundings.variable(name) { return try Self.url(value, from: name, place: nil) }
        }
        if let property = try servicesSection()?.properties[service.rawValue]?.nested["endpoint_url"] {
            return try Self.url(property.value, from: "endpoint_url", place: property.place)
        }
        guard let value = profile["endpoint_url"] else { return nil }
        return try Self.url(value, from: "endpoint_url", place: profile.place(of: "endpoint_url"))
    }

    /// The `[services NAME]` section that the profile's `services` names.
    private func servicesSection() throws(AWSConfigurationError) -> Profile? {
        guard let name = profile["services"] else { return nil }
        if let section = files.services[name] { return section }
        throw AWSConfigurationError(
            place: profile.place(of: "services"),
            reason: "There is no section '[services \(ForeignText.shown(name))]' in \(files.config.path).")
    }

    private static func url(
        _ text: String, from source: String, place: FilePlace?
    ) throws(AWSConfigurationError) -> HTTPURL {
        do { return try HTTPURL(parsing: text) } catch {
            throw AWSConfigurationError(place: place, reason: "\(source): \(error)")
        }
    }
}
