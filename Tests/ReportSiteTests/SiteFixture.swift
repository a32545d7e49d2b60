import Notebook
import ReportSite
import Testing

/// The smallest design that shows every tag of every template between marks, so that a test sees what each became.
enum SiteFixture {
    static let tags: [PageTemplates.Name: [String]] = [
        .report: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{{navigation}}}", "{{{facts}}}", "{{{parameters}}}",
            "{{{codeSwitch}}}", "{{{contents}}}", "{{{notices}}}", "{{{cells}}}", "{{{footer}}}",
            "{{#hasContents}}yes{{/hasContents}}",
        ],
        .standalone: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{{facts}}}", "{{{parameters}}}", "{{{codeSwitch}}}",
            "{{{contents}}}", "{{{notices}}}", "{{{cells}}}", "{{#hasContents}}yes{{/hasContents}}",
        ],
        .unreadable: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{{navigation}}}", "{{{facts}}}", "{{{details}}}",
            "{{reason}}", "{{{footer}}}",
        ],
        .index: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{{options}}}", "{{{rows}}}", "{{{older}}}", "{{count}}",
            "{{newestPage}}", "{{newestDownload}}", "{{newestTitle}}", "{{{problems}}}",
            "{{#hasReports}}yes{{/hasReports}}",
        ],
        .series: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{{navigation}}}", "{{{facts}}}", "{{{links}}}",
            "{{{trend}}}", "{{{rows}}}", "{{{older}}}", "{{count}}", "{{{footer}}}",
        ],
        .archive: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{{rows}}}", "{{{navigation}}}", "{{count}}", "{{{footer}}}",
        ],
        .latest: [
            "{{language}}", "{{siteTitle}}", "{{title}}", "{{page}}", "{{{link}}}", "{{home}}", "{{homeTitle}}",
            "{{#hasReports}}yes{{/hasReports}}",
        ],
        .notFound: ["{{language}}", "{{siteTitle}}", "{{title}}", "{{home}}", "{{latest}}"],
    ]

    /// Texts of all templates: every tag on its own line after its name.
    static var texts: [String: String] {
        var texts: [String: String] = [:]
        for (name, tags) in tags {
            texts[name.rawValue] = "[{{{head}}}]\n" + tags.map { "[\($0)]\n" }.joined()
        }
        return texts
    }

    static func design(_ options: SiteOptions = SiteOptions()) throws -> SiteDesign {
        SiteDesign(
            options: options, templates: try PageTemplates(texts),
            assets: SiteAssets(["style.css": Array("a { b: c; }".utf8), "index.js": Array("0".utf8)]))
    }

    static func catalog(_ keys: [String]) -> ReportCatalog {
        ReportCatalog(objects: keys.map { .init(key: $0, size: 1200, lastModified: 1_702_288_800, fingerprint: "f") })
    }

    /// What reading a broken notebook throws.
    static func error(reading text: String) throws -> NotebookError {
        do throws(NotebookError) {
            _ = try Notebook(decoding: Array(text.utf8))
        } catch {
            return error
        }
        return try #require(nil as NotebookError?)
    }
}
