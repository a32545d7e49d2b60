import FoundationEssentials
import Notebook

/// The one thing asked of Secrets Manager: the text of a secret.
///
/// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
package struct SecretsManager: Sendable {
    private let service: JSONService

    package init(_ service: JSONService) { self.service = service }

    /// The present text of a secret.
    ///
    /// - Parameter name: its name or ARN.
    /// - Throws: an error that never shows any of the secret.
    package func text(of name: String) async throws(SecretError) -> String {
        let body: [UInt8]
        do { body = Array(try JSONEncoder().encode(["SecretId": name])) } catch {
            throw SecretError(code: .other, name: name, reason: "Its name can't be sent")
        }
        let reply: JSONDocument
        do throws(ServiceFailure) { reply = try await service.call("GetSecretValue", body: body) } catch {
            throw SecretError(error, name: name)
        }
        if let text = reply.root["SecretString"]?.string { return text }
        throw SecretError(code: .notText, name: name, reason: "It holds bytes and no text")
    }
}

extension AWSAccess {
    /// The client of Secrets Manager in the region of the settings.
    package func secretsManager() throws(AWSConfigurationError) -> SecretsManager {
        SecretsManager(try jsonService(.secretsManager, host: "secretsmanager", target: "secretsmanager"))
    }
}
