import AWS
import ObjectStorage
import ProgramOutput
import ReportPipeline
import Synchronization
import Testing

@Suite struct DeletionPlanTests {
    @Test(arguments: [
        (0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (13, 2), (19, 2), (20, 2), (30, 3), (200, 20),
    ])
    func fewFilesMayGoAtATimeAndNeverAsManyAsStay(stored: Int, limit: Int) {
        #expect(DeletionPlan.defaultLimit(stored: stored) == limit)
    }

    static let stored = ["a", "b", "c", "d", "e"]

    @Test(arguments: [
        (["a", "b", "c", "d", "e"], nil, []), (["a", "b", "c", "new"], nil, ["d", "e"]),
        (["a", "b"], 3, ["c", "d", "e"]),
        (["a", "b", "c", "d"], 1, ["e"]),
    ])
    func whatIsNotListedGoes(listed: [String], limit: Int?, gone: [String]) throws {
        #expect(try DeletionPlan(stored: Self.stored, listed: listed, limit: limit, subject: "x").names == gone)
    }

    @Test(arguments: [(["a", "b"], nil), (["a", "b", "c", "d"], 0), ([], 4)])
    func aListingThatIsSuddenlyShortDeletesNothing(listed: [String], limit: Int?) {
        #expect {
            try DeletionPlan(stored: Self.stored, listed: listed, limit: limit, subject: "x")
        } throws: { ($0 as? SyncError)?.code == .tooManyDeletes }
    }
}

@Suite struct RequestPaceTests {
    @Test func eachRequestBeginsAnIntervalAfterTheOneBefore() async throws {
        let begin = ContinuousClock.now
        let present = Mutex(Duration.zero)
        let waits = Mutex<[Duration]>([])
        let now: @Sendable () -> ContinuousClock.Instant = { begin + present.withLock { $0 } }
        var pace = RequestPace(interval: .seconds(1), now: now) { wait in
            waits.withLock { $0.append(wait) }
            present.withLock { $0 += wait }
        }
        try await pace.turn()
        present.withLock { $0 += .milliseconds(300) }
        try await pace.turn()
        try await pace.turn()
        present.withLock { $0 += .seconds(5) }
        try await pace.turn()
        #expect(waits.withLock { $0 } == [.milliseconds(700), .seconds(1)])
    }
}

@Suite struct ContactAddressTests {
    @Test(arguments: ["a@b.example", " a@b.example\n", "Some One (a@b.example)"])
    func anAddressIsTakenAloneOrWithAName(text: String) throws {
        #expect(try ContactAddress(text, from: "x").userAgent == "reportpipe (a@b.example)")
    }

    @Test(arguments: ["{\"CT_EMAIL\":\"a@b.example\",\"x\":\"y\"}", "{\"email\": \"a@b.example\"}", "a@b.example"])
    func aSecretIsTheAddressOrAnObjectWithIt(secret: String) throws {
        #expect(try ContactAddress(secret: secret, named: "CT_EMAIL").userAgent == "reportpipe (a@b.example)")
    }

    @Test(arguments: [
        "", "nobody", "@b", "a@", "a@b\r\nX-Evil: 1", "a@b (c", "a b@c", "ü@b", "a@b;c",
        "{\"a\":\"a@b\",\"b\":\"c@d\"}",
        String(repeating: "a", count: 250) + "@b.example",
    ])
    func whatIsNoAddressIsRefusedAndNotShown(text: String) {
        #expect {
            try ContactAddress(secret: text, named: "CT_EMAIL")
        } throws: { error in
            (error as? SyncError)?.code == .setting && (text.isEmpty || !"\(error)".contains(text))
        }
    }

    @Test func printingItShowsNothingOfIt() throws {
        let contact = try ContactAddress("hidden-reader@b.example", from: "x")
        var dumped = ""
        dump(contact, to: &dumped)
        for text in ["\(contact)", String(reflecting: contact), dumped, "\([contact])"] {
            #expect(!text.contains("hidden-reader"))
        }
        #expect(contact.hidden(in: "told hidden-reader@b.example!") == "told ***!")
    }
}

@Suite struct SyncStateTests {
    @Test func aStateComesBackAsItWasWritten() throws {
        var state = SyncState()
        let validators = Validators(etag: "\"a/b\"", modified: "Thu, 05 Sep 2024 12:30:00 GMT")
        let copy = StoredCopy(entityTag: "t", sha256: "00", size: 3, address: "ff", validators: validators)
        state.files["pr.class"] = SyncState.Record(source: .series, copy: copy)
        state.files["pr.txt"] = SyncState.Record(source: .series)
        #expect(try SyncState(json: state.json, location: "x") == state)
        #expect(state.seriesNames == ["pr.class", "pr.txt"])
    }

    @Test(arguments: [
        "", "{", "[]", "{\"format\":0}", "{\"format\":1}", "{\"format\":1,\"files\":{\"a\":{\"source\":\"?\"}}}",
    ])
    func aDamagedStateDoesNotCount(text: String) throws {
        #expect(try SyncState(json: Array(text.utf8), location: "x") == nil)
    }

    @Test func aStateOfALaterVersionIsLeftAlone() {
        #expect {
            try SyncState(json: Array("{\"format\":2,\"other\":1}".utf8), location: "s3://b/_reportpipe/sync.json")
        } throws: { ($0 as? SyncError)?.code == .newerState }
    }
}

@Suite struct SyncSettingsTests {
    @Test func optionsWinOverVariablesAndVariablesOverDefaults() throws {
        let environment = [
            "REPORTPIPE_STAGING": "here", "REPORTPIPE_SERIES_URL": "http://127.0.0.1:1/pr",
            "REPORTPIPE_MAX_DELETES": "4",
            "REPORTPIPE_POPULATION_URL": "",
        ]
        let settings = try SyncSettings(
            options: [.staging: "there", .requestInterval: "0.25"], environment: environment)
        #expect(settings.staging == "there")
        #expect(settings.run.series.wireText == "http://127.0.0.1:1/pr/")
        #expect(settings.run.population.wireText == SourceAddress.population)
        #expect(settings.run.maxDeletes == 4)
        #expect(settings.run.interval == .milliseconds(250))
    }

    @Test func withoutSettingsTheSourcesAreTheRealOnesAndAskedOnceASecond() throws {
        let settings = try SyncSettings(options: [.staging: "x"], environment: [:])
        #expect(settings.run.series.wireText == SourceAddress.series)
        #expect(settings.run.interval == .seconds(1))
        #expect(settings.run.maxDeletes == nil)
    }

    @Test(arguments: [
        ([:], ["REPORTPIPE_CONTACT": "a@b.example", "REPORTPIPE_CONTACT_SECRET": "S"], "address"),
        (["contact-secret": "O"], ["REPORTPIPE_CONTACT": "a@b.example"], "secret O"),
        ([:], ["REPORTPIPE_CONTACT_SECRET": "S"], "secret S"), ([:], ["REPORTPIPE_CONTACT": ""], "none"),
    ])
    func theContactAddressComesFromOnePlace(
        options: [String: String], environment: [String: String], from: String
    ) throws {
        var given: [SyncSettings.Name: String] = [.staging: "x"]
        for (name, value) in options { given[try #require(SyncSettings.Name(rawValue: name))] = value }
        let contact = try SyncSettings(options: given, environment: environment).contact
        switch contact {
        case .none: #expect(from == "none")
        case .address: #expect(from == "address")
        case .secret(let name): #expect(from == "secret \(name)")
        }
    }

    @Test(arguments: [
        ("series-url", "ftp://x/"), ("series-url", "https://x/?a=b"), ("series-url", "https://user:pw@x/"),
        ("population-url", "https://x/?a b"), ("population-url", "nonsense"), ("request-interval", "-1"),
        ("request-interval", "soon"), ("request-interval", "nan"), ("max-deletes", "-1"), ("max-deletes", "all"),
        ("staging", ""),
    ])
    func whatCannotBeUsedIsRefusedByName(name: String, value: String) throws {
        let name = try #require(SyncSettings.Name(rawValue: name))
        #expect {
            try SyncSettings(options: [.staging: "x"].merging([name: value]) { $1 }, environment: [:])
        } throws: { error in
            (error as? SyncError)?.code == .setting && "\(error)".contains(name.option) && !"\(error)".contains("pw")
        }
        #expect(throws: SyncError.self) {
            try SyncSettings(
                options: name == .staging ? [:] : [.staging: "x"], environment: [name.variable: value])
        }
    }

    @Test(arguments: SyncError.Code.allCases)
    func everyErrorHasAnExitCode(code: SyncError.Code) {
        #expect(ExitStatus(sync: SyncError(code, "x", "y")) != .success)
        #expect(ExitStatus(sync: SyncError(code, "x", "y")) != .internalError)
    }
}
