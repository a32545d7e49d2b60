import Notebook

extension ServiceError {
    /// What a refusal says, in any of the forms services use: the XML of S3, of CloudFront and the query protocol, JSON,
    /// headers alone (replies to HEAD have no body), or a page of something between that is no AWS service.
    package init(reply: HTTPResponse) {
        self.init(status: reply.status)
        region = reply.headers["x-amz-bucket-region"]
        requestID = reply.headers["x-amz-request-id"] ?? reply.headers["x-amzn-RequestId"]
        // A reply's first byte that is no white space tells its form.
        switch reply.body.first(where: { !XMLReader.isSpace($0) && !(0x80...0xFF).contains($0) }) {
        case 0x3C: if let document = try? XMLElement(parsing: reply.body) { read(document) }
        case 0x7B: if let document = try? JSONDocument(reply.body) { read(document.root) }
        default: break
        }
        if let type = reply.headers["x-amzn-query-error"] ?? reply.headers["x-amzn-ErrorType"], code == nil {
            code = Self.code(inType: type)
        }
        if code == nil && message.isEmpty && !reply.body.isEmpty {
            message = "the reply is no AWS error" + (reply.headers["Content-Type"].map { " but \($0)" } ?? "")
        }
        message = Self.shortened(message)
    }

    /// The refusal a reply with status 200 holds, where it does: S3 answers so when copying or completing a multipart
    /// upload fails after the headers were sent.
    ///
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
    package init?(insideSuccess reply: HTTPResponse) {
        guard let document = try? XMLElement(parsing: reply.body) else { return nil }
        self.init(insideSuccess: document, of: reply)
    }

    /// The same for a document that was read already.
    package init?(insideSuccess document: XMLElement, of reply: HTTPResponse) {
        guard document.name == "Error" else { return nil }
        self.init(status: reply.status)
        requestID = reply.headers["x-amz-request-id"]
        read(document)
        message = Self.shortened(message)
    }

    private mutating func read(_ document: XMLElement) {
        // `Error`, `ErrorResponse/Error` or `Response/Errors/Error`.
        let error: XMLElement
        switch document.name {
        case "Error": error = document
        case "ErrorResponse": error = document["Error"] ?? document
        case "Response": error = document["Errors"]?["Error"] ?? document
        default: return
        }
        code = error.text(of: "Code").flatMap { $0.isEmpty ? nil : $0 }
        message = error.text(of: "Message") ?? ""
        region = error.text(of: "Region") ?? region
        requestID =
            error.text(of: "RequestId") ?? document.text(of: "RequestId") ?? document.text(of: "RequestID")
            ?? requestID
    }

    /// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#operation-error-serialization
    private mutating func read(_ document: JSONNode) {
        let type = document["__type"] ?? document["code"] ?? document["Code"] ?? document["error"]
        code = type?.string.flatMap(Self.code(inType:))
        message =
            (document["message"] ?? document["Message"] ?? document["error_description"])?.string ?? ""
    }

    /// `com.amazonaws.sqs#QueueDoesNotExist:http://...` or `AWS.X;Sender` -> the name alone.
    private static func code(inType type: String) -> String? {
        let ended = type.prefix { $0 != ":" && $0 != ";" }
        let name = ended.lastIndex(of: "#").map { ended[ended.index(after: $0)...] } ?? ended
        return name.isEmpty ? nil : String(name)
    }

    private static func shortened(_ message: String) -> String {
        message.utf8.count <= 600 ? message : String(message.unicodeScalars.prefix(500)) + "..."
    }
}
