/// Why a formula could not be converted, and where in its source.
package struct MathError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence fragment for the reader, for example `unknown command \foo`.
    package var reason: String
    /// The byte of the formula's source at which the problem was noticed.
    package var offset: Int

    package var description: String { "\(reason) at byte \(offset)" }
}
