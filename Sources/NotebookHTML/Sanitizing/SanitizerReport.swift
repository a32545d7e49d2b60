/// What the sanitiser left out of untrusted HTML, so that the page can say so or show the output in a frame instead.
package struct SanitizerReport: Sendable, Hashable {
    /// `<script>` elements, dropped with their content.
    package var scripts = 0
    /// Event handler attributes such as `onclick`.
    package var eventHandlers = 0
    /// `<iframe>`, `<frame>`, `<object>`, `<embed>` and `<applet>`: a link stands in their place where there is an address.
    package var frames = 0
    /// `<video>` and `<audio>`: a link stands in their place where there is an address.
    package var media = 0
    /// Inline `<svg>` that is shown as an inert picture.
    package var pictures = 0
    /// Inline `<svg>` that could not be shown.
    package var droppedPictures = 0
    /// Images of other hosts that were not loaded.
    package var blockedImages = 0
    /// Addresses with a scheme that is not allowed.
    package var refusedAddresses = 0
    /// Style rules and linked style sheets that were not taken over, pandas' own boilerplate aside.
    package var refusedStyles = 0
    /// Style rules taken over that a browser tries on every element of the page: those that do not end in an id.
    package var generalRules = 0
    /// Forms and controls, shown as the text they hold.
    package var controls = 0
    /// Other elements whose tags were dropped while their content was kept, by name; at most 32 names.
    package var droppedElements: [String: Int] = [:]

    package init() {}

    /// Whether a frame would show something that the page does not: scripts, recordings, or styles of its own.
    package var needsFrame: Bool {
        scripts > 0 || eventHandlers > 0 || frames > 0 || media > 0 || refusedStyles > 0
    }

    /// Whether style rules are all that was left out.
    package var holdsOnlyStyles: Bool {
        var others = self
        others.refusedStyles = 0
        others.generalRules = 0
        return refusedStyles > 0 && others == SanitizerReport()
    }

    /// Adds what another fragment left out.
    package mutating func add(_ other: SanitizerReport) {
        scripts += other.scripts
        eventHandlers += other.eventHandlers
        frames += other.frames
        media += other.media
        pictures += other.pictures
        droppedPictures += other.droppedPictures
        blockedImages += other.blockedImages
        refusedAddresses += other.refusedAddresses
        refusedStyles += other.refusedStyles
        generalRules += other.generalRules
        controls += other.controls
        for (name, count) in other.droppedElements { countDropped(name, count) }
    }

    /// Counts an element whose tags were dropped.
    mutating func countDropped(_ name: String, _ count: Int = 1) {
        guard droppedElements[name] != nil || droppedElements.count < 32 else { return }
        droppedElements[name, default: 0] += count
    }
}
