import Testing

@testable import AWS

@Suite struct WebIdentityCredentialsTests {
    private static let variables = ["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/w"]

    @Test func theTokensFileIsReadForEachFetch() async throws {
        let world = CredentialWorld(
            variables: Self.variables.merging(["AWS_ROLE_SESSION_NAME": "ci", "AWS_REGION": "eu-west-1"]) { $1 },
            files: ["/token": "first\n"]
        ) { _ in Reply.role("AssumeRoleWithWebIdentity") }
        let chain = try world.chain()
        #expect(try await chain.credentials()?.accessKeyID == "ASIAROLE")
        world["/token"] = "second"
        world.now = 1_795_031_800
        _ = try await chain.credentials()
        #expect(await chain.sourceName == "web identity token")
        #expect(
            world.requests.map(\.body)
                == ["first", "second"].map { token in
                    "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fw"
                        + "&RoleSessionName=ci&WebIdentityToken=\(token)"
                })
        #expect(world.requests.allSatisfy { $0.headers["Authorization"] == nil })
        #expect(world.requests.first?.url == "https://sts.eu-west-1.amazonaws.com/")
    }

    @Test func aProfileMayNameTheTokensFile() async throws {
        let world = CredentialWorld(
            config: "[profile p]\nrole_arn = arn\nweb_identity_token_file = ~/tok\nrole_session_name = x1",
            variables: Self.variables, files: ["/home/u/tok": "profile-token", "/token": "env-token"]
        ) { _ in Reply.role("AssumeRoleWithWebIdentity") }
        _ = try await world.answer(profile: "p").get()
        #expect(world.requests.first?.body.hasSuffix("WebIdentityToken=profile-token") == true)
        #expect(world.requests.first?.body.contains("RoleSessionName=x1&") == true)
    }

    @Test(arguments: [
        (["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"], "AWS_ROLE_ARN is not"),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/none", "AWS_ROLE_ARN": "a"],
            "/none (AWS_WEB_IDENTITY_TOKEN_FILE) does not exist"
        ),
        (
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/empty", "AWS_ROLE_ARN": "a"],
            "/empty (AWS_WEB_IDENTITY_TOKEN_FILE) is empty"
        ),
        (["AWS_WEB_IDENTITY_TOKEN_FILE": "/locked", "AWS_ROLE_ARN": "a"], "can't be read: Permission denied"),
    ])
    func whatIsMissingIsNamed(variables: [String: String], words: String) async {
        let world = CredentialWorld(variables: variables, files: ["/token": "t", "/empty": " \n", "/locked": "t"])
        world.setUnreadable("/locked")
        let text = await world.errorText()
        #expect(text.hasPrefix("web identity token: ") && text.contains(words), "\(text)")
        #expect(world.requests.isEmpty)
    }

    @Test func aProfileWithoutARoleIsToldWithItsPlace() async {
        let world = CredentialWorld(config: "[default]\nweb_identity_token_file = /t", files: ["/t": "t"])
        #expect(await world.errorText().hasPrefix("web identity token: /home/u/.aws/config:2: "))
    }

    @Test(arguments: [
        "", "<html>login</html>", "{}", "<AssumeRoleWithWebIdentityResponse/>",
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>A</AccessKeyId>"
            + "</Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>",
    ])
    func aReplyWithoutCredentialsIsNoSuccess(body: String) async {
        let world = CredentialWorld(variables: Self.variables, files: ["/token": "t"]) { _ in HTTPResponse(200, body) }
        #expect(await world.errorText().contains("without complete credentials"))
    }
}
