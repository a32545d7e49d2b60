// Addresses of folders: `/series/weekly/` is answered by `/series/weekly/index.html`, and `/series/weekly` leads to the
// former. All else is asked for as it is. (The root is the distribution's own default object.)
function handler(event) {
    var request = event.request;
    var uri = request.uri;
    if (uri.endsWith('/')) {
        request.uri = uri + 'index.html';
        return request;
    }
    var name = uri.substring(uri.lastIndexOf('/') + 1);
    if (name.indexOf('.') === -1) {
        // '//host' would lead elsewhere.
        var target = '/' + uri.replace(/^\/+/, '') + '/';
        return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: target } } };
    }
    return request;
}
