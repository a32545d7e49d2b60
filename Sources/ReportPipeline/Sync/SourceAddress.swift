package import AWS

/// Addresses of sources, as they are written in settings.
package enum SourceAddress {
    /// The folder of the productivity series of the Bureau of Labor Statistics.
    package static let series = "https://download.bls.gov/pub/time.series/pr/"
    /// The population of the United States by year, from DataUSA.
    package static let population =
        "https://honolulu-api.datausa.io/tesseract/data.jsonrecords?cube=acs_yg_total_population_1"
        + "&drilldowns=Year%2CNation&locale=en&measures=Population"

    /// Reads an address that may have a query, which is sent as it is written.
    ///
    /// - Parameter setting: where it comes from, for errors.
    package static func parse(_ text: String, from setting: String) throws(SyncError) -> HTTPURL {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var url: HTTPURL
        do { url = try HTTPURL(parsing: String(parts.first ?? "")) } catch {
            throw SyncError(.setting, setting, "\(error)")
        }
        guard parts.count == 2 else { return url }
        guard parts[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
            throw SyncError(.setting, setting, "\(url): The query must be percent-encoded")
        }
        url.query = parts[1].split(separator: "&").map { item in
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return HTTPURL.QueryItem(String(pair[0]), pair.count == 2 ? String(pair[1]) : nil)
        }
        return url
    }

    /// Reads the address of a folder, with or without the slash at its end.
    package static func parseFolder(_ text: String, from setting: String) throws(SyncError) -> HTTPURL {
        var url = try parse(text, from: setting)
        if !url.query.isEmpty { throw SyncError(.setting, setting, "\(url): The address of a folder has no query") }
        if !url.path.hasSuffix("/") { url.path += "/" }
        return url
    }

    /// A file in a folder.
    static func file(_ name: String, in folder: HTTPURL) -> HTTPURL {
        var url = folder
        url.path += PercentEncoding.encode(name)
        return url
    }

    /// What tells an address from others without showing its query: the first half of its digest.
    static func fingerprint(_ url: HTTPURL) -> String {
        String(SHA256Digest(of: Array(url.wireText.utf8)).hex.prefix(32))
    }
}
