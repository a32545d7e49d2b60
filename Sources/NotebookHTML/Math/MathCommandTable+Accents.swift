extension MathCommandTable {
    /// Accents, and the arrows that grow with what stands on them.
    static let accents: [(StaticString, MathCommand)] = [
        ("hat", .accent(0x5E, stretchy: false)), ("widehat", .accent(0x5E, stretchy: true)),
        ("check", .accent(0x2C7, stretchy: false)), ("widecheck", .accent(0x2C7, stretchy: true)),
        ("tilde", .accent(0x7E, stretchy: false)), ("widetilde", .accent(0x7E, stretchy: true)),
        ("bar", .accent(0xAF, stretchy: false)), ("acute", .accent(0xB4, stretchy: false)),
        ("grave", .accent(0x60, stretchy: false)), ("breve", .accent(0x2D8, stretchy: false)),
        ("dot", .accent(0x2D9, stretchy: false)), ("ddot", .accent(0xA8, stretchy: false)),
        ("dddot", .accent(0x20DB, stretchy: false)), ("ddddot", .accent(0x20DC, stretchy: false)),
        ("mathring", .accent(0x2DA, stretchy: false)), ("vec", .accent(0x2192, stretchy: false)),
        ("Hat", .accent(0x5E, stretchy: false)), ("Tilde", .accent(0x7E, stretchy: false)),
        ("Bar", .accent(0xAF, stretchy: false)), ("Vec", .accent(0x2192, stretchy: false)),
        ("Dot", .accent(0x2D9, stretchy: false)), ("Ddot", .accent(0xA8, stretchy: false)),
        ("overrightarrow", .accent(0x2192, stretchy: true)), ("overleftarrow", .accent(0x2190, stretchy: true)),
        ("overleftrightarrow", .accent(0x2194, stretchy: true)), ("Overrightarrow", .accent(0x21D2, stretchy: true)),
        ("overrightharpoon", .accent(0x21C0, stretchy: true)), ("overleftharpoon", .accent(0x21BC, stretchy: true)),
        ("overgroup", .accent(0x23E0, stretchy: true)), ("overlinesegment", .accent(0xAF, stretchy: true)),
        ("underrightarrow", .accentBelow(0x2192)), ("underleftarrow", .accentBelow(0x2190)),
        ("underleftrightarrow", .accentBelow(0x2194)), ("utilde", .accentBelow(0x7E)),
        ("undergroup", .accentBelow(0x23E1)), ("wideutilde", .accentBelow(0x7E)),
        ("xrightarrow", .extensibleArrow(0x2192)), ("xleftarrow", .extensibleArrow(0x2190)),
        ("xleftrightarrow", .extensibleArrow(0x2194)), ("xRightarrow", .extensibleArrow(0x21D2)),
        ("xLeftarrow", .extensibleArrow(0x21D0)), ("xLeftrightarrow", .extensibleArrow(0x21D4)),
        ("xmapsto", .extensibleArrow(0x21A6)), ("xhookrightarrow", .extensibleArrow(0x21AA)),
        ("xhookleftarrow", .extensibleArrow(0x21A9)), ("xtwoheadrightarrow", .extensibleArrow(0x21A0)),
        ("xtwoheadleftarrow", .extensibleArrow(0x219E)), ("xrightharpoonup", .extensibleArrow(0x21C0)),
        ("xrightharpoondown", .extensibleArrow(0x21C1)), ("xleftharpoonup", .extensibleArrow(0x21BC)),
        ("xleftharpoondown", .extensibleArrow(0x21BD)), ("xrightleftharpoons", .extensibleArrow(0x21CC)),
        ("xleftrightharpoons", .extensibleArrow(0x21CB)), ("xlongequal", .extensibleArrow(0x3D)),
        ("xrightleftarrows", .extensibleArrow(0x21C4)), ("xtofrom", .extensibleArrow(0x21C4)),
    ]

    /// Named functions (amsldoc, section 5.1), and the ones of the `physics` and Russian styles notebooks use.
    static let functions: [(StaticString, MathCommand)] =
        ([
            "sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch", "arcsin",
            "arccos",
            "arctan", "arccot", "arcsec", "arccsc", "arctg", "arcctg", "tg", "ctg", "cosec", "sh", "ch", "th", "cth",
            "cotg", "exp", "log", "ln", "lg", "arg", "deg", "dim", "hom", "ker", "arsinh", "arcosh", "artanh", "sgn",
            "erf", "rank", "trace", "Tr",
        ] as [StaticString]).map { ($0, .function($0, limits: false)) }
        + ([
            "lim", "max", "min", "sup", "inf", "det", "gcd", "Pr",
        ] as [StaticString]).map { ($0, .function($0, limits: true)) }
        + [
            ("limsup", .function("lim sup", limits: true)), ("liminf", .function("lim inf", limits: true)),
            ("injlim", .function("inj lim", limits: true)), ("projlim", .function("proj lim", limits: true)),
            ("argmax", .function("arg max", limits: true)), ("argmin", .function("arg min", limits: true)),
            ("plim", .function("plim", limits: true)),
        ]

    /// Commands that are short for other TeX.
    static let macros: [(StaticString, UInt8, StaticString)] = [
        ("implies", 0, #"\;\Longrightarrow\;"#), ("impliedby", 0, #"\;\Longleftarrow\;"#),
        ("iff", 0, #"\;\Longleftrightarrow\;"#),
        ("bmod", 0, #"\mathbin{\mathrm{mod}}"#), ("pmod", 1, #"\pod{\mathrm{mod}\mkern6mu#1}"#),
        ("pod", 1, #"\quad(#1)"#), ("mod", 1, #"\quad\mathrm{mod}\,\,#1"#),
        ("bra", 1, #"\langle{#1}\vert"#), ("ket", 1, #"\vert{#1}\rangle"#),
        ("braket", 1, #"\langle{#1}\rangle"#), ("ketbra", 2, #"\vert{#1}\rangle\langle{#2}\vert"#),
        ("Bra", 1, #"\left\langle{#1}\right\vert"#), ("Ket", 1, #"\left\vert{#1}\right\rangle"#),
        ("set", 1, #"\{\,{#1}\,\}"#), ("varlimsup", 0, #"\operatorname*{\overline{\mathrm{lim}}}"#),
        ("varliminf", 0, #"\operatorname*{\underline{\mathrm{lim}}}"#),
        ("varinjlim", 0, #"\operatorname*{\underrightarrow{\mathrm{lim}}}"#),
        ("varprojlim", 0, #"\operatorname*{\underleftarrow{\mathrm{lim}}}"#),
        ("idotsint", 0, #"\int\!\cdots\!\int"#), ("underbar", 1, #"\underline{#1}"#),
        ("TeX", 0, #"\mathrm{T\kern-.14em\raisebox{-.5ex}{$\mathrm E$}\kern-.115em X}"#),
        ("LaTeX", 0, #"\mathrm{L\kern-.325em\raisebox{.21em}{$\scriptstyle\mathrm A$}\kern-.17em}\TeX"#),
        ("lbrac", 0, #"\lbrace"#), ("rbrac", 0, #"\rbrace"#),
        ("abs", 1, #"\left\vert{#1}\right\vert"#), ("norm", 1, #"\left\Vert{#1}\right\Vert"#),
        ("colonapprox", 0, #"\mathrel{:\mkern-1.2mu\approx}"#), ("colonsim", 0, #"\mathrel{:\mkern-1.2mu\sim}"#),
        ("bigstrut", 0, #"\strut"#),
        ("R", 0, #"\mathbb{R}"#), ("N", 0, #"\mathbb{N}"#), ("Z", 0, #"\mathbb{Z}"#), ("Q", 0, #"\mathbb{Q}"#),
        ("C", 0, #"\mathbb{C}"#), ("reals", 0, #"\mathbb{R}"#), ("Reals", 0, #"\mathbb{R}"#),
        ("cnums", 0, #"\mathbb{C}"#), ("Complex", 0, #"\mathbb{C}"#), ("natnums", 0, #"\mathbb{N}"#),
        ("alef", 0, #"\aleph"#), ("alefsym", 0, #"\aleph"#), ("infin", 0, #"\infty"#), ("empty", 0, #"\emptyset"#),
        ("exist", 0, #"\exists"#), ("isin", 0, #"\in"#), ("plusmn", 0, #"\pm"#), ("sdot", 0, #"\cdot"#),
        ("sub", 0, #"\subset"#), ("sube", 0, #"\subseteq"#), ("supe", 0, #"\supseteq"#), ("weierp", 0, #"\wp"#),
        ("real", 0, #"\Re"#), ("image", 0, #"\Im"#), ("thetasym", 0, #"\vartheta"#), ("larr", 0, #"\leftarrow"#),
        ("rarr", 0, #"\rightarrow"#), ("lArr", 0, #"\Leftarrow"#), ("rArr", 0, #"\Rightarrow"#),
        ("harr", 0, #"\leftrightarrow"#), ("hArr", 0, #"\Leftrightarrow"#), ("lrarr", 0, #"\leftrightarrow"#),
        ("Lrarr", 0, #"\Leftrightarrow"#), ("lrArr", 0, #"\Leftrightarrow"#), ("Rarr", 0, #"\Rightarrow"#),
        ("Larr", 0, #"\Leftarrow"#), ("Harr", 0, #"\Leftrightarrow"#), ("uarr", 0, #"\uparrow"#),
        ("darr", 0, #"\downarrow"#), ("dArr", 0, #"\Downarrow"#), ("uArr", 0, #"\Uparrow"#), ("lang", 0, #"\langle"#),
        ("rang", 0, #"\rangle"#),
    ]
}
