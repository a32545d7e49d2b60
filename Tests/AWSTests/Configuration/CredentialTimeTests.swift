import Testing

@testable import AWS

@Suite struct CredentialTimeTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-18T19:06:40Z", 1_795_028_800), ("2000-02-29T12:00:00Z", 951_825_600),
        ("2026-11-18T19:06:40.123456Z", 1_795_028_800), ("2026-11-18T20:06:40+01:00", 1_795_028_800),
        ("2026-11-18T11:06:40-0800", 1_795_028_800), ("2026-11-18T19:06:40UTC", 1_795_028_800),
        (" 2026-11-18 19:06:40Z\n", 1_795_028_800), ("1969-12-31T23:59:59Z", -1),
    ])
    func timesAreReadInEveryFormThatServicesWrite(text: String, seconds: Int) {
        #expect(CredentialTime.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "soon", "2026-11-18", "2026-13-18T19:06:40Z", "2026-11-18T19:06:40", "2026-11-18T19:06:40+1",
        "20261118T190640Z----",
    ])
    func otherTextIsNoTime(text: String) { #expect(CredentialTime.seconds(text) == nil) }

    @Test(arguments: [0, 1_795_028_800, 951_825_600, -1, 4_102_444_800, -86_400])
    func aTimeIsWrittenAsItIsRead(seconds: Int) {
        #expect(CredentialTime.seconds(CredentialTime.text(seconds)) == seconds)
    }
}
