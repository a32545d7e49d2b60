extension Grammar {
    /// Julia: <https://docs.julialang.org/en/v1/base/base/#Keywords>.
    static let julia = Grammar(
        .julia,
        words: [
            WordList(.keyword, .function, "function macro"),
            WordList(.keyword, .type, "struct type"),
            WordList(
                .keyword, .none,
                """
                abstract baremodule begin break catch ccall const continue do else elseif end export finally for \
                global if import in isa let local module mutable primitive public quote return try using where while
                """),
            WordList(.constant, .none, "true false nothing missing"),
            WordList(.builtin, .none, juliaConstants),
            WordList(.type, .none, juliaTypes),
        ],
        comments: [.block("#=", "=#", nests: true), .line("#")],
        strings: [
            StringRule(
                quote: UInt8(ascii: "\""),
                options: [.backslash, .multiline, .tripled, .dollarName, .dollarParenthesis]),
            StringRule(
                quote: UInt8(ascii: "`"),
                options: [.backslash, .multiline, .tripled, .dollarName, .dollarParenthesis]),
            StringRule(quote: UInt8(ascii: "'"), options: []),
        ],
        prefixes: [
            ("r", [.rawBackslash, .multiline, .flags]), ("raw", [.rawBackslash, .multiline]),
            ("b", [.backslash, .multiline]), ("v", [.backslash, .multiline]), ("s", [.rawBackslash, .multiline]),
            ("html", [.rawBackslash, .multiline]), ("big", [.backslash, .multiline]),
            ("md", [.rawBackslash, .multiline, .dollarName, .dollarParenthesis]),
            ("l", [.rawBackslash, .multiline, .dollarParenthesis]),
        ],
        wordBytes: "!",
        specials: "@:<>"
    )

    /// Values of `Base` that are there without an import.
    private static let juliaConstants = """
        ARGS C_NULL DEPOT_PATH ENDIAN_BOM ENV Inf Inf16 Inf32 Inf64 InsertionSort LOAD_PATH MergeSort NaN NaN16 NaN32 \
        NaN64 PROGRAM_FILE QuickSort RoundDown RoundFromZero RoundNearest RoundNearestTiesAway RoundNearestTiesUp \
        RoundToZero RoundUp VERSION devnull im pi stderr stdin stdout undef π ℯ
        """

    /// Types exported by `Base` and `Core`.
    private static let juliaTypes = """
        AbstractArray AbstractChannel AbstractChar AbstractDict AbstractDisplay AbstractFloat AbstractIrrational \
        AbstractMatch AbstractMatrix AbstractPattern AbstractRange AbstractSet AbstractString AbstractUnitRange \
        AbstractVecOrMat AbstractVector Any ArgumentError Array AssertionError BigFloat BigInt BitArray BitMatrix BitSet \
        BitVector Bool BoundsError CapturedException CartesianIndex CartesianIndices Cchar Cdouble Cfloat Channel Char \
        Cint Clong Clonglong Cmd Colon Complex ComplexF16 ComplexF32 ComplexF64 ComposedFunction CompositeException \
        Condition Cshort Csize_t Cstring Cuchar Cuint Culong Cvoid DataType DenseArray DenseMatrix DenseVector Dict \
        DimensionMismatch Dims DivideError DomainError EOFError Enum ErrorException Exception Expr Float16 Float32 \
        Float64 Function GlobalRef HTML IO IOBuffer IOContext IOStream IdDict IndexCartesian IndexLinear IndexStyle \
        InexactError InitError Int Int128 Int16 Int32 Int64 Int8 Integer InterruptException Irrational KeyError LinRange \
        LineNumberNode LinearIndices LoadError MIME Matrix Method MethodError Missing MissingException Module NTuple \
        NamedTuple Nothing Number OrdinalRange OutOfMemoryError OverflowError Pair PermutedDimsArray Pipe Ptr QuoteNode \
        Rational RawFD Real ReentrantLock Ref Regex RegexMatch RoundingMode Set Signed Some StackOverflowError StepRange \
        StepRangeLen StridedArray StridedMatrix StridedVecOrMat StridedVector String StringIndexError SubArray SubString \
        SubstitutionString Symbol SystemError Task TaskFailedException Text Timer Tuple Type TypeError TypeVar UInt \
        UInt128 UInt16 UInt32 UInt64 UInt8 UndefInitializer UndefKeywordError UndefRefError UndefVarError Union UnionAll \
        UnitRange Unsigned Val Vararg VecElement VecOrMat Vector VersionNumber WeakKeyDict WeakRef
        """
}
