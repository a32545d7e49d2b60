/// The elements whose names mean something to the sanitiser; every other name is unknown and only its content is kept.
enum HTMLElement: UInt8, CaseIterable, Sendable {
    case a, abbr, acronym, address, applet, area, article, aside, audio, b, base, bdi, bdo, big, blockquote, body, br
    case button, canvas, caption, center, cite, code, col, colgroup, data, dd, del, details, dfn, dialog, dir, div, dl
    case dt, em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head
    case header, hgroup, hr, html, i, iframe, image, img, input, ins, kbd, label, legend, li, link, listing, main, map
    case mark, math, menu, meta, meter, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, output, p
    case param, picture, plaintext, pre, progress, q, rp, rt, ruby, s, samp, script, search, section, select, small
    case source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot, th
    case thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp
    /// Any other name.
    case unknown

    /// The name in lower case.
    var name: [UInt8] { Self.names[Int(rawValue)] }

    /// What the element is to the sanitiser and to a browser's tree construction.
    var traits: Traits { Self.traitTable[Int(rawValue)] }

    /// What an element is, as a set.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt16

        /// Part of the output grammar.
        static let allowed = Traits(rawValue: 1 << 0)
        /// Has no content and no end tag.
        static let void = Traits(rawValue: 1 << 1)
        /// https://html.spec.whatwg.org/multipage/parsing.html#special
        static let special = Traits(rawValue: 1 << 2)
        /// https://html.spec.whatwg.org/multipage/parsing.html#formatting
        static let formatting = Traits(rawValue: 1 << 3)
        /// Its start tag ends an open paragraph.
        static let closesParagraph = Traits(rawValue: 1 << 4)
        /// A part of a table: only written where a browser leaves it.
        static let tablePart = Traits(rawValue: 1 << 5)
        /// Directly inside it only table parts and blanks stay where they are.
        static let tableContext = Traits(rawValue: 1 << 6)
        /// https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope
        static let scope = Traits(rawValue: 1 << 7)
        /// A heading.
        static let heading = Traits(rawValue: 1 << 8)
        /// Belongs to the frame of a document: its tags vanish without a word.
        static let documentFrame = Traits(rawValue: 1 << 9)
        /// Dropped with everything inside.
        static let dropsContent = Traits(rawValue: 1 << 10)
        /// A control or part of one.
        static let control = Traits(rawValue: 1 << 11)
    }

    /// The element that is written in this one's place: obsolete ones become what they looked like, page landmarks become
    /// plain blocks so that a page keeps one of each, and `h1` is the page's own.
    var written: HTMLElement {
        switch self {
        case .acronym: .abbr
        case .big, .font: .span
        case .strike: .s
        case .tt: .code
        case .article, .aside, .center, .footer, .header, .hgroup, .main, .nav, .search: .div
        case .dir, .menu: .ul
        case .h1: .h2
        case .image: .img
        case .listing, .plaintext, .xmp: .pre
        default: self
        }
    }
}

extension HTMLElement {
    private static let names: [[UInt8]] = allCases.map { Array("\($0)".utf8) }

    private static let traitTable: [Traits] = {
        var table = [Traits](repeating: [], count: allCases.count)
        for (trait, members) in lists {
            for member in members { table[Int(member.rawValue)].insert(trait) }
        }
        return table
    }()

    private static let lists: [(Traits, [HTMLElement])] = [
        (
            .allowed,
            [
                .a, .abbr, .address, .b, .bdi, .bdo, .blockquote, .br, .caption, .cite, .code, .col, .colgroup, .data,
                .dd,
                .del, .details, .dfn, .div, .dl, .dt, .em, .figcaption, .figure, .h2, .h3, .h4, .h5, .h6, .hr, .i, .img,
                .input, .ins, .kbd, .li, .mark, .meter, .ol, .p, .pre, .progress, .q, .rp, .rt, .ruby, .s, .samp,
                .section,
                .small, .span, .strong, .sub, .summary, .sup, .table, .tbody, .td, .tfoot, .th, .thead, .time, .tr, .u,
                .ul,
                .var, .wbr,
            ]
        ),
        (
            .void,
            [
                .area, .base, .br, .col, .embed, .frame, .hr, .img, .input, .link, .meta, .param, .source, .track, .wbr,
            ]
        ),
        (
            .special,
            [
                .address, .aside, .blockquote, .caption, .col, .colgroup, .dd, .details, .div, .dl, .dt, .figcaption,
                .figure,
                .h2,
                .h3, .h4, .h5, .h6, .hr, .img, .input, .li, .ol, .p, .pre, .section, .summary, .table, .tbody, .td,
                .tfoot,
                .th, .thead, .tr, .ul, .wbr, .br,
            ]
        ),
        (.formatting, [.a, .b, .code, .em, .i, .s, .small, .strong, .u]),
        (
            .closesParagraph,
            [
                .address, .aside, .blockquote, .dd, .details, .div, .dl, .dt, .figcaption, .figure, .h2, .h3, .h4, .h5,
                .h6, .hr,
                .li, .ol, .p, .pre, .section, .summary, .table, .ul,
            ]
        ),
        (.tablePart, [.caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]),
        (.tableContext, [.colgroup, .table, .tbody, .tfoot, .thead, .tr]),
        (.scope, [.caption, .table, .td, .th]),
        (.heading, [.h2, .h3, .h4, .h5, .h6]),
        (.documentFrame, [.base, .body, .frameset, .head, .html, .meta, .noscript, .picture, .source, .track, .param]),
        (.dropsContent, [.applet, .audio, .object, .svg, .template, .video]),
        (.control, [.button, .fieldset, .form, .input, .label, .legend, .optgroup, .option, .select, .textarea]),
    ]
}

extension HTMLElement {
    private static let lookup = NameTable(allCases.dropLast().map { ($0.name, $0) })

    /// The element of a name in lower case.
    init(name: [UInt8]) {
        self = Self.lookup.value(of: name[...]) ?? .unknown
    }

    /// The element of a name written in the source.
    init(name: StaticString) {
        let bytes = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        self = unsafe Self.lookup.value(of: Array(bytes)[...]) ?? .unknown
    }
}
