import SitegenCommand
import Testing

struct LiveReloadTests {
    @Test func `The policy allows the server's own script and no other`() {
        let page = """
            <head><meta http-equiv="Content-Security-Policy" content="script-src &#39;none&#39;; img-src data:"></head>x
            """
        let served = String(decoding: LiveReload.page(Array(page.utf8)), as: UTF8.self)
        #expect(
            served == """
                <head><meta http-equiv="Content-Security-Policy" content="script-src 'self'; img-src data:; \
                connect-src 'self'"><script src="/_sitegen/reload.js" defer></script></head>x
                """)
    }

    @Test(arguments: ["", "no head", "<p></p>"])
    func `What is no page stays as it is`(text: String) {
        #expect(LiveReload.page(Array(text.utf8)) == Array(text.utf8))
    }
}
