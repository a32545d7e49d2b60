/// Why a reply is not the XML it should be.
package struct XMLFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a sentence without the place.
    package var reason: String
    /// Where: offset in bytes from 0.
    package var byteOffset: Int

    package var description: String { "The reply is no XML that can be read: \(reason) (byte \(byteOffset))" }
}
