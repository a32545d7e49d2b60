import ObjectStorage

/// Writes one large object in parts, which appears whole when all are there, or not at all.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
struct S3Upload: Sendable {
    let store: S3Store
    let key: ObjectKey
    let bytes: [UInt8]
    let headers: ObjectHeaders

    /// Parts that are on their way at once.
    private static let window = 4

    private struct Part: Sendable {
        var number: Int
        var entityTag: String
        var digest: SHA256Digest
    }

    /// Uploads and completes. Whatever fails, the parts do not stay behind, as far as the store can still be told.
    func run(if condition: WriteCondition) async throws(S3Failure) -> ObjectInfo {
        let writeID = S3Store.newWriteID()
        let upload = try await begin(writeID)
        do throws(S3Failure) {
            return try await complete(upload, try await sendParts(upload), writeID, condition)
        } catch {
            await abort(upload)
            throw error
        }
    }

    private var partRanges: [Range<Int>] {
        // A store takes at most 10,000 parts.
        let size = max(store.partSize, (bytes.count + 9_999) / 10_000)
        return stride(from: 0, to: bytes.count, by: size).map { $0..<min($0 + size, bytes.count) }
    }

    private func call(_ name: String, _ method: String, _ query: [HTTPURL.QueryItem]) -> S3Call {
        S3Call(name: name, method: method, operation: .write, permission: "s3:PutObject", key: key, query: query)
    }

    private func begin(_ writeID: String) async throws(S3Failure) -> String {
        var call = call("CreateMultipartUpload", "POST", [.init("uploads", nil)])
        for field in headers.fields(writeID: writeID).fields { call.headers[field.name] = field.value }
        call.headers["x-amz-checksum-algorithm"] = "SHA256"
        return try await store.session.send(call) { response throws(S3Damage) in
            let id = try? XMLElement(parsing: response.body).text(of: "UploadId")
            guard let id, !id.isEmpty else { throw S3Damage(reason: "The reply names no upload") }
            return PercentEncoding.encode(id)
        }
    }

    /// Sends all parts, a few at a time; after the first that fails no other is begun.
    private func sendParts(_ upload: String) async throws(S3Failure) -> [Part] {
        let ranges = partRanges
        let result = await withTaskGroup(of: Result<Part, S3Failure>.self) { group in
            var parts: [Part] = []
            var failure: S3Failure?
            var next = 0
            func add() {
                guard next < ranges.count else { return }
                let index = next
                next += 1
                group.addTask { await sendPart(number: index + 1, ranges[index], upload) }
            }
            for _ in 0..<Self.window { add() }
            while let result = await group.next() {
                switch result {
                case .success(let part):
                    parts.append(part)
                    if failure == nil { add() }
                case .failure(let error):
                    failure = failure ?? error
                    group.cancelAll()
                }
            }
            return failure.map { .failure($0) } ?? Result<[Part], S3Failure>.success(parts)
        }
        return try result.get().sorted { $0.number < $1.number }
    }

    private func sendPart(number: Int, _ range: Range<Int>, _ upload: String) async -> Result<Part, S3Failure> {
        var call = call("UploadPart", "PUT", [.init("partNumber", "\(number)"), .init("uploadId", upload)])
        call.body = Array(bytes[range])
        let digest = SHA256Digest(of: call.body)
        call.digest = digest
        call.headers["x-amz-checksum-sha256"] = digest.base64
        do throws(S3Failure) {
            return .success(
                try await store.session.send(call) { response throws(S3Damage) in
                    guard let tag = response.headers["ETag"] else { throw S3Damage(reason: "The reply has no ETag") }
                    if let told = response.headers["x-amz-checksum-sha256"], told != digest.base64 {
                        throw S3Damage(reason: "The store wrote other bytes than were sent")
                    }
                    return Part(number: number, entityTag: S3EntityTag.plain(tag), digest: digest)
                })
        } catch { return .failure(error) }
    }

    private func complete(
        _ upload: String, _ parts: [Part], _ writeID: String, _ condition: WriteCondition
    ) async throws(S3Failure) -> ObjectInfo {
        var call = call("CompleteMultipartUpload", "POST", [.init("uploadId", upload)])
        call.setCondition(condition)
        // After a lost reply there is no upload to complete any more, so even this is looked for before it is repeated.
        call.isConditional = true
        var body = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        for part in parts {
            body +=
                "<Part><ChecksumSHA256>\(part.digest.base64)</ChecksumSHA256><ETag>&quot;\(Self.escaped(part.entityTag))&quot;"
                + "</ETag><PartNumber>\(part.number)</PartNumber></Part>"
        }
        call.body = Array((body + "</CompleteMultipartUpload>").utf8)
        call.headers["Content-Type"] = "application/xml"
        let whole = SHA256Digest(of: parts.flatMap { $0.digest.bytes }).base64 + "-\(parts.count)"
        let size = bytes.count
        let told = try await store.write(call, writeID: writeID, condition: condition) { response throws(S3Damage) in
            try Self.completed(response, key: key, size: size, checksum: whole)
        }
        // What the store put together is asked for once more: its size and whose it is.
        guard let head = try await store.head(key), head.info.entityTag == told.entityTag else { return told }
        guard head.info.size == size, head.checksum.map({ isChecksum($0, whole) }) ?? true else {
            throw S3Failure(
                error: store.session.complete(call).error(.damaged, "The store put the parts together wrongly"))
        }
        return head.info
    }

    /// Whether a checksum is that of the parts, with or without their number, or of the whole, as some stores tell it.
    private func isChecksum(_ told: String, _ ofParts: String) -> Bool {
        told == ofParts || ofParts.hasPrefix(told + "-") || told == SHA256Digest(of: bytes).base64
    }

    /// What the store says it put together. A reply that began as a success may still tell of a failure.
    private static func completed(
        _ response: HTTPResponse, key: ObjectKey, size: Int, checksum: String
    ) throws(S3Damage) -> ObjectInfo {
        let root: XMLElement
        do { root = try XMLElement(parsing: response.body) } catch { throw S3Damage(reason: "\(error)") }
        guard root.name == "CompleteMultipartUploadResult", let tag = root.text(of: "ETag"), !tag.isEmpty else {
            let code = root.text(of: "Code").map { ": \(S3Fault.shown($0))" } ?? ""
            throw S3Damage(reason: "The store did not put the parts together\(code)")
        }
        if let told = root.text(of: "ChecksumSHA256"), told.contains("-"), told != checksum {
            throw S3Damage(reason: "The store put the parts together wrongly")
        }
        var response = response
        response.headers["ETag"] = tag
        return try ObjectInfo(key: key, size: size, response)
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }

    /// Has the store forget the parts. In a task of its own, because it is wanted also where this one was cancelled.
    private func abort(_ upload: String) async {
        var call = call("AbortMultipartUpload", "DELETE", [.init("uploadId", upload)])
        call.answers = [404]
        let session = store.session
        await Task { [call] in _ = try? await session.send(call) }.value
    }
}
