#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Lists a folder and the folders in it, without recursion and without following a symbolic link.
struct FolderWalk {
    private let rootPath: String
    private var listing = ObjectListing()

    init(root: String) { rootPath = root }

    /// What was found, in the order of the names.
    func sorted() -> ObjectListing {
        var listing = listing
        listing.objects.sort { $0.key < $1.key }
        listing.skipped.sort { $0.name < $1.name }
        return listing
    }

    /// Lists everything below a folder.
    mutating func list(
        _ root: FileDescriptor, skippingFolder skipFolder: (ObjectKey) -> Bool
    ) throws(StorageError) {
        // Folders are reopened from the root by name, so a tree 1,000 folders deep needs two descriptors, not 1,000.
        var pending = [""]
        while let folder = pending.popLast() {
            do {
                let descriptor = try open(folder, in: root)
                for entry in try Self.entries(of: descriptor) {
                    try add(entry, in: descriptor, folder: folder, pending: &pending, skippingFolder: skipFolder)
                }
            } catch {
                if folder.isEmpty { throw StorageError(errno: error.number, operation: .list, root: rootPath) }
                // A folder that can't be read must not look like a folder that is empty: its reports would be deleted.
                if error.number == ENOENT { continue }
                throw StorageError(
                    errno: error.number, operation: .list, key: ObjectKey(String(folder.dropLast())), root: rootPath)
            }
        }
    }

    private mutating func add(
        _ name: [CChar], in descriptor: FileDescriptor, folder: String, pending: inout [String],
        skippingFolder skipFolder: (ObjectKey) -> Bool
    ) throws(SystemError) {
        let bytes = name.dropLast().map { UInt8(bitPattern: $0) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            listing.skipped.append(
                .init(name: folder + String(decoding: bytes, as: UTF8.self), reason: "its name is not UTF-8"))
            return
        }
        let status: stat
        // Between listing and asking a file may go, which is as if it had not been there.
        do { status = try descriptor.status(of: name) } catch  where error.number == ENOENT { return }
        let key = ObjectKey(folder + text)
        if status.isFile {
            listing.objects.append(ObjectInfo(key: key, status: status))
        } else if status.isFolder {
            if !skipFolder(key) { pending.append(folder + text + "/") }
        } else {
            listing.skipped.append(
                .init(name: key.string, reason: status.isLink ? "it is a symbolic link" : "it is not a plain file"))
        }
    }

    private func open(_ folder: String, in root: FileDescriptor) throws(SystemError) -> FileDescriptor {
        var descriptor = root
        for component in ObjectKey(folder).components where !component.isEmpty {
            descriptor = try descriptor.folder(component)
        }
        return descriptor
    }

    /// The names in a folder, each ended with NUL, without `.` and `..`.
    private static func entries(of folder: FileDescriptor) throws(SystemError) -> [[CChar]] {
        // fdopendir takes over its descriptor, so it gets one of its own.
        let copy = unsafe openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw SystemError(number: errno) }
        guard let stream = unsafe fdopendir(copy) else {
            let number = errno
            _ = close(copy)
            throw SystemError(number: number)
        }
        defer { _ = unsafe closedir(stream) }
        var names: [[CChar]] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 1) { name in
                    unsafe Array(UnsafeBufferPointer(start: name, count: strlen(name) + 1))
                }
            }
            let dot = CChar(bitPattern: UInt8(ascii: "."))
            if name != [dot, 0], name != [dot, dot, 0] { names.append(name) }
            errno = 0
        }
        if errno != 0 { throw SystemError(number: errno) }
        return names
    }
}
