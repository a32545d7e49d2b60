import NotebookHTML
import ObjectStorage
package import ReportSite

/// Everything a site is made from, as one fingerprint, kept with the manifest by a run that found nothing left to do.
///
/// While a listing of the source gives the same fingerprint, a run need not read the manifest to know that it would do
/// nothing: one HEAD request answers, whatever the number of reports.
package struct SettledInputs: Sendable {
    /// The metadata of the manifest that holds the fingerprint.
    package static let metadataName = "sitegen-settled"

    /// The fingerprint of program, templates, assets and options.
    package var design: String
    package var headerRules: HeaderRules

    package init(design: String, headerRules: HeaderRules) {
        self.design = design
        self.headerRules = headerRules
    }

    /// The fingerprint of the notebooks of a listing, in any order.
    package func fingerprint(of objects: [SourceObject]) -> String {
        let sorted = objects.sorted { ObjectKey.precedes($0.key, $1.key) }
        var hash = ContentHash()
        hash.combine(design)
        hash.combine(headerRules.text)
        for object in sorted {
            hash.combine(object.key)
            hash.combine(object.fingerprint)
        }
        return hash.description
    }

    /// The fingerprint of what a manifest's pages were made from; nil where a run has something to do or to tell even
    /// when nothing changed.
    package func fingerprint(of manifest: SiteManifest) -> String? {
        guard manifest.siteGeneration == manifest.generation, manifest.design == design,
            manifest.staleFiles.isEmpty, manifest.invalidations.isEmpty
        else { return nil }
        for record in manifest.reports.values {
            if case .unreadable = record.facts.status { return nil }
            if record.source.fingerprint.isEmpty { return nil }
        }
        return fingerprint(of: manifest.reports.values.map(\.source))
    }
}
