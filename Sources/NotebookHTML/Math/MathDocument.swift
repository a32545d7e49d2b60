/// The mathematics of one page: macros, equation numbers and labels go from formula to formula.
///
///     var document = MathDocument()
///     document.render("x^2", display: false)
///     // <math><semantics><msup><mi>x</mi><mn>2</mn></msup><annotation …>x^2</annotation></semantics></math>
package struct MathDocument: Sendable {
    /// Formulas longer than this stay source: nobody reads them as mathematics.
    package static let sourceLimit = 100_000

    private var context = FormulaContext()
    /// Whether any formula became MathML.
    private(set) var hasFormulas = false

    package init() {}

    /// A document that knows from the start what an earlier reading of its formulas found labels to mean.
    init(ahead: [[UInt8]: EquationTag]) {
        context.numbering = EquationNumbering(ahead: ahead)
    }

    /// The tags of labelled equations so far, by label.
    var equations: [[UInt8]: EquationTag] { context.numbering.labels }

    /// Whether a formula referred to an equation that came later, so that a second reading knows its number.
    var hasForwardReferences: Bool { context.numbering.hasForwardReferences }

    /// The formula as a `<math>` element; where it can't be converted, its source as `<code class="math">` with the
    /// reason as title. Nothing of the source gets into the markup unescaped.
    package mutating func render(_ tex: [UInt8], display: Bool) -> [UInt8] {
        let tex = Self.clean(tex)
        do throws(MathError) {
            return try convert(tex, display: display)
        } catch {
            var html = HTMLWriter(capacity: tex.count + 64)
            html.raw("<code class=\"math\"")
            html.attribute("title", error.reason)
            html.raw(">")
            html.text(tex)
            html.raw("</code>")
            return html.bytes
        }
    }

    /// A displayed formula that its text calls `label`, numbered as an equation unless it has numbers of its own.
    mutating func render(_ tex: [UInt8], label: [UInt8]) -> (markup: [UInt8], tag: EquationTag?) {
        let name = Array("\\label{".utf8) + label + Array("}".utf8)
        let equation = Array("\\begin{equation}".utf8) + tex + name + Array("\\end{equation}".utf8)
        do throws(MathError) {
            let markup = try convert(Self.clean(equation), display: true)
            return (markup, context.numbering.labels[label])
        } catch {
            return (render(tex, display: true), nil)
        }
    }

    /// The formula as a `<math>` element.
    package mutating func render(_ tex: String, display: Bool) -> [UInt8] {
        render(Array(tex.utf8), display: display)
    }

    /// The formula as a `<math>` element, or why there is none; definitions and numbers count only on success.
    package mutating func convert(_ tex: [UInt8], display: Bool) throws(MathError) -> [UInt8] {
        guard tex.count <= Self.sourceLimit else {
            throw MathError(reason: "longer than \(Self.sourceLimit) bytes", offset: Self.sourceLimit)
        }
        var parser = MathParser(Self.unescaped(tex), isDisplay: display)
        context.begin(byteCount: tex.count)
        // Handed over, not shared: sharing would copy all definitions and labels with every formula that adds one.
        swap(&context, &parser.reader.context)
        defer { swap(&context, &parser.reader.context) }
        let body: MathNodeID
        do throws(MathError) {
            body = try parser.parseFormula()
        } catch {
            parser.reader.context.takeBack()
            throw error
        }
        hasFormulas = true
        if !display, let link = parser.tree.onlyLink(body) { return link }
        var html = HTMLWriter(capacity: 256 + tex.count * 12)
        html.raw(display ? "<math display=\"block\"><semantics>" : "<math><semantics>")
        parser.tree.write(body, to: &html)
        // The source for whoever copies the formula; screen readers and pages leave it out.
        html.raw("<annotation encoding=\"application/x-tex\">")
        html.text(tex)
        html.raw("</annotation></semantics></math>")
        return html.bytes
    }

    /// `&lt;`, `&gt;` and `&amp;`, which converters of notebooks leave in formulas, as the characters they stand for.
    private static func unescaped(_ tex: [UInt8]) -> [UInt8] {
        guard tex.contains(UInt8(ascii: "&")), tex.contains(UInt8(ascii: ";")) else { return tex }
        let entities: [(StaticString, UInt8)] = [("&lt;", 0x3C), ("&gt;", 0x3E), ("&amp;", 0x26)]
        var result: [UInt8] = []
        result.reserveCapacity(tex.count)
        var index = 0
        while index < tex.count {
            let rest = tex[index...]
            if tex[index] == UInt8(ascii: "&"),
                let (name, character) = entities.first(where: { rest.starts(with: $0.0.description.utf8) })
            {
                result.append(character)
                index += name.utf8CodeUnitCount
            } else {
                result.append(tex[index])
                index += 1
            }
        }
        return result
    }

    /// Valid UTF-8 without control characters, which neither HTML nor XML may hold.
    private static func clean(_ tex: [UInt8]) -> [UInt8] {
        let isPlain = tex.allSatisfy { $0 < 0x7F && ($0 >= 0x20 || $0 == 0x0A || $0 == 0x09) }
        if isPlain { return tex }
        var result: [UInt8] = []
        result.reserveCapacity(tex.count)
        for scalar in String(decoding: tex, as: UTF8.self).unicodeScalars {
            let isLine = scalar.value == 0x0A || scalar.value == 0x09
            result.appendUTF8(isLine || scalar.value.isWritable ? scalar.value : 0x20)
        }
        return result
    }
}
