/// Why bytes could not be read as a notebook, with the place.
package struct NotebookError: Error, Sendable, CustomStringConvertible {
    /// The sort of fault.
    package enum Code: String, Sendable {
        case notJSON, notANotebook, tooDeep, wrongType
    }

    package var code: Code
    /// What is wrong, as a sentence without the place.
    package var reason: String
    /// Where in the file: offset in bytes from 0.
    package var byteOffset: Int?
    /// Where in the file: line from 1.
    package var line: Int?
    /// Where in the document, for example `cells[3].outputs[0].text`.
    package var path: String?

    package var description: String {
        var place: [String] = []
        if let path, !path.isEmpty { place.append("at \(path)") }
        if let line { place.append("line \(line)") }
        if let byteOffset { place.append("byte \(byteOffset)") }
        return place.isEmpty ? reason : "\(reason) (\(place.joined(separator: ", ")))"
    }
}
