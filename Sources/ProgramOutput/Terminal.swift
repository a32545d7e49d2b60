internal import ArgumentParser
import FoundationEssentials

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The two streams of the program: results go to standard output, what is said about them to standard error.
package enum Terminal {
    /// Makes writing to a closed pipe an error that can be handled rather than the end of the process.
    package static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Writes a result. Ends the program without complaint when nobody reads it any more.
    package static func output(_ bytes: [UInt8]) throws {
        if write(bytes, to: STDOUT_FILENO) { return }
        if errno == EPIPE { throw ExitStatus.success.exitCode }
        throw OutputError(number: errno)
    }

    /// Says something about the work, on a line of its own.
    package static func note(_ text: String) { _ = write(Array((visible(text) + "\n").utf8), to: STDERR_FILENO) }

    /// Says that something failed.
    package static func fail(_ text: String) { note("\(program): \(text)") }

    /// The name the program was started by.
    private static var program: Substring {
        CommandLine.arguments.first?.split(separator: "/").last ?? ""
    }

    /// The text with control and direction characters written out, so that the name of a file or a text of a notebook
    /// can't move the cursor, change colours, set the title or begin a line of its own.
    ///
    /// `a<ESC>[31m.ipynb` -> `a\u{1b}[31m.ipynb`
    package static func visible(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069:
                result += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a person watches: progress and colour are only for a terminal, and NO_COLOR is honoured.
    package static var isWatched: Bool {
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"]?.isEmpty != false
            && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    }

    /// Replaces the line of progress; an empty text clears it.
    package static func progress(_ text: String) { _ = write(Array("\r\u{1B}[2K\(text)".utf8), to: STDERR_FILENO) }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                #if canImport(Darwin)
                    let step = unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #elseif canImport(Glibc)
                    let step = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                    let step = unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
                #endif
                if step < 0, errno == EINTR { continue }
                if step < 0 { return false }
                offset += step
            }
            return true
        }
    }
}

/// Standard output could not be written.
package struct OutputError: Error, CustomStringConvertible {
    package var number: Int32
    package var description: String { "Can't write to standard output (error \(number)). Is the disk full?" }
}
