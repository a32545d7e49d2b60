/// Files that hold one token, put there and replaced by the platform a program runs on.
enum TokenFile {
    /// The token, without white space around it.
    ///
    /// - Parameter source: the variable or setting that names the file.
    static func read(
        _ path: String, named source: String, _ surroundings: Surroundings, provider: String
    ) throws(CredentialError) -> String {
        let path = surroundings.expanded(path)
        let bytes: [UInt8]?
        do { bytes = try surroundings.readFile(path) } catch {
            throw CredentialError(
                provider: provider, reason: "\(path) (\(source)) can't be read: \(error.reason).")
        }
        guard let bytes else {
            throw CredentialError(provider: provider, reason: "\(path) (\(source)) does not exist.")
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        guard !text.isEmpty else { throw CredentialError(provider: provider, reason: "\(path) (\(source)) is empty.") }
        return text
    }
}
