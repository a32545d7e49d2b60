/// What Folium's maps need beside Leaflet: enough of other hosts' programs for markers, popups and layers to be drawn.
///
/// Folium names jQuery, Bootstrap, Awesome Markers and the plugins a map uses, each on a public host
/// (<https://github.com/python-visualization/folium/blob/main/folium/folium.py>).
enum LeafletMap {
    /// The scale takes the place of what tiles would tell.
    static let setup: StaticString =
        "</script><script>L.Map.addInitHook(function(){L.control.scale().addTo(this)});"

    /// What stands in for a program: `$(html)[0]` for jQuery, plain markers for coloured and clustered ones, dots for
    /// heat; nil where the map can't do without it.
    static func substitute(for address: String) -> StaticString? {
        let text = address.lowercased()
        if text.contains("awesome-markers") || text.contains("awesome_markers") {
            return "L.AwesomeMarkers={Icon:L.Icon.Default,icon:()=>new L.Icon.Default()};"
        }
        if text.contains("markercluster") { return "L.markerClusterGroup=()=>L.featureGroup();" }
        if text.contains("leaflet_heat") || text.contains("leaflet-heat") {
            return """
                L.heatLayer=points=>L.layerGroup(points.map(p=>L.circleMarker(p,{radius:7,stroke:false,color:"#d73027",\
                fillOpacity:.4})));
                """
        }
        if text.contains("jquery") {
            return """
                window.$=window.jQuery=html=>{const t=document.createElement("template");t.innerHTML=String(html).trim();\
                return[...t.content.children]};
                """
        }
        return text.contains("bootstrap") ? "" : nil
    }

    /// The height of a map that says it in pixels, in the rule of its element's id.
    static func height(in document: [UInt8]) -> FrameHeight? {
        guard let rule = document[...].range(of: "#map_"),
            let number = ChartHeight.number(in: document[rule.upperBound...].prefix(400), behind: "height:"),
            number.unit == "px"
        else { return nil }
        return .pixels(number.value)
    }

    /// What a map shows, for a reader without it: `A map around 38.89, -77.01 with 2 markers and 1 line`; nil where
    /// this is no map.
    static func summary(of source: [UInt8]) -> String? {
        let text = source[...]
        guard text.holds("L.map(") else { return nil }
        var summary = "A map"
        if let place = text.range(of: "center: [") {
            let centre = text[place.upperBound...].prefix(60).prefix { $0 != UInt8(ascii: "]") }
            summary += " around \(String(decoding: centre, as: UTF8.self))"
        }
        let kinds: [([String], String)] = [
            (["L.marker("], "marker"), (["L.circleMarker(", "L.circle("], "circle"), (["L.polyline("], "line"),
            (["L.polygon(", "L.rectangle("], "area"), (["L.geoJson("], "GeoJSON layer"), (["L.heatLayer("], "heat map"),
        ]
        let parts = kinds.compactMap { calls, name -> String? in
            let count = calls.reduce(0) { $0 + occurrences(of: $1, in: text) }
            return count == 0 ? nil : "\(count) \(name)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? summary : summary + " with " + parts.joined(separator: ", ")
    }

    private static func occurrences(of call: String, in text: ArraySlice<UInt8>) -> Int {
        var (rest, count) = (text, 0)
        while let place = rest.range(of: call) {
            count += 1
            rest = rest[place.upperBound...]
        }
        return count
    }
}
