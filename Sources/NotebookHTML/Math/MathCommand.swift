/// What a command of TeX makes the parser do.
enum MathCommand: Sendable {
    case symbol(MathSymbol)
    /// A named function: its printed name, and whether its limits go below in display.
    case function(StaticString, limits: Bool)
    case space(Int16)
    case accent(UInt32, stretchy: Bool)
    case accentBelow(UInt32)
    case horizontalBrace(UInt32, above: Bool)
    case line(above: Bool)
    case extensibleArrow(UInt32)
    case fraction(FractionKind)
    case infixFraction(FractionKind)
    case font(MathFont)
    case fontSwitch(MathFont)
    case textFont(TextStyle)
    case delimiterSize(UInt8, AtomClass)
    case style(TeXStyle)
    case size(StaticString)
    case classified(AtomClass)
    /// Three dots; where they are not said to be centred, what follows decides.
    case dots(isCentred: Bool)
    case cancel(StaticString)
    case phantom(PhantomKind)
    case lap(LapKind)
    case primitive(MathPrimitive)
    /// Text in TeX the command stands for, with `#1` for its arguments.
    case macro(arguments: UInt8, StaticString)
    /// A notation with a grammar of its own, such as `\ce`.
    case notation(MathNotation)
}

/// Commands that are one of their kind.
enum MathPrimitive: UInt8, Sendable {
    case left, right, middle, begin, end, above, newRow, carriageReturn
    case squareRoot, root, generalFraction, mathChoice, not, operatorName, substack, sideset, prescript
    case overset, underset, stackRelation, limits, noLimits, displayLimits, boldSymbol, raisebox
    case backgroundBox, notationEnclosed, builtRelation
    case color, textColor, colorBox, framedColorBox, boxed, framebox, link, url, htmlIgnoredPair
    case tag, noTag, label, reference, equationReference, hline, hdashline, cline, multicolumn, intertext
    case newCommand, renewCommand, provideCommand, define, declareOperator, declareUnit, letCommand, newEnvironment,
        require
    case horizontalSpace, kern, rule, strut, unicode, character, braket, relax
    case mathopClass, verb
}

/// The kinds of fraction bar and fence.
enum FractionKind: UInt8, Sendable {
    case fraction, display, text, continued
    case binomial, displayBinomial, textBinomial
    case atop, braces, brackets
}

/// What `\phantom` and its kin keep of their argument.
enum PhantomKind: UInt8, Sendable {
    case all, width, height, smash
}

/// Which way `\llap` and its kin let their argument stick out.
enum LapKind: UInt8, Sendable {
    case left, right, center
}

/// TeX's styles, from large to small.
enum TeXStyle: UInt8, Sendable, Comparable {
    case display, text, script, scriptScript

    static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }

    /// The style of a superscript or subscript.
    var script: TeXStyle { self < .script ? .script : .scriptScript }

    /// The style of a numerator or denominator.
    var fraction: TeXStyle { self == .display ? .text : script }
}
