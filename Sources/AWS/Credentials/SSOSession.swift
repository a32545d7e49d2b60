/// Where and as what a profile signs in with IAM Identity Center.
struct SSOSession: Sendable {
    var startURL: String
    var region: String
    var accountID: String
    var roleName: String
    /// The `[sso-session NAME]` section; nil for a profile that says all itself, whose tokens can't be refreshed.
    var name: String?

    /// The path of the token's file.
    var tokenPath: String { SSOToken.path(for: name ?? startURL) }

    /// nil where the profile has nothing to do with SSO.
    init?(_ profile: Profile, _ files: SharedFiles, provider: String) throws(CredentialError) {
        guard profile["sso_account_id"] != nil || profile["sso_role_name"] != nil else { return nil }
        name = profile["sso_session"]
        var session: Profile?
        if let name {
            session = files.ssoSessions[name]
            if session == nil {
                throw profile.fault(
                    "There is no section '[sso-session \(ForeignText.shown(name))]' in \(files.config.path).",
                    at: "sso_session", provider)
            }
        }
        let value = { (setting: String) throws(CredentialError) -> String in
            let (own, shared) = (profile[setting], session?[setting])
            if let own, let shared, own != shared {
                throw profile.fault(
                    "\(setting) is not what the sso-session says; remove it here.", at: setting, provider)
            }
            guard let value = own ?? shared else {
                throw profile.fault(
                    "The profile '\(profile.name)' has no \(setting). 'aws configure sso' sets all of them.",
                    at: profile["sso_account_id"] != nil ? "sso_account_id" : "sso_role_name", provider)
            }
            return value
        }
        startURL = try value("sso_start_url")
        region = try value("sso_region")
        accountID = try value("sso_account_id")
        roleName = try value("sso_role_name")
        guard AWSRegion.isHostLabel(region) else {
            throw profile.fault("sso_region is no region; write it like 'eu-west-1'.", at: "sso_region", provider)
        }
    }
}
