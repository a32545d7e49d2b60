import AWS
import Testing

@Suite struct XMLElementTests {
    private static let listing = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
          <Name>reports</Name><Prefix/><IsTruncated>true</IsTruncated>
          <Contents><Key>a%20b.ipynb</Key><ETag>&quot;9b2c&#34;</ETag><Size>12</Size></Contents>
          <Contents><Key>c&amp;d</Key><ETag>"e"</ETag><Size>3</Size></Contents>
          <NextContinuationToken>1/w==</NextContinuationToken>
        </ListBucketResult>
        """

    @Test func aListingIsRead() throws {
        let list = try XMLElement(parsing: Array(Self.listing.utf8))
        #expect(list.name == "ListBucketResult")
        #expect(list.all("Contents").map { $0.text(of: "Key") } == ["a%20b.ipynb", "c&d"])
        #expect(list["Contents"]?.text(of: "ETag") == "\"9b2c\"")
        #expect(list.text(of: "Prefix") == "")
        #expect(list.text(of: "Delimiter") == nil)
        #expect(list.text(of: "NextContinuationToken") == "1/w==")
        #expect(list.text == "")
    }

    @Test(arguments: [
        ("<a/>", ""), ("<a></a >", ""), ("\u{FEFF}<a>x</a>\n", "x"), ("<?xml version='1.0'?><a>x</a>", "x"),
        ("<!-- - -><a> --><a>x</a><!---->", "x"), ("<a>x<?y z?>w</a>", "xw"), ("<?xml-style?><a>x</a>", "x"),
        ("<a>&lt;&gt;&amp;&quot;&apos;</a>", "<>&\"'"), ("<a>&#65;&#x42;&#x1F600;&#1;</a>", "AB😀\u{1}"),
        ("<a><![CDATA[<&]]]]><![CDATA[>]]></a>", "<&]]>"), ("<a>1\r\n2\r3\n4&#13;</a>", "1\n2\n3\n4\r"),
        ("<a>] ]]</a>", "] ]]"), ("<a> x </a>", " x "), ("<a>\n</a>", "\n"),
        ("<n:a xmlns:n='u' b=\"&lt;>\">ü</n:a>", "ü"),
        ("<a>x<b>y</b>z</a>", "xz"),
    ]) func textIsRead(document: String, text: String) throws {
        let element = try XMLElement(parsing: Array(document.utf8))
        #expect(element.name == "a")
        #expect(Array(element.text.utf8) == Array(text.utf8))
    }

    @Test(arguments: [
        ("", "empty", 0), ("  ", "empty", 2), ("x", "outside", 0), ("<a/>x", "outside", 4), ("<a/><b/>", "second", 4),
        ("<a>", "ends inside of <a>", 3), ("<a><b></a></b>", "</a> ends nothing", 8), ("</a>", "ends nothing", 2),
        ("<a", "inside of a tag", 2), ("<a /", "'>'", 4), ("<a b>", "no value", 4), ("<a b=c>", "not quoted", 5),
        ("<a b='<'>", "'<'", 6), ("<a b='c", "inside of an attribute", 7), ("<a b='1' b='2'/>", "twice", 10),
        ("<a b='1'c='2'/>", "no attribute", 8), ("<a>&nbsp;</a>", "stands for nothing", 3),
        ("<a>&#0;</a>", "stands for nothing", 3), ("<a>&#xD800;</a>", "stands for nothing", 3),
        ("<a>&#+65;</a>", "stands for nothing", 3), ("<a>&#;</a>", "stands for nothing", 3),
        ("<a>a&b</a>", "no reference", 4), ("<a>]]></a>", "']]>'", 3), ("<a><![CDATA[x</a>", "CDATA", 3),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "document type", 0),
        ("<a><!ENTITY b 'c'></a>", "document type", 3),
        ("<!-- -- --><a/>", "holds '--'", 5), ("<a/><!-- ", "does not end", 4), ("< a/>", "name of an element", 1),
        ("<1/>", "name of an element", 1), ("<a>\u{0}</a>", "forbids", 3), ("<a>\u{1}</a>", "forbids", 3),
        ("<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "encoding", 0), ("<a/><?xml", "does not end", 4),
        ("<![CDATA[x]]>", "outside", 0),
    ]) func whatIsNoXMLIsRefusedWithItsPlace(document: String, reason: String, offset: Int) throws {
        let fault = try #require(throws: XMLFault.self) { try XMLElement(parsing: Array(document.utf8)) }
        #expect(fault.reason.contains(reason), "\(fault)")
        #expect(fault.byteOffset == offset, "\(fault)")
    }

    @Test(
        arguments: [[0xFF, 0xFE, 0x3C], [0x3C, 0x61, 0x3E, 0xC3], [0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80]] as [[UInt8]])
    func whatIsNotUTF8IsRefused(bytes: [UInt8]) {
        #expect(throws: XMLFault.self) { try XMLElement(parsing: bytes) }
    }

    @Test func depthAndAttributesHaveBounds() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
        }
        _ = try XMLElement(parsing: nested(32))
        #expect(throws: XMLFault.self) { try XMLElement(parsing: nested(33)) }
        #expect(throws: XMLFault.self) { try XMLElement(parsing: nested(1_000_000)) }
        let attributes = (0..<33).map { " a\($0)=''" }.joined()
        #expect(throws: XMLFault.self) { try XMLElement(parsing: Array("<a\(attributes)/>".utf8)) }
    }

    @Test func aTextOfAnySizeIsOneText() throws {
        let text = String(repeating: "x&amp;", count: 100_000)
        #expect(try XMLElement(parsing: Array("<a>\(text)</a>".utf8)).text.utf8.count == 200_000)
    }
}
