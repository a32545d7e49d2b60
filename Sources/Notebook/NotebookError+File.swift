extension NotebookError {
    /// A notebook whose file could not be read at all.
    package static func unreadableFile(_ reason: String) -> NotebookError {
        NotebookError(code: .notANotebook, reason: reason, byteOffset: nil, line: nil, path: nil)
    }
}
