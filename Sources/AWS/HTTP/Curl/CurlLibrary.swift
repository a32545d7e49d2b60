import CCurl

/// libcurl as a whole, loaded and set up once for the process with the first request (curl.se/libcurl/c/curl_global_init.html).
///
/// Its global init alone costs some 11 ms, and loading it 5: runs that send nothing spare both.
enum CurlLibrary {
    /// Why requests can't be sent with it, with the remedy; nil where they can.
    static let fault: String? = {
        if let reason = unsafe ccurl_load() {
            return "libcurl can't be loaded: \(unsafe String(cString: reason)). Install it (Debian: libcurl4)."
        }
        let result = ccurl_global_init()
        if result == CURLE_OK { return nil }
        return "libcurl can't be started: \(unsafe String(cString: ccurl_easy_strerror(result)))."
    }()
}
