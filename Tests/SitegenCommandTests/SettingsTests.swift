import SitegenCommand
import Testing

struct SettingsTests {
    @Test func `The environment wins over the file`() throws {
        var settings = Settings()
        try SettingsFile.apply("title: From file\nsource: here\ncode: hidden\n", to: &settings)
        try settings.apply(environment: ["SITEGEN_TITLE": "From environment", "SITEGEN_OTHER": "x"])
        #expect(settings.title == "From environment")
        #expect(settings.source == "here")
        #expect(settings.showsCode == false)
    }

    @Test(arguments: [
        ("source: a\n\ntitel: x\n", "sitegen.yml:3: There is no setting 'titel'. Did you mean 'title'?"),
        ("code: maybe\n", "sitegen.yml:1: 'code' is 'shown' or 'hidden', not 'maybe'."),
        ("- a\n", "sitegen.yml:1: A list of 'name: value' is expected."),
        ("title: [a]\n", "sitegen.yml:1: 'title' must be one value."),
        ("source: s3://bucket\n", "sitegen.yml:1: 's3://bucket': only folders work so far; S3 is not there yet."),
    ])
    func `Mistakes in the file name line and remedy`(text: String, message: String) {
        var settings = Settings()
        #expect {
            try SettingsFile.apply(text, to: &settings)
        } throws: {
            "\($0)" == message
        }
    }

    @Test(arguments: ["", "# only a comment\n"])
    func `An empty file sets nothing`(text: String) throws {
        var settings = Settings()
        try SettingsFile.apply(text, to: &settings)
        #expect(settings == Settings())
    }
}
