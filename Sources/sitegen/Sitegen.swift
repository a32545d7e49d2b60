import ArgumentParser
import SitegenCommand

@main
struct Sitegen {
    static func main() async { await SitegenCommand.main() }
}
