/// What TeX takes a symbol for; decides the space around it (The TeXbook, chapter 17).
enum AtomClass: UInt8, Sendable {
    case ordinary, largeOperator, binary, relation, opening, closing, punctuation, inner
    /// A space: invisible to the rules about neighbours.
    case glue
}

/// How a symbol is written.
enum SymbolForm: UInt8, Sendable {
    /// A variable: an `mi` that is italic where it is one letter.
    case variable
    /// An `mi` that is never italic.
    case upright
    case relation, binary, punctuation
    case opening, closing
    /// Sums and the like: limits above and below in display.
    case sum
    /// Integrals: limits beside.
    case integral
    /// An operator that is an ordinary atom, such as `\neg`.
    case prefix
}

/// A character a command stands for.
struct MathSymbol: Sendable {
    var scalar: UInt32
    var form: SymbolForm
    /// A variation selector that follows the character, or 0.
    var variation: UInt32 = 0
}

/// The commands that are one character: LaTeX's, the AMS's and the usual ones of `stmaryrd`, `mathtools`, `textcomp`.
///
/// Each table is `name character name character …`.
enum MathSymbolTable {
    static let groups: [(SymbolForm, StaticString)] = [
        (.variable, greekLetters), (.upright, uprightLetters), (.upright, signs), (.prefix, prefixes),
        (.binary, binaries), (.relation, relations), (.relation, negatedRelations), (.relation, arrows),
        (.opening, openings), (.closing, closings), (.sum, sums), (.integral, integrals), (.punctuation, punctuation),
    ]

    private static let greekLetters: StaticString = """
        alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ \
        varkappa ϰ lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ \
        upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω digamma ϝ imath ı jmath ȷ \
        varGamma Γ varDelta Δ varTheta Θ varLambda Λ varXi Ξ varPi Π varSigma Σ varUpsilon Υ varPhi Φ varPsi Ψ \
        varOmega Ω partial ∂
        """

    private static let uprightLetters: StaticString = """
        Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ \
        Omicron Ο Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω \
        upalpha α upbeta β upgamma γ updelta δ upepsilon ϵ upzeta ζ upeta η uptheta θ upiota ι upkappa κ \
        uplambda λ upmu μ upnu ν upxi ξ uppi π uprho ρ upsigma σ uptau τ upupsilon υ upphi ϕ upchi χ uppsi ψ \
        upomega ω Coppa Ϙ coppa ϙ Koppa Ϟ koppa ϟ Sampi Ϡ sampi ϡ Stigma Ϛ stigma ϛ \
        AA Å aa å AE Æ ae æ OE Œ oe œ O Ø o ø L Ł l ł ss ß DH Ð dh ð TH Þ th þ eth ð NG Ŋ ng ŋ DJ Đ dj đ \
        aleph ℵ beth ℶ gimel ℷ daleth ℸ hbar ℏ hslash ℏ ell ℓ wp ℘ Re ℜ Im ℑ Finv Ⅎ Game ⅁ mho ℧ Bbbk 𝕜 \
        Angstrom Å surd √
        """

    private static let signs: StaticString = """
        infty ∞ emptyset ∅ varnothing ⌀ angle ∠ measuredangle ∡ sphericalangle ∢ top ⊤ bot ⊥ Bot ⫫ \
        prime ′ dprime ″ trprime ‴ qprime ⁗ backprime ‵ backdprime ‶ backtrprime ‷ flat ♭ natural ♮ sharp ♯ \
        clubsuit ♣ varclubsuit ♧ diamondsuit ♢ vardiamondsuit ♦ heartsuit ♡ varheartsuit ♥ spadesuit ♠ varspadesuit ♤ \
        triangle △ triangledown ▽ square □ Box □ Diamond ◊ lozenge ◊ blacktriangle ▲ blacktriangledown ▼ \
        blacksquare ■ blacklozenge ⧫ bigstar ★ QED ∎ checkmark ✓ ballotx ✗ maltese ✠ circledR ® circledS Ⓢ \
        diagup ╱ diagdown ╲ complement ∁ backslash \\ yen ¥ pounds £ mathsterling £ euro € cent ¢ copyright © \
        degree ° dag † ddag ‡ S § P ¶ # # % % & & _ _ $ $ permil ‰ vert | | ‖ Vert ‖ \
        smiley ☺ female ♀ male ♂ sun ☼ astrosun ☉ Earth ⊕ leftmoon ☾ rightmoon ☽ lightning ↯ diameter ⌀ \
        lq ‘ rq ’ textdegree ° textmu µ texteuro € textbackslash \\ textunderscore _ textdollar $ textbar | \
        textless < textgreater > textasciitilde ~ textasciicircum ^ textbraceleft { textbraceright } \
        textregistered ® textcopyright © texttrademark ™ textsterling £ textendash – textemdash — \
        textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ” textbullet • \
        textperiodcentered · textparagraph ¶ textsection § textellipsis … textquotesingle ' vdots ⋮ varvdots ⋮ ddots ⋱ iddots ⋰ \
        atsign @ mathellipsis … ldots … dotsc … dotso … textdagger † textdaggerdbl ‡ \
        mathdollar $ mathparagraph ¶ mathsection §
        """

    private static let prefixes: StaticString = """
        nabla ∇ neg ¬ lnot ¬ forall ∀ exists ∃ nexists ∄
        """

    private static let binaries: StaticString = """
        pm ± mp ∓ times × div ÷ ast ∗ star ⋆ circ ∘ bullet ∙ cdot ⋅ centerdot ⋅ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔ \
        vee ∨ wedge ∧ lor ∨ land ∧ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △ bigtriangledown ▽ \
        triangleleft ◃ triangleright ▹ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙ \
        bigcirc ◯ dagger † ddagger ‡ amalg ⨿ And & dotplus ∔ Cap ⋒ Cup ⋓ doublecap ⋒ doublecup ⋓ barwedge ⊼ \
        veebar ⊻ doublebarwedge ⩞ boxminus ⊟ boxplus ⊞ boxtimes ⊠ boxdot ⊡ boxslash ⧄ divideontimes ⋇ ltimes ⋉ \
        rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ curlywedge ⋏ curlyvee ⋎ circleddash ⊝ circledast ⊛ \
        circledcirc ⊚ intercal ⊺ gtrdot ⋗ lessdot ⋖ sslash ⫽ dotminus ∸ Vee ⩔ Wedge ⩓ Xor ⊻ Nand ⊼ Nor ⊽ \
        interleave ⫴ parr ⅋ invamp ⅋ with & merge ⨝ minuso ⦵ obar ⌽ odiv ⨸ operp ⦹ Otimes ⨷ shuffle ⧢ \
        leftouterjoin ⟕ rightouterjoin ⟖ fullouterjoin ⟗ wedgedot ⟑ veedot ⟇ barvee ⊽ circledvert ⦶ olessthan ⧀ \
        ogreaterthan ⧁
        """

    private static let relations: StaticString = """
        equal = ne ≠ neq ≠ equiv ≡ approx ≈ cong ≅ sim ∼ simeq ≃ asymp ≍ doteq ≐ propto ∝ varpropto ∝ models ⊨ \
        le ≤ leq ≤ ge ≥ geq ≥ lt < gt > ll ≪ gg ≫ lll ⋘ llless ⋘ ggg ⋙ gggtr ⋙ prec ≺ succ ≻ preceq ⪯ succeq ⪰ \
        subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ Subset ⋐ Supset ⋑ \
        subseteqq ⫅ supseteqq ⫆ in ∈ ni ∋ owns ∋ vdash ⊢ dashv ⊣ perp ⟂ Perp ⫫ mid ∣ parallel ∥ bowtie ⋈ Join ⋈ \
        smile ⌣ frown ⌢ smallsmile ⌣ smallfrown ⌢ leqq ≦ geqq ≧ leqslant ⩽ geqslant ⩾ eqslantless ⪕ eqslantgtr ⪖ \
        lesssim ≲ gtrsim ≳ lessapprox ⪅ gtrapprox ⪆ approxeq ≊ eqsim ≂ lessgtr ≶ gtrless ≷ lesseqgtr ⋚ \
        gtreqless ⋛ lesseqqgtr ⪋ gtreqqless ⪌ doteqdot ≑ Doteq ≑ risingdotseq ≓ fallingdotseq ≒ backsim ∽ \
        backsimeq ⋍ preccurlyeq ≼ succcurlyeq ≽ curlyeqprec ⋞ curlyeqsucc ⋟ precsim ≾ succsim ≿ precapprox ⪷ \
        succapprox ⪸ vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ vartriangle △ \
        vDash ⊨ VDash ⊫ Vdash ⊩ Vvdash ⊪ bumpeq ≏ Bumpeq ≎ eqcirc ≖ circeq ≗ triangleq ≜ thicksim ∼ \
        thickapprox ≈ shortmid ∣ shortparallel ∥ between ≬ pitchfork ⋔ blacktriangleleft ◀ blacktriangleright ▶ \
        therefore ∴ because ∵ backepsilon ∍ multimap ⊸ origof ⊶ imageof ⊷ backcong ≌ arceq ≘ wedgeq ≙ veeeq ≚ \
        stareq ≛ eqdef ≝ measeq ≞ questeq ≟ eqeq ⩵ eqeqeq ⩶ dblcolon ∷ coloncolon ∷ coloneqq ≔ coloneq ≔ \
        colonequals ≔ eqqcolon ≕ equalscolon ≕ eqcolon ∹ Coloneqq ⩴ vcentcolon : ratio ∶ strictif ⥽ strictfi ⥼ \
        coh ⌢ incoh ⌣ leftmodels ⫤
        """

    private static let negatedRelations: StaticString = """
        notin ∉ notni ∌ nless ≮ ngtr ≯ nleq ≰ ngeq ≱ nleqq ≰ ngeqq ≱ nleqslant ≰ ngeqslant ≱ lneq ⪇ gneq ⪈ \
        lneqq ≨ gneqq ≩ lvertneqq ≨ gvertneqq ≩ lnsim ⋦ gnsim ⋧ lnapprox ⪉ gnapprox ⪊ nprec ⊀ nsucc ⊁ npreceq ⋠ \
        nsucceq ⋡ precneqq ⪵ succneqq ⪶ precnsim ⋨ succnsim ⋩ precnapprox ⪹ succnapprox ⪺ nsim ≁ ncong ≆ nmid ∤ \
        nparallel ∦ nshortmid ∤ nshortparallel ∦ nvdash ⊬ nvDash ⊭ nVdash ⊮ nVDash ⊯ ntriangleleft ⋪ \
        ntriangleright ⋫ ntrianglelefteq ⋬ ntrianglerighteq ⋭ nsubset ⊄ nsupset ⊅ nsubseteq ⊈ nsupseteq ⊉ \
        nsubseteqq ⊈ nsupseteqq ⊉ subsetneq ⊊ supsetneq ⊋ varsubsetneq ⊊ varsupsetneq ⊋ subsetneqq ⫋ supsetneqq ⫌ \
        varsubsetneqq ⫋ varsupsetneqq ⫌ nleftarrow ↚ nrightarrow ↛ nLeftarrow ⇍ nRightarrow ⇏ nleftrightarrow ↮ \
        nLeftrightarrow ⇎
        """

    private static let arrows: StaticString = """
        leftarrow ← gets ← rightarrow → to → leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ Leftarrow ⇐ \
        Rightarrow ⇒ Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ longleftarrow ⟵ longrightarrow ⟶ \
        longleftrightarrow ⟷ Longleftarrow ⟸ Longrightarrow ⟹ Longleftrightarrow ⟺ mapsto ↦ mapsfrom ↤ \
        longmapsto ⟼ longmapsfrom ⟻ hookleftarrow ↩ hookrightarrow ↪ leftharpoonup ↼ leftharpoondown ↽ \
        rightharpoonup ⇀ rightharpoondown ⇁ rightleftharpoons ⇌ leftrightharpoons ⇋ nearrow ↗ searrow ↘ \
        swarrow ↙ nwarrow ↖ leadsto ⇝ rightsquigarrow ⇝ leftrightsquigarrow ↭ dashrightarrow ⇢ dashleftarrow ⇠ \
        leftleftarrows ⇇ rightrightarrows ⇉ leftrightarrows ⇆ rightleftarrows ⇄ Lleftarrow ⇚ Rrightarrow ⇛ \
        twoheadleftarrow ↞ twoheadrightarrow ↠ leftarrowtail ↢ rightarrowtail ↣ looparrowleft ↫ \
        looparrowright ↬ curvearrowleft ↶ curvearrowright ↷ circlearrowleft ↺ circlearrowright ↻ Lsh ↰ Rsh ↱ \
        upuparrows ⇈ downdownarrows ⇊ upharpoonleft ↿ upharpoonright ↾ restriction ↾ downharpoonleft ⇃ \
        downharpoonright ⇂ Mapsto ⤇
        """

    private static let openings: StaticString = """
        lbrace { { { lbrack [ lparen ( langle ⟨ lfloor ⌊ lceil ⌈ lvert | lVert ‖ lgroup ⟮ lmoustache ⎰ \
        llbracket ⟦ lAngle ⟪ llangle ⟪ lBrace ⦃ llparenthesis ⦇ ulcorner ⌜ llcorner ⌞
        """

    private static let closings: StaticString = """
        rbrace } } } rbrack ] rparen ) rangle ⟩ rfloor ⌋ rceil ⌉ rvert | rVert ‖ rgroup ⟯ rmoustache ⎱ \
        rrbracket ⟧ rAngle ⟫ rrangle ⟫ rBrace ⦄ rrparenthesis ⦈ urcorner ⌝ lrcorner ⌟
        """

    private static let sums: StaticString = """
        sum ∑ prod ∏ coprod ∐ bigcap ⋂ bigcup ⋃ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ \
        bigsqcup ⨆ bigsqcap ⨅ bigtimes ⨉ bigcupdot ⨃ bigdoublevee ⨇ bigdoublewedge ⨈
        """

    private static let integrals: StaticString = """
        int ∫ intop ∫ smallint ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ intclockwise ∱ varointclockwise ∲ \
        ointctrclockwise ∳ fint ⨏ intbar ⨍ intBar ⨎ sqint ⨖ intcap ⨙ intcup ⨚ pointint ⨕
        """

    private static let punctuation: StaticString = """
        colon : ldotp . cdotp ·
        """
}
