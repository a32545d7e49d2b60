"""Awkward keys, each with the reason why."""

NAMES = [
    ("a b.ipynb", "a blank"), ("a  b .ipynb", "two blanks and one before the dot"), ("übung.ipynb", "composed letter"),
    ("u\u0308bung.ipynb", "the same word, decomposed: another key"), ("日本/報告-2023-12-11-10-00-00.ipynb", "no Latin letter, with a time"),
    ("100%.ipynb", "a percent sign"), ("100%25.ipynb", "a percent sign that looks encoded already"), ("a%2Fb.ipynb", "an encoded slash"),
    ("a+b.ipynb", "plus"), ("a&b=c;d.ipynb", "characters of a query"), ("a#b.ipynb", "a fragment"), ("a?b.ipynb", "a query"),
    ("a'b\"c.ipynb", "quotes"), ("a\\b.ipynb", "backslash"), ("<script>alert(1)</script>.ipynb", "markup, with a slash in it"),
    ("<img src=x onerror=alert(1)>.ipynb", "markup"), ("{{title}}.ipynb", "template syntax"), ("../outside.ipynb", "leaves the folder"),
    ("a/../../outside.ipynb", "leaves the folder later"), ("/absolute.ipynb", "begins with a slash"), ("a//b.ipynb", "an empty part"),
    ("a/./b.ipynb", "a dot part"), (".hidden.ipynb", "a leading dot"), ("..dots.ipynb", "two leading dots, harmless"), (".ipynb", "nothing but the ending"),
    ("a/.ipynb_checkpoints/b-checkpoint.ipynb", "Jupyter's own copies"), ("REPORT.IPYNB", "capital ending"), ("report.ipynb.ipynb", "the ending twice"),
    ("con.ipynb", "a device on Windows"), ("a\nb.ipynb", "a line break"), ("a\u202eb.ipynb", "a direction override"), ("a\u0000b.ipynb", "a zero byte"),
    ("x" * 240 + ".ipynb", "as long as file systems allow"), ("x" * 300 + ".ipynb", "longer than they allow, possible in S3"),
    ("index.ipynb", "would be an index"), ("reports/index.html.ipynb", "looks like a page"), ("a.files/b.ipynb", "in what could be another report's folder"),
    ("a.html/b.ipynb", "a folder with a page's name: collides with a.ipynb"), ("a.ipynb/b.ipynb", "a folder with a notebook's name"), ("a.ipynb", "the other half of both"),
    ("A.ipynb", "differs from a.ipynb by case: one file on a Mac"), ("report-2023-13-45-99-99-99.ipynb", "a time that does not exist"),
    ("report-2023-12-11-10-00-00-2023-12-12-10-00-00.ipynb", "two times"), ("2023-12-11-10-00-00.ipynb", "only a time: a series without a name"),
    ("report-0000-00-00-00-00-00.ipynb", "year zero"), ("report-2023-12-11T10:00:00Z.ipynb", "colons"), ("report-20231211100000.ipynb", "no separators"),
]
