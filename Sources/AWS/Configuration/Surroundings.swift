/// What of the world around the program decides credentials and settings: variables, files and the time.
///
/// One value, so that tests give another world, and so that everything above it is a function of its input.
package struct Surroundings: Sendable {
    /// The environment variables.
    package var variables: [String: String]
    /// The bytes of a file, nil where there is none.
    package var readFile: @Sendable (_ path: String) throws(FileFault) -> [UInt8]?
    /// Puts a file in place of another as one step, readable by its owner only.
    package var replaceFile: @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileFault) -> Void
    /// Seconds since 1970.
    package var now: @Sendable () -> Int
    /// Waits between two attempts; ends early when the task is cancelled.
    package var pause: @Sendable (Duration) async -> Void

    package init(
        variables: [String: String],
        readFile: @escaping @Sendable (_ path: String) throws(FileFault) -> [UInt8]? = PrivateFile.read,
        replaceFile: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileFault) -> Void =
            PrivateFile.replace,
        now: @escaping @Sendable () -> Int = Surroundings.clock,
        pause: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.variables = variables
        self.readFile = readFile
        self.replaceFile = replaceFile
        self.now = now
        self.pause = pause
    }

    /// A variable without white space around it; nil where it is not set or empty, which the AWS tools don't tell apart.
    package func variable(_ name: String) -> String? {
        guard let value = variables[name]?.trimmed, !value.isEmpty else { return nil }
        return value
    }

    /// Whether a variable says `true`.
    func isTrue(_ name: String) -> Bool { variable(name)?.lowercased() == "true" }

    /// A path with `~/` at its beginning replaced by the home folder.
    func expanded(_ path: String) -> String {
        guard path == "~" || path.hasPrefix("~/"), let home = variable("HOME") else { return path }
        return home + path.dropFirst()
    }
}

/// Why a file could not be read or written, in the system's words.
package struct FileFault: Error, Sendable, Hashable {
    package var reason: String

    package init(reason: String) { self.reason = reason }
}

extension StringProtocol {
    /// The text without ASCII white space and control characters around it.
    var trimmed: String {
        let bytes = Array(utf8)
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 })
        else {
            return ""
        }
        return String(decoding: bytes[first...last], as: UTF8.self)
    }
}
