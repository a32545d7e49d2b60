import AWS
import Foundation

/// A profile `p` whose credentials come from a program that counts how often it was asked.
struct CredentialProcess {
    private let script: String
    private let configuration: String

    init(in folder: String) throws {
        script = folder + "/credentials"
        configuration = folder + "/config"
        let keys =
            "{\"Version\":1,\"AccessKeyId\":\"\(Proof.keys.accessKeyID)\","
            + "\"SecretAccessKey\":\"\(Proof.keys.secretAccessKey)\"}"
        try Data("#!/bin/sh\necho >> '\(script).count'\necho '\(keys)'\n".utf8).write(to: URL(fileURLWithPath: script))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
        try Data("[profile p]\nregion = us-east-1\ncredential_process = \(script)\n".utf8)
            .write(to: URL(fileURLWithPath: configuration))
    }

    /// What a run needs to find it.
    var environment: [String: String] {
        ["AWS_CONFIG_FILE": configuration, "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent"]
    }

    /// How often credentials were asked for.
    var count: Int { get throws { try Data(contentsOf: URL(fileURLWithPath: script + ".count")).count } }
}
