private import CZlib

/// The gzip format (RFC 1952).
enum Gzip {
    /// Bytes compressed; the same for the same bytes: no time, no name and no operating system are in the header. nil where
    /// they get no smaller than the limit.
    static func compressed(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        guard limit > 0, bytes.count <= UInt32.max else { return nil }
        var stream = unsafe z_stream()
        guard unsafe czlib_begin_gzip(&stream, 6) == Z_OK else { return nil }
        defer { _ = unsafe deflateEnd(&stream) }
        var header = unsafe gz_header()
        // "Unknown", whatever this runs on.
        unsafe header.os = 255
        return unsafe withUnsafeMutablePointer(to: &header) { header in
            guard unsafe deflateSetHeader(&stream, header) == Z_OK else { return nil }
            return unsafe finish(&stream, bytes, limit: limit)
        }
    }

    /// Compresses everything in one step into room for `limit` bytes.
    private static func finish(_ stream: inout z_stream, _ bytes: [UInt8], limit: Int) -> [UInt8]? {
        var bytes = bytes
        var isWhole = false
        let result = unsafe [UInt8](unsafeUninitializedCapacity: limit) { output, count in
            unsafe bytes.withUnsafeMutableBufferPointer { input in
                unsafe stream.next_in = input.baseAddress
                unsafe stream.avail_in = UInt32(input.count)
                unsafe stream.next_out = output.baseAddress
                unsafe stream.avail_out = UInt32(clamping: output.count)
                isWhole = unsafe deflate(&stream, Z_FINISH) == Z_STREAM_END
            }
            count = unsafe Int(stream.total_out)
        }
        return isWhole ? result : nil
    }
}
