/// What browsers know of an operator's space, so that pages need not repeat it.
///
/// MathML Core, appendix B (https://www.w3.org/TR/mathml-core/#operator-dictionary), for the operators this module
/// writes, as Chromium was measured to apply it.
enum OperatorDictionary {
    /// The space left and right of an operator without attributes; nil where it is of no TeX size.
    static func space(around scalar: UInt32, isPrefix: Bool) -> (left: MathSpace, right: MathSpace)? {
        if isPrefix { return (.none, .none) }
        return switch scalar {
        case 0x2B, 0x2212, 0xB1: (.medium, .medium)
        case 0x2C, 0x3B: (.none, .thin)
        default: (.thick, .thick)
        }
    }

    /// Whether a relation would grow to the height of its row.
    static func stretchesUpwards(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2191, 0x2193, 0x2195, 0x21D1, 0x21D3, 0x21D5, 0x21BE, 0x21BF, 0x21C2, 0x21C3, 0x21C8, 0x21CA, 0x2223,
            0x2225:
            true
        default: false
        }
    }

    /// The character with a stroke through it, for `\not`.
    static func negation(of scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x3D: 0x2260
        case 0x3C: 0x226E
        case 0x3E: 0x226F
        case 0x2208: 0x2209
        case 0x220B: 0x220C
        case 0x2203: 0x2204
        case 0x2223, 0x7C: 0x2224
        case 0x2225: 0x2226
        case 0x223C: 0x2241
        case 0x2243: 0x2244
        case 0x2245: 0x2247
        case 0x2248: 0x2249
        case 0x224D: 0x226D
        case 0x2261: 0x2262
        case 0x2264: 0x2270
        case 0x2265: 0x2271
        case 0x2272: 0x2274
        case 0x2273: 0x2275
        case 0x2276: 0x2278
        case 0x227A: 0x2280
        case 0x227B: 0x2281
        case 0x2282: 0x2284
        case 0x2283: 0x2285
        case 0x2286: 0x2288
        case 0x2287: 0x2289
        case 0x2291: 0x22E2
        case 0x2292: 0x22E3
        case 0x22A2: 0x22AC
        case 0x22A8: 0x22AD
        case 0x22A9: 0x22AE
        case 0x22AB: 0x22AF
        case 0x22B2: 0x22EA
        case 0x22B3: 0x22EB
        case 0x22B4: 0x22EC
        case 0x22B5: 0x22ED
        case 0x227C: 0x22E0
        case 0x227D: 0x22E1
        case 0x2190: 0x219A
        case 0x2192: 0x219B
        case 0x2194: 0x21AE
        case 0x21D0: 0x21CD
        case 0x21D2: 0x21CF
        case 0x21D4: 0x21CE
        default: nil
        }
    }
}
