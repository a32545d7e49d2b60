import CCurl

/// An easy handle of libcurl: one exchange at a time, used again and again (curl.se/libcurl/c/libcurl-easy.html).
///
/// Used by the loop's thread only. What never changes is set once; `start` sets the rest, so that nothing of the exchange
/// before it stays.
///
/// `@safe`: the two pointers are this class's own, valid until `deinit`, and the callbacks' buffers live as long as the call.
@safe final class CurlHandle {
    fileprivate let easy: UnsafeMutableRawPointer
    private let errorText: UnsafeMutablePointer<CChar>
    private var headers: UnsafeMutablePointer<curl_slist>?
    /// What it carries now.
    private(set) var exchange: CurlExchange?

    /// nil where there is no memory for one, or this libcurl lacks an option that safety rests on.
    init?(options: CurlTransport.Options) {
        guard let easy = unsafe ccurl_easy_init() else { return nil }
        unsafe self.easy = unsafe easy
        unsafe errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        unsafe errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        guard setFixedOptions(options) else { return nil }
        setCallbacks()
    }

    deinit {
        unsafe ccurl_easy_cleanup(easy)
        unsafe ccurl_slist_free_all(headers)
        unsafe errorText.deallocate()
    }

    private func setFixedOptions(_ options: CurlTransport.Options) -> Bool {
        // Without it a DNS timeout would raise SIGALRM in a process of many threads.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_PATH_AS_IS, 1)
        set(CURLOPT_CONNECTTIMEOUT_MS, options.connectTimeout.milliseconds)
        set(CURLOPT_LOW_SPEED_LIMIT, 1)
        set(CURLOPT_LOW_SPEED_TIME, max(1, options.stallTimeout.milliseconds / 1000))
        // A proxy's reply to CONNECT is not the server's.
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // Larger pieces make large bodies cheaper; above 64 KB malloc would map and unmap them for each exchange.
        set(CURLOPT_BUFFERSIZE, 1 << 16)
        unsafe ccurl_set_pointer(easy, CURLOPT_ERRORBUFFER, errorText)
        if let caBundle = options.caBundle {
            set(CURLOPT_CAINFO, caBundle)
            // Only the bundle is trusted, not the system's folder of certificates beside it.
            set(CURLOPT_CAPATH, nil)
        }
        return unsafe [
            set(CURLOPT_FOLLOWLOCATION, 0), set(CURLOPT_SSL_VERIFYPEER, 1), set(CURLOPT_SSL_VERIFYHOST, 2),
            set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)), ccurl_allow_http_only(easy),
        ].allSatisfy { $0 == CURLE_OK }
    }

    private func setCallbacks() {
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        for option in [CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA] {
            unsafe ccurl_set_pointer(easy, option, this)
        }
        unsafe ccurl_set_write(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, handle in
            unsafe CurlHandle.exchange(handle)?.take(line: CurlHandle.piece(bytes, size * count)) == true
                ? size * count : 0
        }
        unsafe ccurl_set_write(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, handle in
            // Zero would pass for success where the piece is empty.
            unsafe CurlHandle.exchange(handle)?.take(piece: CurlHandle.piece(bytes, size * count)) == true
                ? size * count : size * count + 1
        }
        unsafe ccurl_set_read(easy) { buffer, size, count, handle in
            let space = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
            return unsafe CurlHandle.exchange(handle)?.fill(space) ?? Int(CURL_READFUNC_ABORT)
        }
        unsafe ccurl_set_seek(easy) { handle, offset, origin in
            guard origin == 0, let exchange = unsafe CurlHandle.exchange(handle) else { return CURL_SEEKFUNC_FAIL }
            return exchange.seek(to: Int(offset)) ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
        }
    }

    private static func exchange(_ handle: UnsafeMutableRawPointer?) -> CurlExchange? {
        guard let handle = unsafe handle else { return nil }
        return unsafe Unmanaged<CurlHandle>.fromOpaque(handle).takeUnretainedValue().exchange
    }

    private static func piece(_ bytes: UnsafeMutablePointer<CChar>?, _ count: Int) -> UnsafeBufferPointer<UInt8> {
        unsafe UnsafeBufferPointer(start: UnsafeRawPointer(bytes)?.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// Prepares the handle for an exchange. False where libcurl refuses an option.
    func start(_ exchange: CurlExchange) -> Bool {
        let request = exchange.request
        self.exchange = exchange
        exchange.handle = self
        unsafe errorText[0] = 0
        // Undoes what HEAD and uploads set.
        set(CURLOPT_HTTPGET, 1)
        set(CURLOPT_CUSTOMREQUEST, nil)
        let length = request.body.length
        switch request.method {
        case "GET" where length == 0: break
        case "HEAD" where length == 0: set(CURLOPT_NOBODY, 1)
        default:
            if length > 0 || request.method == "PUT" || request.method == "POST" {
                set(CURLOPT_UPLOAD, 1)
                _ = unsafe ccurl_set_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(length))
            }
            set(CURLOPT_CUSTOMREQUEST, request.method)
        }
        // No proxy at all, or what the environment says.
        set(CURLOPT_PROXY, request.isDirect ? "" : nil)
        set(CURLOPT_TIMEOUT_MS, request.timeout?.milliseconds ?? 0)
        guard setHeaders(request.headers) else { return false }
        return set(CURLOPT_URL, request.url.wireText) == CURLE_OK
    }

    private func setHeaders(_ fields: HTTPHeaders) -> Bool {
        var list: UnsafeMutablePointer<curl_slist>?
        // A name without a value takes out what libcurl would add by itself: no wait for `100 Continue`, no `Accept: */*`.
        var lines = ["Expect", "Accept"].filter { fields[$0] == nil }.map { $0 + ":" }
        for field in fields.fields where field.name.lowercased() != "content-length" {
            // libcurl writes the length itself; with a semicolon it sends a header whose value is empty.
            lines.append(field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
        }
        for line in lines {
            guard let longer = unsafe ccurl_slist_append(list, line) else {
                unsafe ccurl_slist_free_all(list)
                return false
            }
            unsafe list = longer
        }
        unsafe ccurl_set_list(easy, CURLOPT_HTTPHEADER, list)
        unsafe ccurl_slist_free_all(headers)
        unsafe headers = list
        return true
    }

    /// Lets go of its exchange, which is returned.
    func release() -> CurlExchange? {
        defer { exchange = nil }
        return exchange
    }

    /// What libcurl says about the failure.
    var message: String { unsafe String(cString: errorText) }

    /// Whether a connection stood, so that the request may have been sent.
    var wasConnected: Bool { unsafe ccurl_get_offset(easy, CURLINFO_PRETRANSFER_TIME_T) > 0 }

    @discardableResult
    private func set(_ option: CURLoption, _ value: Int) -> CURLcode { unsafe ccurl_set_long(easy, option, value) }

    @discardableResult
    private func set(_ option: CURLoption, _ value: String?) -> CURLcode {
        unsafe ccurl_set_string(easy, option, value)
    }
}

/// A multi handle of libcurl: all exchanges that run, and the connections they leave for the next
/// (curl.se/libcurl/c/libcurl-multi.html).
///
/// `@unchecked Sendable`: one thread, the loop's, calls everything but `wake`, which libcurl allows from any thread; the
/// handle is freed with the last reference.
@safe final class CurlMulti: @unchecked Sendable {
    private let multi: UnsafeMutableRawPointer
    /// By address of their easy handles, which is what libcurl's messages tell.
    private var attached: [UInt: CurlHandle] = [:]

    init?(connections: Int) {
        guard CurlLibrary.fault == nil, let multi = unsafe ccurl_multi_init() else { return nil }
        unsafe self.multi = unsafe multi
        unsafe ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, connections)
    }

    deinit {
        for handle in attached.values { unsafe ccurl_multi_remove_handle(multi, handle.easy) }
        unsafe ccurl_multi_cleanup(multi)
    }

    /// The exchanges that run.
    var handles: [CurlHandle] { Array(attached.values) }
    var count: Int { attached.count }

    /// Lets an exchange run.
    func add(_ handle: CurlHandle) -> Bool {
        guard unsafe ccurl_multi_add_handle(multi, handle.easy) == CURLM_OK else { return false }
        unsafe attached[UInt(bitPattern: handle.easy)] = handle
        return true
    }

    /// Takes an exchange out; where it was not over, its connection is closed.
    func remove(_ handle: CurlHandle) {
        unsafe ccurl_multi_remove_handle(multi, handle.easy)
        unsafe attached[UInt(bitPattern: handle.easy)] = nil
    }

    /// Does what can be done without waiting.
    func perform() -> Bool {
        var running: Int32 = 0
        return unsafe ccurl_multi_perform(multi, &running) == CURLM_OK
    }

    /// Takes out an exchange that is over, with how it ended.
    func nextFinished() -> (handle: CurlHandle, result: CURLcode)? {
        var left: Int32 = 0
        while let message = unsafe ccurl_multi_info_read(multi, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle,
                let handle = attached[UInt(bitPattern: easy)]
            else { continue }
            let result = unsafe message.pointee.data.result
            remove(handle)
            return (handle, result)
        }
        return nil
    }

    /// Waits until there is something to do, or `wake` is called.
    func poll(milliseconds: Int32) -> Bool {
        unsafe ccurl_multi_poll(multi, milliseconds) == CURLM_OK
    }

    /// Ends a `poll`, this one or the next. May be called from any thread.
    func wake() { unsafe ccurl_multi_wakeup(multi) }
}

extension Duration {
    /// Whole milliseconds, at least 1, as far as libcurl counts.
    fileprivate var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < 2_000_000 else { return 2_000_000_000 }
        return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
