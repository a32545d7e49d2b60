"""How Pygments' tokens and ours correspond, for highlighting_agreement.py.

`VOCABULARY` translates names alone: one of their token types is one of our classes, wherever it stands. With nothing
but it the strict figure is counted. `DIFFERENCES` lists where we show something else on purpose; each has a reason, is
as narrow as its fields, and is counted and reported by itself.
"""

import dataclasses
import re

from pygments.token import Token, string_to_tokentype

# Types not listed are what the type they belong to is: `Number.Float` a number, `Keyword.Reserved` a keyword.
VOCABULARY = {
    "*": {
        "Token": "",
        "Keyword": "k", "Keyword.Constant": "kc", "Keyword.Type": "kt",
        "Name.Builtin": "nb", "Name.Exception": "nb", "Name.Function": "nf", "Name.Class": "nc", "Name.Decorator": "nd",
        "Name.Attribute": "na", "Name.Tag": "nt",
        "String": "s", "String.Interpol": "si", "String.Escape": "se",
        "Number": "m", "Operator.Word": "ow", "Comment": "c", "Error": "err",
    },
    # A shell's variables are expanded as interpolations are: one class for both.
    "bash": {"Name.Variable": "si"},
    # The braces of a template around SQL.
    "sql": {"Comment.Preproc": "si"},
    "c cpp": {"Comment.Preproc": "nd", "Comment.PreprocFile": "s"},
}


@dataclasses.dataclass(frozen=True)
class Difference:
    """Bytes of Pygments' `types` that have the class `ours` with us.

    `value` is the token, `after` and `before` are what stands in front of it and behind, `within` the part of the token
    in front of the byte.
    """

    reason: str
    languages: str
    types: str
    ours: str
    value: str = ".*"
    after: str = ".*"
    before: str = ".*"
    within: str = ".*"

    def covers(self, language, token_type, value, ours, surroundings):
        if language not in self.languages.split() or ours not in self.ours.split(" "):
            return False
        if not any(token_type in string_to_tokentype(kind) for kind in self.types.split()):
            return False
        after, before, within = surroundings
        return all(re.fullmatch(pattern, text, re.DOTALL | re.IGNORECASE) for pattern, text in (
            (self.value, value), (".*?" + self.after, after), (self.before + ".*", before), (self.within, within)))


def words(text):
    return "|".join(text.split())


SQL_TYPES = words("""
    bigserial bool bytea bytes clob datetime datetime2 double enum float4 float8 float64 geography geometry hstore inet int2 int4
    int64 json jsonb longblob longtext mediumint mediumtext money name nvarchar oid regclass regproc regtype string struct timestamptz
    tinyint tinytext tsquery tsvector uuid varchar2 variant void xml
""")
SQL_KEYWORDS = words("""
    action after auto_increment autoincrement concurrently conflict database day delimiter diagnostics do engine extension filter following
    hour ilike index lateral matched materialized merge minute month nothing nulls offset over over partition
    preceding program qualify rename replace returning rows schemas second sequence tables unbounded use view window within year
""")
SQL_NAMES = words("""
    c class_origin column_name condition_number constraint_name constraint_schema data domain free g k length location
    m name public row_count s schema_name sql state table_name title uri
""")

DIFFERENCES = [
    # SQL
    Difference("a type is a built-in name; Pygments has TIMESTAMP and PRECISION among the keywords", "sql", "Keyword", "nb"),
    Difference("a built-in function, called, that Pygments' list lacks", "sql", "Name", "nb k", before=r"\s*\("),
    Difference("a type that Pygments' list lacks", "sql", "Name", "nb", value=SQL_TYPES),
    Difference("a keyword that Pygments' list lacks", "sql", "Name", "k", value=SQL_KEYWORDS),
    Difference("a column's name, as a table and a point stand before it", "sql", "Keyword Name.Builtin", "", after=r"[\w`\"\]}]\."),
    Difference("the marks of a dollar quote show as a string's", "sql", "Name Keyword", "s", value=r"\w*\$+|\w+", after=r"\$"),
    Difference("the marks of a dollar quote show as a string's", "sql", "Name", "s", value=r"\w*\$+"),
    Difference("a word that is reserved nowhere and often a column's name", "sql", "Keyword", "", value=SQL_NAMES),
    Difference("the point and the exponent belong to the number", "sql", "Punctuation", "m", value=r"\."),
    Difference("the point and the exponent belong to the number", "sql", "Name", "m", value=r"e\d*", after=r"\d"),
    Difference("hexadecimal numbers", "sql", "Name", "m", value=r"x[0-9a-f]+", after="0"),
    Difference("a name in backquotes or brackets has no keywords in it", "sql", "Name.Builtin Keyword Number", "", after=r"[`\[][^`\[\],()\n]*"),
    Difference("`# comment` of MySQL and BigQuery", "sql", "Token", "c", after=r"(?:^|\n)[ \t]*(?:#[^\n]*)?"),
    Difference("the sign beside a template's braces belongs to them", "sql", "Text", "si", value=r"\s*[-+]\s*"),
    # Bash
    Difference("what is substituted shows as an interpolation", "bash", "Keyword", "si", value=r"\$\(\(?|\)\)?"),
    Difference("the signs in `${name:-text}` belong to the expansion", "bash", "Keyword Punctuation", "si", after=r"\$\{[#!]?\w*"),
    Difference("the text in `${name:-text}` is no variable", "bash", "Name.Variable", "", after=r"\$\{\w+:?[-=+?][^}]*"),
    Difference("a function is defined", "bash", "Text Name.Builtin", "nf", before=r"\s*\(\s*\)"),
    Difference("a function is defined", "bash", "Text Name.Builtin", "nf", after=r"\bfunction\s+"),
    Difference("a value is no command", "bash", "Name.Builtin", "", after="="),
    Difference("a string's escapes show in it", "bash", "String", "se", value=r".*\\.*"),
    Difference("here-documents are expanded", "bash", "String", "si", value="<<.*"),
    Difference("behind `<<END` the line goes on with code", "bash", "String", " k nb m nf", value="<<.*", within="[^\n]*"),
    # Other languages
    Difference("a string's escapes show in it", "r json javascript julia", "String Name.Tag", "se"),
    Difference("`name <- function`: a definition", "r", "Name", "nf", before=r"\s*(?:<-|=)\s*function\b"),
    Difference("the minus of `x - 1` is an operator, not the number's sign", "r", "Number", "", within=""),
    Difference("true, false, nothing and missing are constants", "julia", "Name.Builtin", "kc"),
    Difference("a function is defined", "julia javascript", "Name", "nf", after=r"\bfunction\s*\*?\s*(?:\w+\.)*"),
    Difference("a type is defined", "julia javascript", "Keyword.Type Name", "nc", after=r"\b(?:struct|class)\s+"),
    Difference("the parentheses of `$(...)` belong to the interpolation", "julia", "Punctuation", "si"),
    Difference("a member's name is no keyword", "javascript", "Keyword Operator.Word Name.Builtin", "", after=r"\."),
    # Python
    Difference("magics, commands and help of IPython stand out from code", "python", "Operator Keyword", "g"),
    Difference("the rest of such a line is not Python", "python", "Token", " g k kc nb s se si m c ow nf", after=r"(?:^|\n)[ \t]*(?:\w+ *= *)?[!%][^\n]*"),
    Difference("a special method or name, used elsewhere than in its definition", "python", "Name.Function.Magic Name.Variable.Magic", "nb"),
]

_TYPES = {}


def css_class(language, token_type):
    """Our class for one of Pygments' types."""
    if language not in _TYPES:
        merged = {}
        for languages, types in VOCABULARY.items():
            if languages == "*" or language in languages.split():
                merged |= {Token if name == "Token" else string_to_tokentype(name): css for name, css in types.items()}
        _TYPES[language] = merged
    types = _TYPES[language]
    while token_type not in types:
        token_type = token_type.parent
    return types[token_type]
