#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A store whose objects are the files of a folder.
///
/// Every path is walked folder by folder from the root's descriptor and no symbolic link is followed below it, so no key
/// and no link someone planted reaches a file outside. Calls block; a file is written whole or not at all.
package struct DirectoryStore: Sendable {
    /// The folder as the user named it.
    package let path: String
    /// Folders that listings pass over.
    package var skippedFolders: Set<ObjectKey> = []
    /// Files have no headers.
    package let keepsHeaders = false
    let root: FileDescriptor
    let names = PartialNames()

    /// Names of files that are being written start so; a killed run may leave one behind.
    package static let partialPrefix = ".sitegen-partial-"

    /// Opens a folder that exists.
    package init(path: String) throws(StorageError) {
        self.path = path
        root = try Self.openRoot(path)
    }

    /// Opens a folder, made with the folders above it where it does not exist.
    package init(creating path: String) throws(StorageError) {
        var index = path.startIndex
        while index < path.endIndex {
            index = path[path.index(after: index)...].firstIndex(of: "/") ?? path.endIndex
            // What can't be made is told by opening: a folder above may exist and not be ours to write.
            _ = unsafe mkdir(String(path[..<index]), 0o777)
        }
        try self.init(path: path)
    }

    /// The bytes of an object.
    package func get(_ key: ObjectKey) throws(StorageError) -> [UInt8] {
        do {
            let (file, status) = try openObject(key)
            return try file.readToEnd(expecting: Int(status.st_size))
        } catch { throw storageError(error, .read, key) }
    }

    /// Opens the file of an object; a pipe is not waited for.
    func openObject(_ key: ObjectKey) throws -> (file: FileDescriptor, status: stat) {
        let file = try folder(of: key, operation: .read).openFile(key.name, flags: O_RDONLY | O_NONBLOCK)
        let status = try file.status()
        if status.isFolder { throw SystemError(number: EISDIR) }
        guard status.isFile else { throw StorageError.special(key, operation: .read, root: path) }
        return (file, status)
    }

    /// What is known of an object; nil where there is none.
    package func info(_ key: ObjectKey) throws(StorageError) -> ObjectInfo? {
        do {
            let folder = try folder(of: key, operation: .read)
            let status = try folder.status(of: key.name.utf8.map { CChar(bitPattern: $0) } + [0])
            return status.isFile ? ObjectInfo(key: key, status: status) : nil
        } catch let error as SystemError where error.number == ENOENT || error.number == ENOTDIR {
            return nil
        } catch { throw storageError(error, .read, key) }
    }

    /// Writes an object whole: readers see what was there or all of the new bytes, also when the run is killed.
    @discardableResult
    package func put(_ key: ObjectKey, _ bytes: [UInt8]) throws(StorageError) -> ObjectInfo {
        do {
            let folder = try folder(of: key, operation: .write, creating: true)
            let partial = names.next()
            do {
                let file = try folder.openFile(partial[...], flags: O_WRONLY | O_CREAT | O_EXCL)
                try file.writeAll(bytes)
                let info = ObjectInfo(key: key, status: try file.status())
                try folder.rename(partial[...], to: key.name)
                return info
            } catch {
                try? folder.remove(partial[...])
                throw error
            }
        } catch { throw storageError(error, .write, key) }
    }

    /// Removes an object and the folders that are empty without it; one that is gone already is no error.
    package func delete(_ key: ObjectKey) throws(StorageError) {
        do {
            var folders: [FileDescriptor] = [root]
            let components = try safeComponents(key, operation: .delete)
            for component in components.dropLast() { folders.append(try folders[folders.count - 1].folder(component)) }
            try folders[folders.count - 1].remove(key.name)
            for depth in (1..<folders.count).reversed() {
                do { try folders[depth - 1].remove(components[depth - 1], isFolder: true) } catch { return }
            }
        } catch let error as SystemError where error.number == ENOENT {
        } catch { throw storageError(error, .delete, key) }
    }

    /// All files of the folder and the folders in it.
    ///
    /// - Parameter skipFolder: folders that are not looked into, by key.
    package func list(
        skippingFolder skipFolder: (ObjectKey) -> Bool = { _ in false }
    ) throws(StorageError) -> ObjectListing {
        var walk = FolderWalk(root: path)
        try walk.list(root) { skippedFolders.contains($0) || skipFolder($0) }
        return walk.sorted()
    }

    /// Holds the store against other runs until the lock is let go or the process ends. Throws `.busy` at once when held.
    package func lock(_ key: ObjectKey) throws(StorageError) -> StoreLock {
        do {
            let file = try folder(of: key, operation: .lock, creating: true).openFile(key.name, flags: O_RDWR | O_CREAT)
            try file.lock()
            return StoreLock(file: file)
        } catch { throw storageError(error, .lock, key) }
    }

    private static func openRoot(_ path: String) throws(StorageError) -> FileDescriptor {
        do { return try FileDescriptor.folder(at: path) } catch {
            throw StorageError(errno: error.number, operation: .open, root: path)
        }
    }

    /// The parts of a key that is a place below the folder.
    func safeComponents(
        _ key: ObjectKey, operation: StorageError.Operation
    ) throws(StorageError) -> [Substring] {
        guard key.isSafePath else {
            throw StorageError(
                code: .unsafeKey, operation: operation, key: key, root: path,
                reason: "The key has an empty, '.' or '..' part")
        }
        return key.components
    }

    /// The folder an object stands in.
    func folder(
        of key: ObjectKey, operation: StorageError.Operation, creating: Bool = false
    ) throws -> FileDescriptor {
        var folder = root
        for component in try safeComponents(key, operation: operation).dropLast() {
            folder = try creating ? folder.madeFolder(component) : folder.folder(component)
        }
        return folder
    }

    /// What is thrown for a failure below.
    func storageError(
        _ error: any Error, _ operation: StorageError.Operation, _ key: ObjectKey
    ) -> StorageError {
        switch error {
        case let error as StorageError: error
        case let error as SystemError: StorageError(errno: error.number, operation: operation, key: key, root: path)
        default: StorageError(code: .other, operation: operation, key: key, root: path, reason: "\(error)")
        }
    }
}

/// A lock on a store; held until this value is let go.
package final class StoreLock: Sendable {
    private let file: FileDescriptor

    init(file: FileDescriptor) { self.file = file }

    /// To close the file is not enough: a child process has a copy of it between its fork and its exec, which would hold the
    /// lock on (flock(2)).
    deinit { file.unlock() }
}

extension StorageError {
    /// Pipes, sockets and devices are no objects.
    fileprivate static func special(_ key: ObjectKey, operation: Operation, root: String) -> StorageError {
        StorageError(code: .other, operation: operation, key: key, root: root, reason: "It is not a plain file")
    }
}

extension ObjectInfo {
    /// What the system tells of a file.
    init(key: ObjectKey, status: stat) {
        self.init(
            key: key, size: Int(status.st_size), modified: status.modified, entityTag: status.entityTag)
    }
}
