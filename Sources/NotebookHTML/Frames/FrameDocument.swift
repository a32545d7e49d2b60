/// The file of one interactive output: a shell without script around a frame that holds the untrusted document.
///
/// The inner frame's sandbox gives its scripts an opaque origin wherever the file is opened: framed by the page, in a
/// tab of its own, over http or from disk. The shell's policy is inherited by the inner document
/// (<https://html.spec.whatwg.org/multipage/browsers.html#determining-navigation-params-policy-container>), and its
/// `frame-src 'none'` also keeps the inner document from navigating itself to another host.
struct FrameDocument {
    /// What assistive technology calls the frame. Not escaped.
    var title: String
    /// The inner document behind its head's first lines.
    var content: [UInt8]

    /// Everything but libraries of the site comes from the file itself: no request leaves for another host.
    static let policy =
        "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; style-src 'unsafe-inline';"
        + " img-src data: blob:; font-src data:; media-src data: blob:; connect-src data: blob:; worker-src blob:;"
        + " form-action 'none'; base-uri 'none'"

    /// The bytes of the file.
    var file: [UInt8] {
        var html = HTMLWriter(capacity: content.count + content.count / 8 + 2_000)
        html.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
        Self.head(&html, policy: Self.policy + "; frame-src 'none'")
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        html.text(title)
        html.raw(
            "</title>\n<style>html,body{height:100%;margin:0}iframe{display:block;width:100%;height:100%;border:0}")
        html.raw("</style></head>\n<body><iframe sandbox=\"allow-scripts\"")
        html.attribute("title", title)
        html.raw(" srcdoc='")
        html.raw(safe: Self.singleQuoted(inner))
        html.raw("'></iframe></body></html>\n")
        return html.bytes
    }

    /// The document of the inner frame.
    private var inner: [UInt8] {
        var html = HTMLWriter(capacity: content.count + 1_000)
        html.raw("<!doctype html><meta charset=\"utf-8\">")
        Self.head(&html, policy: Self.policy)
        // WebRTC is under no policy; a chart has no use for it.
        html.raw("<meta http-equiv=\"x-dns-prefetch-control\" content=\"off\">")
        html.raw("<script>delete window.RTCPeerConnection;delete window.webkitRTCPeerConnection;\n")
        html.raw(Self.failureNotice)
        html.raw("</script>\n")
        html.raw(safe: content)
        return html.bytes
    }

    /// Says so where a library of the site can't be had: from disk, browsers give local files to no isolated frame.
    private static let failureNotice: StaticString = """
        addEventListener("error",e=>{const s=e.target;if(!s||s.tagName!=="SCRIPT"||!s.src)return;\
        const base=new URL(document.baseURI),disk=base.protocol==="file:";if(!disk&&new URL(s.src).host!==base.host)return;\
        const show=()=>{const p=document.createElement("p");p.textContent=disk?\
        "Browsers give isolated frames no library from disk. Show the site over http, for example with: sitegen serve":\
        "The site's library "+s.src+" could not be loaded.";document.body.prepend(p)};\
        document.body?show():addEventListener("DOMContentLoaded",show,{once:true})},true)
        """

    private static func head(_ html: inout HTMLWriter, policy: String) {
        html.raw("<meta http-equiv=\"Content-Security-Policy\"")
        html.attribute("content", policy)
        html.raw(">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
    }

    /// A document as the value of an attribute in single quotes: within one, only `&` and `'` mean anything
    /// (<https://html.spec.whatwg.org/multipage/parsing.html#attribute-value-(single-quoted)-state>). JSON is full of
    /// the other quote.
    static func singleQuoted(_ document: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(document.count + document.count / 16)
        for byte in document {
            switch byte {
            case UInt8(ascii: "&"): result.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "'"): result.append(contentsOf: "&#39;".utf8)
            default: result.append(byte)
            }
        }
        return result
    }
}

/// How high a frame is shown, known without running anything.
enum FrameHeight: Equatable {
    case pixels(Int)
    /// In percent of the width.
    case ratio(Int)

    /// The declarations of a `style` attribute.
    var style: String {
        switch self {
        case .pixels(let count): "height:\(min(max(count, 40), 4_000))px"
        case .ratio(let percent): "height:auto;aspect-ratio:100/\(min(max(percent, 10), 400))"
        }
    }
}

extension HTMLWriter {
    /// Appends JSON as a JavaScript literal for use in a script element: `<` stands in strings only, and could end it.
    mutating func scriptLiteral(_ json: some Sequence<UInt8>) {
        for byte in json {
            if byte == UInt8(ascii: "<") { raw("\\u003C") } else { raw(byte: byte) }
        }
    }

    /// Appends text as a JavaScript string for use in a script element.
    mutating func scriptString(_ text: [UInt8]) {
        raw("\"")
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""): raw("\\\"")
            case UInt8(ascii: "\\"): raw("\\\\")
            case UInt8(ascii: "<"): raw("\\u003C")
            case 0x0A: raw("\\n")
            case 0x0D: raw("\\r")
            case 0..<0x20: raw(" ")
            default: raw(byte: byte)
            }
        }
        raw("\"")
    }

    /// Appends what takes the place of RequireJS.
    mutating func moduleLoader() {
        raw("<script>")
        raw(ModuleLoader.program)
        raw("</script>\n")
    }

    /// Appends a script element that loads a file of the site.
    mutating func library(_ address: String) {
        raw("<script")
        attribute("src", address)
        raw("></script>\n")
    }
}
