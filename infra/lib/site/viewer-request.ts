/** Pages of the first Cruddur whose addresses are elsewhere now. */
const movedPages = { '/terms-of-service': '/terms', '/privacy-policy': '/privacy' }

/**
 * The CloudFront Function that every request for a file passes: `www.` leads to the name without it, old addresses to new
 * ones, and every address that names no file is the web app.
 *
 * @param siteName such as `cruddur.example`
 * @returns JavaScript for the runtime cloudfront-js-2.0
 */
export function viewerRequestCode(siteName: string): string {
  return `${redirectionCode(siteName)}
var movedPages = ${JSON.stringify(movedPages)};

function handler(event) {
  var request = event.request;
  var bare = withoutWww(request);
  if (bare) return bare;
  var moved = movedPages[request.uri.replace(/\\/$/, '')];
  if (moved) return redirect('https://' + siteName + moved);
  var lastPart = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (lastPart.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
`
}

/** The same for pages that the server writes: only `www.` is redirected. */
export function servedPageRequestCode(siteName: string): string {
  return `${redirectionCode(siteName)}
function handler(event) {
  return withoutWww(event.request) || event.request;
}
`
}

function redirectionCode(siteName: string): string {
  return `var siteName = ${JSON.stringify(siteName)};

function redirect(location) {
  return {
    statusCode: 301,
    statusDescription: 'Moved Permanently',
    headers: { location: { value: location }, 'cache-control': { value: 'max-age=3600' } },
  };
}

function queryOf(request) {
  var pairs = [];
  for (var name in request.querystring) {
    var entry = request.querystring[name];
    (entry.multiValue || [entry]).forEach(function (item) {
      pairs.push(item.value === '' ? name : name + '=' + item.value);
    });
  }
  return pairs.length ? '?' + pairs.join('&') : '';
}

function withoutWww(request) {
  var host = request.headers.host ? request.headers.host.value : siteName;
  // A path of two slashes would be another host's in a Location without a host.
  return host === 'www.' + siteName ? redirect('https://' + siteName + request.uri + queryOf(request)) : null;
}
`
}
