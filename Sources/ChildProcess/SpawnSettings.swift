#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What happens to a child's files before its program begins; freed with the value.
@safe struct FileActions: ~Copyable {
    #if canImport(Darwin)
        var value: posix_spawn_file_actions_t?
    #else
        var value = unsafe posix_spawn_file_actions_t()
    #endif

    init() { _ = unsafe posix_spawn_file_actions_init(&value) }

    deinit {
        var value = unsafe value
        _ = unsafe posix_spawn_file_actions_destroy(&value)
    }

    mutating func openNull(as descriptor: Int32) {
        _ = unsafe posix_spawn_file_actions_addopen(&value, descriptor, "/dev/null", O_RDONLY, 0)
    }

    mutating func duplicate(_ descriptor: Int32, as other: Int32) {
        _ = unsafe posix_spawn_file_actions_adddup2(&value, descriptor, other)
    }
}

/// A child's session and signals; freed with the value.
@safe struct SpawnAttributes: ~Copyable {
    #if canImport(Darwin)
        var value: posix_spawnattr_t?
        private static let newSession: Int32 = 0x0400
    #else
        var value = posix_spawnattr_t()
        // SETSID has this value in the headers, but is not visible to Swift on Linux.
        private static let newSession: Int32 = 0x80
    #endif

    /// No signal is blocked.
    init(_ settings: ShellProcess.Settings) {
        _ = unsafe posix_spawnattr_init(&value)
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe posix_spawnattr_setsigmask(&value, &signals)
        for signal in settings.defaultSignals { _ = unsafe sigaddset(&signals, signal) }
        _ = unsafe posix_spawnattr_setsigdefault(&value, &signals)
        var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        if settings.hasOwnSession { flags |= Self.newSession }
        _ = unsafe posix_spawnattr_setflags(&value, Int16(flags))
    }

    deinit {
        var value = value
        _ = unsafe posix_spawnattr_destroy(&value)
    }
}

/// Texts as C wants them, ended by a null pointer, freed with the value.
@safe final class CStringArray {
    private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        unsafe pointers = texts.map { unsafe strdup($0) } + [nil]
    }

    deinit {
        for index in unsafe pointers.indices { unsafe free(pointers[index]) }
    }
}
