import AWS
import ObjectStorage
import TestSupport
import Testing

/// The stores that keep the promises of `ObjectStore`, each asked the same.
enum StoreUnderTest: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case folder, seaweed, moto

    /// The servers only where `make test` has prepared them.
    static var available: [StoreUnderTest] { S3Server.programs == nil ? [.folder] : allCases }
    static var servers: [StoreUnderTest] { S3Server.programs == nil ? [] : [.seaweed, .moto] }

    var testDescription: String { rawValue }

    /// A new, empty store.
    func make() async throws -> Made {
        switch self {
        case .folder:
            let folder = TemporaryFolder()
            return Made(store: try DirectoryStore(path: folder.path), folder: folder)
        case .seaweed: return Made(store: try await SeaweedServer.shared.store(prefix: "a prefix/ü"))
        case .moto: return Made(store: try await MotoServer.shared.store(prefix: "a prefix/ü"))
        }
    }

    /// A store with what it stands on.
    struct Made {
        var store: any ObjectStore
        var folder: TemporaryFolder?
    }
}

extension ObjectStore {
    /// Writes text without headers, in whatever case.
    @discardableResult
    func put(_ key: ObjectKey, _ text: String, if condition: WriteCondition = .always) async throws -> ObjectInfo {
        try await put(key, Array(text.utf8), headers: ObjectHeaders(), if: condition)
    }

    /// The code of the error a call ends with; nil where it goes well.
    func code(_ call: (Self) async throws -> Void) async throws -> StorageError.Code? {
        do {
            try await call(self)
            return nil
        } catch let error as StorageError { return error.code }
    }
}
