package import ObjectStorage

extension S3Store {
    @discardableResult
    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo {
        do {
            if bytes.count > partThreshold {
                return try await S3Upload(store: self, key: key, bytes: bytes, headers: headers).run(if: condition)
            }
            let digest = SHA256Digest(of: bytes)
            let writeID = condition == .always ? nil : Self.newWriteID()
            var call = putCall(key, condition)
            for field in headers.fields(writeID: writeID).fields { call.headers[field.name] = field.value }
            call.headers["x-amz-checksum-sha256"] = digest.base64
            call.body = bytes
            call.digest = digest
            return try await write(call, writeID: writeID, condition: condition) { response throws(S3Damage) in
                if let told = response.headers["x-amz-checksum-sha256"], told != digest.base64 {
                    throw S3Damage(reason: "The store wrote other bytes than were sent")
                }
                return try ObjectInfo(key: key, size: bytes.count, response)
            }
        } catch { throw error.error }
    }

    /// A PutObject under a condition.
    func putCall(_ key: ObjectKey, _ condition: WriteCondition) -> S3Call {
        var call = S3Call(name: "PutObject", method: "PUT", operation: .write, permission: "s3:PutObject", key: key)
        call.setCondition(condition)
        return call
    }

    /// Names a write so that it can be told from all others.
    static func newWriteID() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    }

    /// Sends a write. One under a condition whose reply was lost is looked for before it is sent again: the second
    /// would be refused because of the first.
    func write(
        _ call: S3Call, writeID: String?, condition: WriteCondition,
        check: (HTTPResponse) throws(S3Damage) -> ObjectInfo
    ) async throws(S3Failure) -> ObjectInfo {
        let call = session.complete(call)
        guard let key = call.key else { throw S3Failure(error: call.error(.other, "It has no key")) }
        var attempt = S3Attempt()
        while true {
            let failure: S3Failure
            do throws(S3Failure) { return try await session.send(call, check: check) } catch { failure = error }
            guard call.isConditional else { throw failure }
            let isRefusal = failure.isRefusal(of: condition)
            guard isRefusal || failure.isAmbiguous else { throw failure }
            // Cancelled, the caller wants no more requests; what was sent may stand.
            if failure.error.code == .cancelled { throw failure }
            let present: S3ObjectHead?
            do throws(S3Failure) { present = try await head(key) } catch {
                // Without leave to look, a refusal stays what it says.
                throw isRefusal && error.error.code == .permissionDenied ? failure.asRefusal() : error
            }
            if let writeID, let present, present.writeID == writeID { return present.info }
            if let reason = condition.reasonToRefuse(present?.info) {
                var refusal = failure.asRefusal()
                refusal.error.reason = reason
                throw refusal
            }
            if isRefusal {
                // What stood in the way is gone again: whoever asked decides anew.
                throw failure.asRefusal()
            }
            try await session.pause(after: failure, &attempt, call)
        }
    }

    package func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError) {
        var call = S3Call(
            name: "DeleteObject", method: "DELETE", operation: .delete, permission: "s3:DeleteObject", key: key)
        if let entityTag { call.headers["If-Match"] = S3EntityTag.quoted(entityTag) }
        do throws(S3Failure) { _ = try await session.send(call) } catch {
            if error.error.code == .notFound { return }
            guard let entityTag, error.error.code == .preconditionFailed else { throw error.error }
            // Refused because it changed, or because it is gone, perhaps by a first try whose reply was lost.
            let present: ObjectInfo?
            do { present = try await info(key) } catch {
                throw error.code == .permissionDenied ? call.refusal(session, "It was changed in between") : error
            }
            guard let present else { return }
            let reason = present.entityTag == entityTag ? error.error.reason : "It was changed in between"
            throw call.refusal(session, reason)
        }
    }
}

extension S3Call {
    /// Makes a write depend on what is there.
    mutating func setCondition(_ condition: WriteCondition) {
        switch condition {
        case .always: break
        case .absent: headers["If-None-Match"] = "*"
        case .matches(let tag): headers["If-Match"] = S3EntityTag.quoted(tag)
        }
        isConditional = condition != .always
    }

    fileprivate func refusal(_ session: S3Session, _ reason: String) -> StorageError {
        session.complete(self).error(.preconditionFailed, reason)
    }
}

extension S3Failure {
    /// Whether the store said that the condition does not hold; AWS says 404 of a missing object that should match.
    fileprivate func isRefusal(of condition: WriteCondition) -> Bool {
        if error.code == .preconditionFailed { return true }
        if case .matches = condition { return error.code == .notFound }
        return false
    }

    fileprivate func asRefusal() -> S3Failure {
        var failure = self
        failure.error.code = .preconditionFailed
        failure.error.advice = nil
        return failure
    }
}

extension WriteCondition {
    /// Why a write under this condition must fail; nil where it may go well.
    fileprivate func reasonToRefuse(_ present: ObjectInfo?) -> String? {
        switch self {
        case .always: nil
        case .absent: present == nil ? nil : "It exists already"
        case .matches(let tag):
            present == nil ? "It is gone" : present?.entityTag == tag ? nil : "It was changed in between"
        }
    }
}
