#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder with the promises of a bucket. Writes and deletes made through these functions see each other, also between
/// processes: each holds the lock file for the moment in which it looks and acts. The synchronous functions do not.
extension DirectoryStore: ObjectStore {
    /// What writers hold while they compare and replace; never listed.
    package static let writeLockKey: ObjectKey = "_sitegen/write-lock"

    package var location: String { path }

    /// All files whose keys begin with `prefix`; files being written and the lock file are no objects.
    package func list(prefix: String) async throws(StorageError) -> ObjectListing {
        var listing = try list(skippingFolder: { folder in
            let folder = folder.string + "/"
            return !folder.utf8.starts(with: prefix.utf8) && !prefix.utf8.starts(with: folder.utf8)
        })
        listing.objects.removeAll {
            !$0.key.string.utf8.starts(with: prefix.utf8) || $0.key == Self.writeLockKey
                || $0.key.name.hasPrefix(Self.partialPrefix)
        }
        listing.skipped.removeAll { !$0.name.utf8.starts(with: prefix.utf8) }
        return listing
    }

    package func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject? {
        do {
            let (file, status) = try openObject(key)
            if status.entityTag == entityTag { return nil }
            let bytes = try file.readToEnd(expecting: Int(status.st_size))
            // A file replaced as a whole stays as it was opened; one written in place does not.
            guard try file.status().entityTag == status.entityTag, bytes.count == Int(status.st_size) else {
                throw StorageError(
                    code: .damaged, operation: .read, key: key, root: path, reason: "It changed while it was read")
            }
            return StoredObject(info: ObjectInfo(key: key, status: status), bytes: bytes)
        } catch { throw readError(error, key) }
    }

    package func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8] {
        do {
            let (file, status) = try openObject(key)
            return try file.bytes(in: range.clamped(to: 0..<Int(status.st_size)))
        } catch { throw readError(error, key) }
    }

    /// Writes an object whole; a folder keeps no headers.
    @discardableResult
    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo {
        let partial = try partialFile(for: key, bytes)
        do {
            let lock = try await writeLock(.write, key)
            defer { withExtendedLifetime(lock) {} }
            let present = try info(key)
            try check(condition, of: key, present: present, .write)
            let status = try partial.file.status()
            // A token never comes back: each write is later than the one it replaces.
            if let present, present.modified >= status.modified { try partial.file.setModified(present.modified + 1) }
            let info = ObjectInfo(key: key, status: try partial.file.status())
            try partial.folder.rename(partial.name[...], to: key.name)
            return info
        } catch {
            try? partial.folder.remove(partial.name[...])
            throw storageError(error, .write, key)
        }
    }

    package func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError) {
        // Without the object there may be no folder to lock in, and nothing to do.
        guard let first = try info(key) else { return }
        try check(entityTag.map { .matches($0) } ?? .always, of: key, present: first, .delete)
        let lock = try await writeLock(.delete, key)
        defer { withExtendedLifetime(lock) {} }
        guard let present = try info(key) else { return }
        try check(entityTag.map { .matches($0) } ?? .always, of: key, present: present, .delete)
        try delete(key)
    }

    /// Throws where an object is not as a writer expects it.
    private func check(
        _ condition: WriteCondition, of key: ObjectKey, present: ObjectInfo?, _ operation: StorageError.Operation
    ) throws(StorageError) {
        let reason: String
        switch condition {
        case .always: return
        case .absent where present == nil: return
        case .absent: reason = "It exists already"
        case .matches(let tag) where present?.entityTag == tag: return
        case .matches: reason = present == nil ? "It is gone" : "It was changed in between"
        }
        throw StorageError(code: .preconditionFailed, operation: operation, key: key, root: path, reason: reason)
    }

    /// For a reader, what is below a file or is a folder is no object.
    private func readError(_ error: any Error, _ key: ObjectKey) -> StorageError {
        var error = storageError(error, .read, key)
        if error.code == .notAFolder || error.code == .isAFolder { error.code = .notFound }
        return error
    }
}

extension DirectoryStore {
    /// A file written beside the place it is to have.
    private struct PartialFile {
        var folder: FileDescriptor
        var file: FileDescriptor
        var name: String
    }

    private func partialFile(for key: ObjectKey, _ bytes: [UInt8]) throws(StorageError) -> PartialFile {
        do {
            let (folder, file, name) = try createdFile(for: key)
            do {
                try file.writeAll(bytes)
                // The system's own stamp moves in steps of milliseconds; tokens need to tell writes apart.
                try file.setModified(Self.now())
                return PartialFile(folder: folder, file: file, name: name)
            } catch {
                try? folder.remove(name[...])
                throw error
            }
        } catch { throw storageError(error, .write, key) }
    }

    private func createdFile(for key: ObjectKey) throws -> (FileDescriptor, FileDescriptor, String) {
        var attempts = 0
        while true {
            do {
                let folder = try folder(of: key, operation: .write, creating: true)
                let name = names.next()
                return (folder, try folder.openFile(name[...], flags: O_WRONLY | O_CREAT | O_EXCL), name)
            } catch let error as SystemError where error.number == ENOENT && attempts < 100 {
                // Somebody removed the folder, empty for a moment, between making and using it.
                attempts += 1
            }
        }
    }

    /// Waits for the lock without holding up other tasks; writers hold it for microseconds.
    private func writeLock(
        _ operation: StorageError.Operation, _ key: ObjectKey
    ) async throws(StorageError) -> StoreLock {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(60)
        while true {
            do throws(StorageError) { return try lock(Self.writeLockKey) } catch {
                guard error.code == .busy, clock.now < deadline else { throw error }
            }
            do { try await clock.sleep(for: .microseconds(Int.random(in: 200...4_000))) } catch {
                throw StorageError(
                    code: .cancelled, operation: operation, key: key, root: path, reason: "It was cancelled")
            }
        }
    }

    /// Nanoseconds since 1970.
    private static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
