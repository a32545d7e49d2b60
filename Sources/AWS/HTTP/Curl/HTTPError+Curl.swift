import CCurl

extension HTTPError {
    /// What a result of libcurl means for whoever sent the request; nil for success (curl.se/libcurl/c/libcurl-errors.html).
    init?(_ result: CURLcode, of exchange: CurlExchange, handle: CurlHandle, options: CurlTransport.Options) {
        guard result != CURLE_OK else { return nil }
        let message = handle.message
        let code = Self.code(result, message: message, wasConnected: handle.wasConnected)
        let host = exchange.request.url.authority
        let reason =
            switch code {
            case .unknownHost:
                "The name of the host or of the proxy can't be resolved; check the address and the network."
            case .unreachable: "No connection to \(host); check the address, the network and the proxy."
            case .insecure where result == CURLE_SSL_CACERT_BADFILE:
                "The certificates in \(options.caBundle ?? "the system's bundle") can't be read."
            case .insecure:
                "The connection is not secure. For a certificate of your own authority set AWS_CA_BUNDLE to its PEM file."
            case .interrupted: "The connection broke."
            case .timedOut: "The server took too long."
            case .malformedReply where result == CURLE_PARTIAL_FILE: "The reply ended before all of it came."
            case .malformedReply: "The reply is no HTTP that is understood; is the address that of the service?"
            default: "The request failed."
            }
        let detail = message.isEmpty ? unsafe String(cString: ccurl_easy_strerror(result)) : message
        self = exchange.error(code, "\(reason) (\(Self.printable(detail)))")
    }

    private static func code(_ result: CURLcode, message: String, wasConnected: Bool) -> Code {
        switch result {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unknownHost
        case CURLE_COULDNT_CONNECT, CURLE_PROXY: .unreachable
        // A connection that breaks during the handshake says nothing about trust.
        case CURLE_SSL_CONNECT_ERROR:
            message.contains("SYSCALL") || message.contains("reset by") ? .unreachable : .insecure
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_USE_SSL_FAILED:
            .insecure
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND: .interrupted
        // Without a connection the request was not sent: that is another thing than a lost reply.
        case CURLE_OPERATION_TIMEDOUT: wasConnected ? .timedOut : .unreachable
        // What a header line gives that is longer than libcurl takes; CURLE_TOO_LARGE since 8.6.
        case CURLE_OUT_OF_MEMORY, CURLcode(100): wasConnected ? .malformedReply : .other
        // CURLE_UNSUPPORTED_PROTOCOL is what a reply without a status line gives.
        case CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL, CURLE_BAD_CONTENT_ENCODING:
            .malformedReply
        default: .other
        }
    }

    /// A server may have a say in the message: no control characters reach a terminal.
    private static func printable(_ text: String) -> String {
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : String($0) }.joined()
    }
}
