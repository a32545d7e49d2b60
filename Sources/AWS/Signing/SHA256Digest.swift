import COpenSSL
import FoundationEssentials

/// A SHA-256 digest (FIPS 180-4), the hash AWS signs and checks payloads with.
package struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    package let bytes: [UInt8]

    /// The digest of bytes.
    package init(of bytes: [UInt8]) {
        var digest = [UInt8](repeating: 0, count: Self.size)
        unsafe copenssl_digest(COPENSSL_SHA256, bytes, bytes.count, &digest)
        self.bytes = digest
    }

    /// The digest of all that a body gives; a stream is read through, a piece at a time.
    package init(of body: HTTPBody, pieceSize: Int = 1 << 20) throws {
        switch body {
        case .none: self.init(of: [])
        case .bytes(let bytes): self.init(of: bytes)
        case .stream(let length, let read):
            let stream = SHA256Stream()
            while stream.count < length {
                let piece = try read(stream.count, min(pieceSize, length - stream.count))
                if piece.isEmpty { break }
                stream.update(piece)
            }
            self = stream.finish()
        }
    }

    init(finished bytes: [UInt8]) { self.bytes = bytes }

    /// Bytes in a digest.
    package static let size = 32

    /// 64 lower-case hexadecimal digits, as `x-amz-content-sha256` has it.
    package var hex: String { Hexadecimal.text(bytes) }

    /// The digest in base64, as `x-amz-checksum-sha256` has it.
    package var base64: String { Data(bytes).base64EncodedString() }

    package var description: String { hex }
}

/// Bytes as lower-case hexadecimal digits, as signatures are written.
enum Hexadecimal {
    static func text(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
