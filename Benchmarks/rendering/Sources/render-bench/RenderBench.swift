import Foundation

/// Measures the rooms of the renderer: `render-bench WORK FILE [ROUNDS]` on records of a file, `render-bench attacks`.
///
/// Prints one JSON object a line. `Benchmarks/against-libraries` makes the files, measures Python's libraries on the same
/// bytes, and makes tables of both.
@main
struct RenderBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.first == "attacks" {
            for attack in Attack.all { attack.measure() }
            return
        }
        guard arguments.count >= 2, let work = Work(rawValue: arguments.first ?? "") else {
            FileHandle.standardError.write(Data("render-bench WORK FILE [ROUNDS] | render-bench attacks\n".utf8))
            exit(64)
        }
        let file = arguments[arguments.startIndex + 1]
        let records = Records(Array(try Data(contentsOf: URL(fileURLWithPath: file)))).all
        let rounds = arguments.count > 2 ? Int(arguments[arguments.startIndex + 2]) ?? 5 : 5
        var seconds: [Double] = []
        var written = 0
        for _ in 0..<rounds {
            written = 0
            seconds.append(measured { for record in records { written += work.run(record) } })
        }
        let bytes = records.reduce(0) { $0 + $1.count }
        print(
            #"{"work": "\#(work.rawValue)", "records": \#(records.count), "bytes": \#(bytes), "written": \#(written), "seconds": \#(seconds)}"#
        )
    }

    /// How long a processor is busy with a piece of work, in seconds: other programs' work does not count.
    static func measured(_ body: () -> Void) -> Double {
        let begin = processorSeconds()
        body()
        return processorSeconds() - begin
    }

    private static func processorSeconds() -> Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}

/// Texts of one file, each with its length before it as 8 bytes, the lowest first.
struct Records {
    var all: [[UInt8]] = []

    init(_ bytes: [UInt8]) {
        var index = 0
        while index + 8 <= bytes.count {
            let count = bytes[index..<(index + 8)].reversed().reduce(0) { $0 << 8 | Int($1) }
            let end = min(index + 8 + count, bytes.count)
            all.append(Array(bytes[(index + 8)..<end]))
            index = end
        }
    }
}
