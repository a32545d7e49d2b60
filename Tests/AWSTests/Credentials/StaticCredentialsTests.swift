import Testing

@testable import AWS

@Suite struct StaticCredentialsTests {
    private static let noInstance = ["AWS_EC2_METADATA_DISABLED": "true"]

    @Test func keysOfTheEnvironmentAreTaken() async throws {
        let world = CredentialWorld(variables: [
            "AWS_ACCESS_KEY_ID": " AKIA1\n", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token",
            "AWS_CREDENTIAL_EXPIRATION": "2026-11-18T20:00:00Z",
        ])
        #expect(
            try await world.answer().get()
                == Credentials(
                    accessKeyID: "AKIA1", secretAccessKey: "secret", sessionToken: "token", expiration: 1_795_032_000))
        #expect(world.requests.isEmpty)
    }

    @Test(arguments: [
        (["AWS_ACCESS_KEY_ID": "AKIA1"], "AWS_SECRET_ACCESS_KEY is not"),
        (["AWS_SECRET_ACCESS_KEY": "hunter2"], "AWS_ACCESS_KEY_ID is not"),
        (["AWS_ACCESS_KEY_ID": "AKIA1", "AWS_SECRET_ACCESS_KEY": "hun\nter2"], "AWS_SECRET_ACCESS_KEY has"),
        (["AWS_ACCESS_KEY_ID": "AK IA", "AWS_SECRET_ACCESS_KEY": "hunter2"], "AWS_ACCESS_KEY_ID has"),
        (
            ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_SESSION_TOKEN": "é"],
            "AWS_SESSION_TOKEN has"
        ),
        (
            ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "hunter2", "AWS_CREDENTIAL_EXPIRATION": "soon"],
            "AWS_CREDENTIAL_EXPIRATION is"
        ),
        (
            [
                "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "hunter2",
                "AWS_CREDENTIAL_EXPIRATION": "2026-11-18T10:00:00Z",
            ], "ended at 2026-11-18T10:00:00Z"
        ),
    ])
    func halfAnIdentityIsAnError(variables: [String: String], words: String) async {
        // Keys in a file must not be used in place of those that were meant.
        let world = CredentialWorld(
            credentials: "[default]\naws_access_key_id=A\naws_secret_access_key=B", variables: variables)
        let text = await world.errorText()
        #expect(text.hasPrefix("environment variables: ") && text.contains(words))
        #expect(!text.contains("hunter2"))
    }

    @Test(
        arguments: [("credentials", nil), ("config", nil), ("credentials", "p"), ("config", "p")] as [(String, String?)]
    )
    func keysOfAProfileAreTaken(file: String, profile: String?) async throws {
        let keys = "aws_access_key_id = AKIA2\naws_secret_access_key = s\naws_session_token = t"
        let heading = profile.map { file == "config" ? "[profile \($0)]" : "[\($0)]" } ?? "[default]"
        let world = CredentialWorld(
            config: file == "config" ? "\(heading)\n\(keys)" : "",
            credentials: file == "config" ? "" : "\(heading)\n\(keys)", variables: Self.noInstance)
        let chain = try world.chain(profile: profile)
        #expect(
            try await chain.credentials()
                == Credentials(accessKeyID: "AKIA2", secretAccessKey: "s", sessionToken: "t"))
        #expect(await chain.sourceName == (file == "config" ? "config file" : "shared credentials file"))
    }

    @Test(arguments: [
        ("[default]\naws_access_key_id = A", "no aws_secret_access_key"),
        ("[default]\n\naws_secret_access_key = hunter2", "no aws_access_key_id"),
        ("[default]\naws_access_key_id = A\naws_secret_access_key = hunter2\n  more", "has characters"),
    ])
    func halfAnIdentityInAFileIsToldWithItsPlace(credentials: String, words: String) async {
        let text = await CredentialWorld(credentials: credentials, variables: Self.noInstance).errorText()
        #expect(text.hasPrefix("shared credentials file: /home/u/.aws/credentials:"))
        #expect(text.contains(words) && !text.contains("hunter2"))
    }

    @Test func keysThatWereReplacedInTheFileAreSeen() async throws {
        let world = CredentialWorld(
            credentials: "[default]\naws_access_key_id=OLD\naws_secret_access_key=s", variables: Self.noInstance)
        let chain = try world.chain()
        let old = try #require(try await chain.credentials())
        world["/home/u/.aws/credentials"] = "[default]\naws_access_key_id=NEW\naws_secret_access_key=s"
        #expect(try await chain.credentials() == old)
        #expect(try await chain.credentials(replacing: old)?.accessKeyID == "NEW")
    }
}
