/// The environment a kernel is started in: what programs need to run, and nothing that could be a credential.
///
/// A list of what is let through, since nobody can list all that is secret: `AWS_*`, tokens, addresses of container
/// credentials, proxies with passwords and the variables of this program stay behind.
package enum KernelEnvironment {
    /// Where programs and their libraries are, and in what language and time zone they speak.
    private static let names: Set<String> = [
        "PATH", "LANG", "LANGUAGE", "TZ", "LD_LIBRARY_PATH", "PYTHONPATH", "JUPYTER_PATH", "MPLCONFIGDIR",
        "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
    ]

    /// The variables of the kernel.
    ///
    /// - Parameters:
    ///   - parent: the variables of this process.
    ///   - home: an empty folder that becomes `HOME`, so that no configuration of the user is found.
    ///   - temporary: a folder for temporary files.
    package static func variables(
        from parent: [String: String], home: String, temporary: String
    ) -> [String: String] {
        var variables = parent.filter { names.contains($0.key) || $0.key.hasPrefix("LC_") }
        if variables["PATH"]?.isEmpty != false { variables["PATH"] = "/usr/local/bin:/usr/bin:/bin" }
        variables["HOME"] = home
        variables["TMPDIR"] = temporary
        variables["PYTHONDONTWRITEBYTECODE"] = "1"
        variables["PYTHONUTF8"] = "1"
        return variables
    }
}
