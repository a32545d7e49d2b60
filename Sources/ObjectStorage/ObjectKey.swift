#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The name of an object in a store: `/`-separated, relative to the store's root, for example `a/b/name.ipynb`.
///
/// A key is only a name: whether it can stand for a file is asked with `isSafePath` by the stores that are folders.
package struct ObjectKey: Sendable, Hashable, Comparable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// The key as text.
    package let string: String

    /// A key of any text.
    package init(_ string: String) { self.string = string }

    package init(stringLiteral value: StaticString) { string = "\(value)" }

    package var description: String { string }

    /// Bytewise: two ways to write one accented letter are two names in a bucket and on Linux.
    package static func == (left: ObjectKey, right: ObjectKey) -> Bool {
        left.string.utf8.elementsEqual(right.string.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var string = string
        string.withUTF8 { unsafe hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    /// Bytewise order, which is the order S3 lists in and does not depend on a locale.
    package static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        Self.precedes(left.string, right.string)
    }

    /// Whether a name comes before another in bytewise order. Compares memory, as sorting a large listing asks a million
    /// times.
    package static func precedes(_ left: String, _ right: String) -> Bool {
        let order = unsafe left.utf8.withContiguousStorageIfAvailable { a in
            unsafe right.utf8.withContiguousStorageIfAvailable { b in
                guard let first = a.baseAddress, let second = b.baseAddress else { return a.count < b.count }
                let order = unsafe memcmp(first, second, min(a.count, b.count))
                return order == 0 ? a.count < b.count : order < 0
            }
        }
        return (order ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The names between the slashes. By bytes: a combining mark after a slash makes another character of it, but to a file
    /// system it ends a name all the same.
    package var components: [Substring] {
        string.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
    }

    /// The part behind the last slash.
    package var name: Substring {
        let utf8 = string.utf8
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return string[...] }
        return string[utf8.index(after: slash)...]
    }

    /// Whether the key names exactly one place below a folder: no empty, `.` or `..` component and no NUL.
    package var isSafePath: Bool {
        components.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." } && !string.utf8.contains(0)
    }
}

/// What a listing tells of one object.
package struct ObjectInfo: Sendable, Hashable {
    package var key: ObjectKey
    /// Size in bytes.
    package var size: Int
    /// When the object was last written, in nanoseconds since 1970.
    package var modified: Int64
    /// An opaque token that changes when the content changes: for a file its size, time and inode, in S3 the ETag.
    package var entityTag: String
    /// User metadata, names in lower case, where the store told it: not in a listing, and none of a folder's files.
    package var metadata: [String: String] = [:]

    package init(key: ObjectKey, size: Int, modified: Int64, entityTag: String) {
        self.key = key
        self.size = size
        self.modified = modified
        self.entityTag = entityTag
    }
}

/// The objects of a store, and what stands in it but is none.
package struct ObjectListing: Sendable {
    /// The objects in the order of their keys.
    package var objects: [ObjectInfo] = []
    /// What was passed over, in the order of the names.
    package var skipped: [Skipped] = []

    /// Something in the store that can't be read as an object.
    package struct Skipped: Sendable, Hashable {
        /// The name, repaired where it is not UTF-8.
        package var name: String
        /// Why, in words that complete "passed over: ".
        package var reason: String

        package init(name: String, reason: String) {
            self.name = name
            self.reason = reason
        }
    }

    package init() {}
}
