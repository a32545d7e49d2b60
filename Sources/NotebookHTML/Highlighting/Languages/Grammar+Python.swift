extension Grammar {
    /// Python 3 with IPython's syntax: <https://docs.python.org/3/reference/lexical_analysis.html>.
    static let python = Grammar(
        .python,
        words: [
            WordList(.keyword, .function, "def"),
            WordList(.keyword, .type, "class"),
            WordList(.keyword, .module, "import from"),
            WordList(.keyword, .soft, "match case type"),
            WordList(
                .keyword, .none,
                """
                as assert async await break continue del elif else except finally for global if lambda nonlocal pass \
                raise return try while with yield
                """),
            WordList(.wordOperator, .none, "and in is not or"),
            WordList(.constant, .none, "True False None"),
            WordList(.builtin, .none, pythonBuiltins),
            WordList(.builtin, .none, pythonExceptions),
            WordList(.builtin, .afterDot, pythonSpecialNames),
        ],
        comments: [.line("#")],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.pythonEscapes, .formatFields, .tripled]),
            StringRule(quote: UInt8(ascii: "'"), options: [.pythonEscapes, .formatFields, .tripled]),
        ],
        prefixes: [
            ("f", [.pythonEscapes, .braces]), ("t", [.pythonEscapes, .braces]),
            ("r", [.rawBackslash, .formatFields]),
            ("b", [.pythonEscapes, .formatFields]), ("u", [.pythonEscapes, .formatFields]),
            ("rb", [.rawBackslash, .formatFields]), ("br", [.rawBackslash, .formatFields]),
            ("fr", [.rawBackslash, .braces]), ("rf", [.rawBackslash, .braces]),
            ("tr", [.rawBackslash, .braces]), ("rt", [.rawBackslash, .braces]),
        ],
        numberSuffixes: "jJ",
        specials: "@%!?:=\\,"
    )

    /// Functions and types that are there without an import: <https://docs.python.org/3/library/functions.html>.
    private static let pythonBuiltins = """
        abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex \
        delattr dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help \
        hex id input int isinstance issubclass iter len list locals map max memoryview min next object oct open ord \
        pow print property range repr reversed round set setattr slice sorted staticmethod str sum super tuple \
        vars zip __import__ self cls Ellipsis NotImplemented __debug__
        """

    /// <https://docs.python.org/3/library/exceptions.html>.
    private static let pythonExceptions = """
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError \
        BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError \
        ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup \
        FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError \
        ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt \
        LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError \
        OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError \
        ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning \
        SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError \
        UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning \
        ZeroDivisionError
        """

    /// Names the data model gives a meaning: <https://docs.python.org/3/reference/datamodel.html#special-method-names>.
    private static let pythonSpecialNames = """
        __abs__ __add__ __aenter__ __aexit__ __aiter__ __and__ __anext__ __annotations__ __await__ __bases__ \
        __bool__ __bytes__ __call__ __class__ __class_getitem__ __closure__ __code__ __complex__ __contains__ \
        __defaults__ __del__ __delattr__ __delete__ __delitem__ __dict__ __dir__ __divmod__ __doc__ __enter__ __eq__ \
        __exit__ __file__ __float__ __floordiv__ __format__ __func__ __ge__ __get__ __getattr__ __getattribute__ \
        __getitem__ __globals__ __gt__ __hash__ __iadd__ __iand__ __ifloordiv__ __ilshift__ __imatmul__ __imod__ \
        __imul__ __index__ __init__ __init_subclass__ __instancecheck__ __int__ __invert__ __ior__ __ipow__ \
        __irshift__ __isub__ __iter__ __itruediv__ __ixor__ __kwdefaults__ __le__ __len__ __length_hint__ __lshift__ \
        __lt__ __matmul__ __missing__ __mod__ __module__ __mro__ __mul__ __name__ __ne__ __neg__ __new__ __next__ \
        __or__ __pos__ __post_init__ __pow__ __prepare__ __qualname__ __radd__ __rand__ __rdivmod__ __repr__ \
        __reversed__ __rfloordiv__ __rlshift__ __rmatmul__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__ \
        __rshift__ __rsub__ __rtruediv__ __rxor__ __self__ __set__ __set_name__ __setattr__ __setitem__ __slots__ \
        __str__ __sub__ __subclasscheck__ __truediv__ __weakref__ __xor__
        """
}
