package import ObjectStorage

extension S3Store {
    package func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject? {
        var call = getCall(key)
        call.headers["x-amz-checksum-mode"] = "ENABLED"
        if let entityTag {
            call.headers["If-None-Match"] = S3EntityTag.quoted(entityTag)
            call.answers = [304]
        }
        do {
            return try await session.send(
                call,
                check: { response throws(S3Damage) -> StoredObject? in
                    if response.status == 304 { return nil }
                    try response.verifyObject()
                    let info = try ObjectInfo(key: key, size: response.body.count, response)
                    return StoredObject(info: info, bytes: response.body, headers: ObjectHeaders(response.headers))
                })
        } catch { throw error.error }
    }

    package func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8] {
        let range = range.clamped(to: 0..<Int.max)
        if range.isEmpty { return [] }
        var call = getCall(key)
        call.headers["Range"] = "bytes=\(range.lowerBound)-\(range.upperBound - 1)"
        call.answers = [416]
        do {
            return try await session.send(
                call, check: { response throws(S3Damage) in try response.bytes(in: range) })
        } catch { throw error.error }
    }

    package func info(_ key: ObjectKey) async throws(StorageError) -> ObjectInfo? {
        do { return try await head(key)?.info } catch { throw error.error }
    }

    /// What HEAD tells of an object; nil where there is none.
    func head(_ key: ObjectKey) async throws(S3Failure) -> S3ObjectHead? {
        var call = getCall(key)
        call.method = "HEAD"
        call.name = "HeadObject"
        call.headers["x-amz-checksum-mode"] = "ENABLED"
        var wasExplained = false
        while true {
            let failure: S3Failure
            do throws(S3Failure) {
                return try await session.send(
                    call, check: { response throws(S3Damage) in try S3ObjectHead(key, response) })
            } catch { failure = error }
            guard let fault = failure.fault, fault.isWordless, (400..<500).contains(fault.status) else { throw failure }
            if fault.status == 404, session.bucketExists { return nil }
            if wasExplained { throw failure }
            wasExplained = true
            // A reply to HEAD has no words; the same asked with GET tells what is wrong, or teaches the session.
            do throws(S3Failure) { try await peek(key) } catch {
                if error.error.code == .notFound { return nil }
                throw error
            }
        }
    }

    /// Asks for the first byte only.
    private func peek(_ key: ObjectKey) async throws(S3Failure) {
        var call = getCall(key)
        call.headers["Range"] = "bytes=0-0"
        call.answers = [416]
        _ = try await session.send(call)
    }

    private func getCall(_ key: ObjectKey) -> S3Call {
        S3Call(name: "GetObject", method: "GET", operation: .read, permission: "s3:GetObject", key: key)
    }
}

/// What HEAD tells of an object.
struct S3ObjectHead {
    var info: ObjectInfo
    /// What the write that made it was called, where it was one of ours under a condition.
    var writeID: String?
    var checksum: String?

    init(_ key: ObjectKey, _ response: HTTPResponse) throws(S3Damage) {
        guard let size = response.headers["Content-Length"].flatMap({ Int($0) }), size >= 0 else {
            throw S3Damage(reason: "The reply does not tell the object's size")
        }
        info = try ObjectInfo(key: key, size: size, response)
        info.metadata = ObjectHeaders(response.headers).metadata
        writeID = response.headers["x-amz-meta-" + ObjectHeaders.writeIDName]
        checksum = response.headers["x-amz-checksum-sha256"]
    }
}

extension ObjectInfo {
    /// What a reply tells of an object.
    init(key: ObjectKey, size: Int, _ response: HTTPResponse) throws(S3Damage) {
        guard let tag = response.headers["ETag"], !tag.isEmpty else { throw S3Damage(reason: "The reply has no ETag") }
        let time = response.headers["Last-Modified"] ?? response.headers["Date"]
        self.init(
            key: key, size: size, modified: Int64(time.flatMap(HTTPDate.seconds) ?? 0) * 1_000_000_000,
            entityTag: S3EntityTag.plain(tag))
    }
}

extension HTTPResponse {
    /// Throws where the body is not the object as the store says it is.
    fileprivate func verifyObject() throws(S3Damage) {
        if let length = headers["Content-Length"].flatMap({ Int($0) }), length != body.count {
            throw S3Damage(reason: "\(body.count) bytes came of \(length)")
        }
        // The checksum of an object uploaded in parts is one over the parts' checksums: `...=-3`, moto leaves out `-3`.
        guard let checksum = headers["x-amz-checksum-sha256"], !checksum.contains("-"),
            headers["ETag"]?.contains("-") != true
        else { return }
        if SHA256Digest(of: body).base64 != checksum {
            throw S3Damage(reason: "The bytes that came do not have the SHA-256 checksum that the store tells")
        }
    }

    /// The bytes of a range that was asked for.
    fileprivate func bytes(in range: Range<Int>) throws(S3Damage) -> [UInt8] {
        if status == 416 { return [] }
        if let length = headers["Content-Length"].flatMap({ Int($0) }), length != body.count {
            throw S3Damage(reason: "\(body.count) bytes came of \(length)")
        }
        // A store may send the whole.
        if status == 200 { return Array(body[range.clamped(to: 0..<body.count)]) }
        let expected = "bytes \(range.lowerBound)-\(range.lowerBound + body.count - 1)/"
        guard let told = headers["Content-Range"], told.hasPrefix(expected), body.count <= range.count else {
            throw S3Damage(reason: "Other bytes came than were asked for")
        }
        return body
    }
}
