package import ObjectStorage

extension S3Store {
    package func list(prefix: String) async throws(StorageError) -> ObjectListing {
        let wholePrefix = place.prefix + prefix
        var listing = ObjectListing()
        var continuation: String?
        repeat {
            let page = try await page(of: wholePrefix, after: continuation)
            listing.objects += page.objects
            listing.skipped += page.skipped
            if let next = page.continuation, next == continuation {
                throw listCall(wholePrefix, after: nil).error(.damaged, "The listing goes round in a circle")
            }
            continuation = page.continuation
        } while continuation != nil
        // The order of stores differs, and an object written meanwhile may come on two pages.
        listing.objects.sort { $0.key < $1.key }
        listing.skipped.sort { $0.name < $1.name }
        listing.objects = listing.objects.reduce(into: []) { objects, info in
            if objects.last?.key == info.key { objects.removeLast() }
            objects.append(info)
        }
        return listing
    }

    private func page(of prefix: String, after continuation: String?) async throws(StorageError) -> S3ListingPage {
        let storePrefix = place.prefix
        do {
            return try await session.send(
                listCall(prefix, after: continuation),
                check: { response throws(S3Damage) in
                    try S3ListingPage(response.body, storePrefix: storePrefix, prefix: prefix)
                })
        } catch { throw error.error }
    }

    private func listCall(_ prefix: String, after continuation: String?) -> S3Call {
        var call = session.complete(
            S3Call(name: "ListObjectsV2", method: "GET", operation: .list, permission: "s3:ListBucket"))
        call.query = [.init("list-type", "2"), .init("encoding-type", "url"), .init("max-keys", "1000")]
        if !prefix.isEmpty { call.query.append(.init("prefix", PercentEncoding.encode(prefix))) }
        if let continuation { call.query.append(.init("continuation-token", PercentEncoding.encode(continuation))) }
        return call
    }
}
